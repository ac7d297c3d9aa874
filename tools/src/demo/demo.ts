import { openLocalIssuer } from '@ledger/http/local-issuer.js';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startConfiguration } from '../configuration.js';
import { loadEnvironmentFile } from '../environment-file.js';
import { root } from '../root.js';
import { playerOn } from './cast.js';
import { CallLog } from './http.js';
import { Narrator } from './narrator.js';
import { ensureRunning } from './running.js';
import {
  introduceParties,
  importInventory,
  registerAssets,
  splitRights,
  type Story,
} from './story.js';
import { appraise, offerAndPledge } from './story-of-a-pledge.js';
import { exportLedger, trade } from './story-of-a-trade.js';
import { keepBooks } from './story-of-the-books.js';

/** `npm run demo`: plays the whole story over HTTP. Answers the exit code. */
export const demo = async (): Promise<number> => {
  loadEnvironmentFile();
  const started = performance.now();
  const { registryUrl, exchangeUrl, dataDir } = where();
  const output = path.join(root, 'demo-output');
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const log = new CallLog(path.join(output, 'http.log'));
  const running = await ensureRunning([registryUrl, exchangeUrl]);
  try {
    const issuer = await openLocalIssuer(dataDir, 'local');
    const player = playerOn({ registryUrl, exchangeUrl, issuer, log });
    const tell = new Narrator();
    await play({
      tell,
      output,
      bank: player('示范银行'),
      lender: player('示范信贷公司'),
      secondLender: player('第二示范信贷公司'),
      appraiser: player('示范评估机构'),
      buyer: player('示范数据买方'),
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`\n${tell.checks} checks held, ${log.count} calls, ${seconds} s. Files: ${output}`);
    return 0;
  } catch (error) {
    console.error(`\nThe demonstration failed. ${(error as Error).message}`);
    return 1;
  } finally {
    await running.stop();
  }
};

const play = async (story: Story): Promise<void> => {
  await introduceParties(story);
  await importInventory(story);
  const assets = await registerAssets(story);
  const tradables = splitRights(story, assets);
  await appraise(story, tradables);
  const deals = await offerAndPledge(story, tradables);
  await trade(story, deals);
  await keepBooks(story, deals);
  await exportLedger(story, assets.length);
};

const where = () => {
  const { host, registryPort, exchangePort, dataDir } = startConfiguration(process.env, root);
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return {
    registryUrl: `http://${reachable}:${registryPort}`,
    exchangeUrl: `http://${reachable}:${exchangePort}`,
    dataDir,
  };
};

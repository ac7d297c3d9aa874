import path from 'node:path';
import { playerOn, type Stage } from './cast.js';
import { CallLog } from './http.js';
import { Narrator } from './narrator.js';
import { appraise, offerAndPledge } from './story-of-a-pledge.js';
import { exportLedger, trade } from './story-of-a-trade.js';
import { keepBooks } from './story-of-the-books.js';
import {
  importInventory,
  introduceParties,
  registerAssets,
  splitRights,
  type Story,
} from './story.js';

/** Where a story is played, where its files go and who hears it. */
export interface Performance extends Omit<Stage, 'log'> {
  /** An existing folder. */
  readonly output: string;
  readonly print: (line: string) => void;
}

/** What a story came to. */
export interface Played {
  readonly checks: number;
  readonly calls: number;
}

/**
 * Plays the whole story on services that run. Throws at the first answer or fact that is not as
 * the story says.
 */
export const play = async ({ output, print, ...stage }: Performance): Promise<Played> => {
  const log = new CallLog(path.join(output, 'http.log'));
  const player = playerOn({ ...stage, log });
  const tell = new Narrator(print);
  const story: Story = {
    tell,
    output,
    bank: player('示范银行'),
    lender: player('示范信贷公司'),
    secondLender: player('第二示范信贷公司'),
    appraiser: player('示范评估机构'),
    buyer: player('示范数据买方'),
  };
  await introduceParties(story);
  const imported = await importInventory(story);
  const assets = await registerAssets(story, imported);
  const tradables = splitRights(story, assets);
  await appraise(story, tradables);
  const deals = await offerAndPledge(story, tradables);
  await trade(story, deals);
  await keepBooks(story, deals);
  await exportLedger(story, assets.length);
  return { checks: tell.checks, calls: log.count };
};

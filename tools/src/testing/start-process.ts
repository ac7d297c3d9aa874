import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.js';

const built = path.join(root, 'tools/dist/start.js');
const fake = path.join(root, 'tools/src/testing/fake-service.mjs');
const program = `
const { start } = await import(${JSON.stringify(built)});
process.exit(await start(() => ${JSON.stringify(fake)}));`;

/** `npm start` as a process of its own, with stand-ins for the services. */
export interface StartProcess {
  readonly child: ChildProcess;
  /** Everything printed so far. */
  output(): string;
  /** Waits until the addresses are printed; throws with the output if it ends before. */
  running(): Promise<void>;
  readonly exited: Promise<number | null>;
}

/** As built: `npm test` builds first. */
export const startProcess = (env: NodeJS.ProcessEnv): StartProcess => {
  if (!existsSync(built)) throw new Error(`${built} is missing: run npm run build.`);
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const running = new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('tokens.env') || text.includes('tokens come from')) resolve();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void exited.then((code) => reject(new Error(`It ended with ${code}: ${text}`)));
  });
  running.catch(() => undefined);
  return { child, output: () => text, running: () => running, exited };
};

import { createServer } from 'node:net';

/**
 * Below the ports that systems give away by themselves: between the moment in which a port is found
 * free and the one in which a process listens there, nobody else is given it.
 */
const first = 18_000;
/** For each worker of a run its own, so that no two of them find the same one. */
const perWorker = 1_000;

const worker = Number(process.env['JEST_WORKER_ID'] ?? '1') % 14;
/** Runs side by side on one machine begin in different places, and what listens is passed over. */
let last = process.pid % perWorker;

/** A port on 127.0.0.1 on which nobody listens, another one each time. */
export const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < perWorker; tries += 1) {
    last = (last + 1) % perWorker;
    const port = first + worker * perWorker + last;
    if (await isFree(port)) return port;
  }
  throw new Error('There is no free port.');
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

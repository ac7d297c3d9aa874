import { dataSource } from '@ledger/database/connection.js';
import { parentPort, workerData } from 'node:worker_threads';
import type { EvidenceConfiguration } from './evidence.configuration.js';
import { sealedLog } from './sealed-log.js';
import { sealingOf } from './sealing-plan.js';

/** The sealer in a thread of its own, with connections of its own: no request waits for a hash. */

export interface WorkerPlan {
  readonly url: string;
  readonly configuration: EvidenceConfiguration;
}

export type WorkerMessage =
  | { readonly warn: string }
  | { readonly error: string }
  | { readonly status: { readonly state: string; readonly reason: string | null } }
  | { readonly stopped: true };

const tellEveryMs = 1_000;

const { url, configuration } = workerData as WorkerPlan;
const tell = (message: WorkerMessage): void => parentPort?.postMessage(message);
const source = dataSource(url, [], { connectionsMax: 4, applicationName: 'ledger sealer' });
await source.initialize();
const log = await sealedLog(url, configuration.eventStoreUrl);
const journal = {
  warn: (warn: string) => tell({ warn }),
  error: (error: string) => tell({ error }),
};
const sealing = sealingOf(configuration, { dataSource: source, log, journal });
sealing.start();
const telling = setInterval(() => tell({ status: sealing.status }), tellEveryMs);
parentPort?.once('message', () => {
  const stop = async (): Promise<void> => {
    clearInterval(telling);
    await sealing.stop();
    await log.close();
    await source.destroy();
    tell({ stopped: true });
  };
  void stop();
});

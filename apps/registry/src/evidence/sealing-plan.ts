import type { DigestedLog } from '@ledger/event-store/digested-log.js';
import { parseCosignerKey } from '@ledger/evidence/cosignature.js';
import { EvidenceReader } from '@ledger/evidence/proofs/evidence-reader.js';
import type { CheckpointPlace } from '@ledger/evidence/sealing/checkpoint-place.js';
import { CheckpointFile } from '@ledger/evidence/sealing/checkpoint-place.js';
import { Sealing } from '@ledger/evidence/sealing/sealing.js';
import { readSigningKeys } from '@ledger/evidence/sealing/signing-keys.js';
import { Witness } from '@ledger/evidence/sealing/witness.js';
import type { Journal } from '@ledger/read-model/running.js';
import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { EvidenceConfiguration } from './evidence.configuration.js';

/** What a sealer runs on, in this thread or in one of its own. */
export interface SealingResources {
  readonly dataSource: DataSource;
  readonly log: DigestedLog;
  readonly journal: Journal;
  /** Events hashed before others in the thread get their turn. */
  readonly stepMax?: number;
}

/** A sealer as configured. Throws `BadKeyFile`. */
export const sealingOf = (
  { keyFile, origin, checkpointFile, witness, publishEveryMs }: EvidenceConfiguration,
  resources: SealingResources,
): Sealing => {
  const places: CheckpointPlace[] = [new CheckpointFile(checkpointFile)];
  if (witness !== undefined) {
    const reader = new EvidenceReader(resources.dataSource);
    places.push(
      new Witness({
        url: witness.url,
        key: parseCosignerKey(witness.key),
        consistency: (before, after) => reader.consistency(before, after),
      }),
    );
  }
  return new Sealing({
    ...resources,
    keys: readSigningKeys(keyFile),
    origin: origin ?? `data-asset-registry.local/${randomBytes(4).toString('hex')}`,
    places,
    publishEveryMs,
  });
};

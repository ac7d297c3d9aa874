import type { HttpConfiguration } from '@ledger/http/configuration.js';
import { BadConfiguration, given } from '@ledger/http/environment.js';
import { parseCosignerKey } from '@ledger/evidence/cosignature.js';
import { originPattern } from '@ledger/evidence/sealing/origins.js';
import path from 'node:path';

/** How the log is sealed, as far as the environment says. Fit to be sent to another thread. */
export interface EvidenceConfiguration {
  /** `thread`: beside the requests; `here`: between them; `off`: another process does it. */
  readonly sealer: 'thread' | 'here' | 'off';
  /** Name of the log's first origin; absent: made up when the log is first sealed. */
  readonly origin?: string;
  readonly keyFile: string;
  /** Whether a key is made where there is none. */
  readonly makesKey: boolean;
  readonly checkpointFile: string;
  readonly witness?: { readonly url: string; readonly key: string };
  readonly publishEveryMs: number;
  /** Address of the event store that the log is in; absent: it is in the database. */
  readonly eventStoreUrl?: string;
}

/** Reads the environment. Throws `BadConfiguration` with one clear sentence. */
export const evidenceConfiguration = (
  env: NodeJS.ProcessEnv,
  { mode, dataDir }: Pick<HttpConfiguration, 'mode' | 'dataDir'>,
): EvidenceConfiguration => {
  const origin = given(env, 'EVIDENCE_ORIGIN');
  const keyFile = given(env, 'EVIDENCE_KEY_FILE');
  const sealer = sealerOf(given(env, 'EVIDENCE_SEALER'));
  if (origin !== undefined && !originPattern.test(origin))
    throw new BadConfiguration(`EVIDENCE_ORIGIN is "${origin}": it has no spaces and no "+".`);
  if (mode === 'production' && sealer !== 'off') {
    if (keyFile === undefined)
      throw new BadConfiguration(
        'LEDGER_MODE is production but EVIDENCE_KEY_FILE is not set: name the key that signs ' +
          'checkpoints; it belongs outside the database.',
      );
    if (origin === undefined)
      throw new BadConfiguration(
        'LEDGER_MODE is production but EVIDENCE_ORIGIN is not set: name the log, e.g. by its ' +
          'address without https://, so that a log restored from a backup is noticed.',
      );
  }
  const witness = witnessOf(env);
  const eventStoreUrl = given(env, 'EVENT_STORE_URL');
  return {
    sealer,
    ...(origin === undefined ? {} : { origin }),
    keyFile: path.resolve(keyFile ?? path.join(dataDir, 'keys', 'evidence.pem')),
    makesKey: mode === 'local' && keyFile === undefined,
    checkpointFile: path.resolve(
      given(env, 'EVIDENCE_CHECKPOINT_FILE') ?? path.join(dataDir, 'evidence', 'checkpoints.jsonl'),
    ),
    ...(witness === undefined ? {} : { witness }),
    ...(eventStoreUrl === undefined ? {} : { eventStoreUrl }),
    publishEveryMs: 1_000 * secondsOf(given(env, 'EVIDENCE_PUBLISH_EVERY_SECONDS') ?? '10'),
  };
};

const sealerOf = (value = 'thread'): EvidenceConfiguration['sealer'] => {
  if (value === 'thread' || value === 'here' || value === 'off') return value;
  throw new BadConfiguration(`EVIDENCE_SEALER is "${value}": it must be thread, here or off.`);
};

const witnessOf = (env: NodeJS.ProcessEnv): EvidenceConfiguration['witness'] => {
  const [url, key] = [given(env, 'EVIDENCE_WITNESS_URL'), given(env, 'EVIDENCE_WITNESS_KEY')];
  if (url === undefined && key === undefined) return undefined;
  if (url === undefined || key === undefined)
    throw new BadConfiguration(
      'EVIDENCE_WITNESS_URL and EVIDENCE_WITNESS_KEY go together: a cosignature counts only ' +
        'when it can be verified.',
    );
  const { protocol } = URL.canParse(url) ? new URL(url) : { protocol: '' };
  if (!/^https?:$/.test(protocol))
    throw new BadConfiguration(`EVIDENCE_WITNESS_URL is "${url}": it must be an address.`);
  try {
    parseCosignerKey(key);
  } catch {
    throw new BadConfiguration('EVIDENCE_WITNESS_KEY is not a verifier key of a cosigner.');
  }
  return { url: url.replace(/\/+$/, ''), key };
};

const secondsOf = (value: string): number => {
  const seconds = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (seconds > 0) return seconds;
  throw new BadConfiguration(
    `EVIDENCE_PUBLISH_EVERY_SECONDS is "${value}": it must be a whole number from 1.`,
  );
};

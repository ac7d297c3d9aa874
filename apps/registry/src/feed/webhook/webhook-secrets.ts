import { BadConfiguration } from '@ledger/http/configuration.js';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WebhookConfiguration } from './webhook.configuration.js';

const keyBytesMin = 32;

/**
 * The secrets of webhooks. Each is derived from one key outside the database, the id of the
 * subscription and the number of the secret, so that none lies anywhere, in clear or otherwise.
 */
export class WebhookSecrets {
  constructor(private readonly key: Buffer) {}

  /** A secret as Standard Webhooks writes it: `whsec_` and 32 bytes in base64. */
  secretOf(webhookId: string, secretNumber: number): string {
    const derived = createHmac('sha256', this.key)
      .update(`webhook-secret\n${webhookId}\n${secretNumber}`)
      .digest('base64');
    return `whsec_${derived}`;
  }
}

/** Opens the key. Throws `BadConfiguration` when it is not there, too short, or others may read it. */
export const openWebhookSecrets = ({
  keyFile,
  makesKey,
}: Pick<WebhookConfiguration, 'keyFile' | 'makesKey'>): WebhookSecrets => {
  if (makesKey) makeKey(keyFile);
  const found = statSync(keyFile, { throwIfNoEntry: false });
  if (found === undefined) throw new BadConfiguration(`${keyFile}, the webhook key, is not there.`);
  if ((found.mode & 0o077) !== 0) {
    throw new BadConfiguration(`${keyFile} can be read by others: run "chmod 600 ${keyFile}".`);
  }
  const key = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64');
  if (key.length >= keyBytesMin) return new WebhookSecrets(key);
  throw new BadConfiguration(
    `${keyFile} is no webhook key: it must hold at least ${keyBytesMin} random bytes in base64, ` +
      'as "openssl rand -base64 32" writes them.',
  );
};

/** Makes a key of its owner's only, unless there is one: of several that start, the first wins. */
const makeKey = (file: string): void => {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) return;
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, randomBytes(keyBytesMin).toString('base64'), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
};

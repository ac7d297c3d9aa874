import { makeKeyFile } from '@ledger/evidence/key-file.js';
import { BadConfiguration } from '@ledger/http/environment.js';
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
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
  if (makesKey) makeKeyFile(keyFile, () => randomBytes(keyBytesMin).toString('base64'));
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

import type { HttpConfiguration } from '@ledger/http/configuration.js';
import { BadConfiguration, given, whole } from '@ledger/http/environment.js';
import { allowedNetworksOf } from '@ledger/http/outbound/networks.js';
import path from 'node:path';

/** How webhooks are sent, as far as the environment says. */
export interface WebhookConfiguration {
  /** File of the key that secrets are derived from. */
  readonly keyFile: string;
  /** Whether a key is made where there is none. */
  readonly makesKey: boolean;
  /** Networks inside the house that may be sent to, as the operator spells them. */
  readonly allowedNetworks: readonly string[];
  readonly timeoutMs: number;
  /** A subscription whose oldest delivery has been tried for so long is suspended. */
  readonly giveUpMs: number;
}

/** Injection token of the `WebhookConfiguration`. */
export const WEBHOOK_CONFIGURATION = Symbol('WebhookConfiguration');

/** Reads the environment. Throws `BadConfiguration` with one clear sentence. */
export const webhookConfiguration = (
  env: NodeJS.ProcessEnv,
  { mode, dataDir }: Pick<HttpConfiguration, 'mode' | 'dataDir'>,
): WebhookConfiguration => {
  const keyFile = given(env, 'WEBHOOK_KEY_FILE');
  if (mode === 'production' && keyFile === undefined) {
    throw new BadConfiguration(
      'LEDGER_MODE is production but WEBHOOK_KEY_FILE is not set: name the key that the secrets ' +
        'of webhooks are derived from; it belongs outside the database.',
    );
  }
  return {
    keyFile: path.resolve(keyFile ?? path.join(dataDir, 'keys', 'webhook.key')),
    makesKey: mode === 'local' && keyFile === undefined,
    allowedNetworks: allowedNetworksOf(env, 'WEBHOOK_ALLOWED_NETWORKS', mode),
    timeoutMs: whole(env, 'WEBHOOK_TIMEOUT_MS', 15_000, 100, 60_000),
    giveUpMs: 3_600_000 * whole(env, 'WEBHOOK_GIVE_UP_HOURS', 72, 1, 24 * 30),
  };
};

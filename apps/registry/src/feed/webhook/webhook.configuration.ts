import type { HttpConfiguration } from '@ledger/http/configuration.js';
import { BadConfiguration, given, whole } from '@ledger/http/environment.js';
import { BlockList, isIP } from 'node:net';
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

const hereOnly = '127.0.0.0/8,::1/128';

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
  const networks = given(env, 'WEBHOOK_ALLOWED_NETWORKS') ?? (mode === 'local' ? hereOnly : '');
  const allowedNetworks = networks.split(/[\s,]+/).filter((network) => network !== '');
  networkList(allowedNetworks);
  return {
    keyFile: path.resolve(keyFile ?? path.join(dataDir, 'keys', 'webhook.key')),
    makesKey: mode === 'local' && keyFile === undefined,
    allowedNetworks,
    timeoutMs: whole(env, 'WEBHOOK_TIMEOUT_MS', 15_000, 100, 60_000),
    giveUpMs: 3_600_000 * whole(env, 'WEBHOOK_GIVE_UP_HOURS', 72, 1, 24 * 30),
  };
};

/** Networks written as `10.0.0.0/8`. Throws `BadConfiguration`. */
export const networkList = (networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    const family = isIP(address);
    const isGood =
      family > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
    if (!isGood) {
      throw new BadConfiguration(
        `WEBHOOK_ALLOWED_NETWORKS names "${network}": networks are written like 10.0.0.0/8.`,
      );
    }
    list.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
};

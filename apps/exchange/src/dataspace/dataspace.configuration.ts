import type { HttpConfiguration } from '@ledger/http/configuration.js';
import { BadConfiguration, given, whole } from '@ledger/http/environment.js';
import { allowedNetworksOf } from '@ledger/http/outbound/networks.js';
import { originOf } from '@ledger/http/public-address.js';
import path from 'node:path';

/** How this service takes part in dataspaces, as far as the environment says. */
export interface DataspaceConfiguration {
  /** Origin at which other connectors reach us; absent in local mode: wherever we listen. */
  readonly address?: string;
  /** Whether there is an address, or one can be found. */
  readonly isOn: boolean;
  /** What the exchange is called where its catalogue as a whole needs a name. */
  readonly participantId: string;
  /** File of the key that credentials and data addresses are sealed with. */
  readonly keyFile: string;
  /** Whether a key is made where there is none. */
  readonly makesKey: boolean;
  /** Networks inside the house that may be sent to. */
  readonly allowedNetworks: readonly string[];
  readonly timeoutMs: number;
  /** A message that has been tried for so long is given up. */
  readonly giveUpMs: number;
}

/** Injection token of the `DataspaceConfiguration`. */
export const DATASPACE_CONFIGURATION = Symbol('DataspaceConfiguration');

/** Reads the environment. Throws `BadConfiguration` with one clear sentence. */
export const dataspaceConfiguration = (
  env: NodeJS.ProcessEnv,
  { mode, dataDir }: Pick<HttpConfiguration, 'mode' | 'dataDir'>,
): DataspaceConfiguration => {
  const named = given(env, 'DATASPACE_ADDRESS');
  const address = named && originOf('DATASPACE_ADDRESS', named, mode);
  const keyFile = given(env, 'DATASPACE_KEY_FILE');
  if (mode === 'production' && address !== undefined && keyFile === undefined) {
    throw new BadConfiguration(
      'DATASPACE_ADDRESS is set but DATASPACE_KEY_FILE is not: name the key that credentials of ' +
        'other connectors are sealed with; it belongs outside the database.',
    );
  }
  return {
    ...(address !== undefined && { address }),
    isOn: address !== undefined || mode === 'local',
    participantId: given(env, 'DATASPACE_PARTICIPANT_ID') ?? 'urn:data-asset-ledger:exchange',
    keyFile: path.resolve(keyFile ?? path.join(dataDir, 'keys', 'dataspace.key')),
    makesKey: mode === 'local' && keyFile === undefined,
    allowedNetworks: allowedNetworksOf(env, 'DATASPACE_ALLOWED_NETWORKS', mode),
    timeoutMs: whole(env, 'DATASPACE_TIMEOUT_MS', 15_000, 100, 60_000),
    giveUpMs: 3_600_000 * whole(env, 'DATASPACE_GIVE_UP_HOURS', 72, 1, 24 * 30),
  };
};

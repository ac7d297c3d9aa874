import type { HttpConfiguration } from './configuration.js';
import { BadConfiguration, given } from './environment.js';

/** Injection token of the address at which the public reaches this service, without a path. */
export const PUBLIC_ADDRESS = Symbol('PublicAddress');

/**
 * `PUBLIC_ADDRESS`: where the code on a certificate leads. It is not taken from requests: whoever asks
 * would decide what stands on the paper. Throws `BadConfiguration`.
 */
export const publicAddress = (
  env: NodeJS.ProcessEnv,
  { mode }: Pick<HttpConfiguration, 'mode'>,
): string => {
  const address = given(env, 'PUBLIC_ADDRESS');
  if (address === undefined) {
    if (mode === 'local') return `http://127.0.0.1:${given(env, 'PORT') ?? '3000'}`;
    throw new BadConfiguration(
      'LEDGER_MODE is production but PUBLIC_ADDRESS is not set: name the https:// address of the ' +
        'registry, to which the codes on certificates lead.',
    );
  }
  return originOf('PUBLIC_ADDRESS', address, mode);
};

/** The origin that a variable names; `http://` in local mode only. Throws `BadConfiguration`. */
export const originOf = (
  name: string,
  address: string,
  mode: HttpConfiguration['mode'],
): string => {
  const { protocol, origin } = URL.canParse(address)
    ? new URL(address)
    : { protocol: '', origin: '' };
  const isGood = protocol === 'https:' || (protocol === 'http:' && mode === 'local');
  if (isGood && address.replace(/\/$/, '') === origin) return origin;
  throw new BadConfiguration(
    `${name} is "${address}": it must be an https:// address without a path.`,
  );
};

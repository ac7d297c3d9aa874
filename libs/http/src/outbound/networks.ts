import { BlockList, isIP } from 'node:net';
import type { HttpConfiguration } from '../configuration.js';
import { BadConfiguration, given } from '../environment.js';

const hereOnly = '127.0.0.0/8,::1/128';

/**
 * Networks inside the house that may be sent to, as a variable names them; this machine only in
 * local mode, none in production, where it names none. Throws `BadConfiguration`.
 */
export const allowedNetworksOf = (
  env: NodeJS.ProcessEnv,
  variable: string,
  mode: HttpConfiguration['mode'],
): readonly string[] => {
  const networks = given(env, variable) ?? (mode === 'local' ? hereOnly : '');
  const allowed = networks.split(/[\s,]+/).filter((network) => network !== '');
  networkList(allowed, variable);
  return allowed;
};

/** Networks written as `10.0.0.0/8`. Throws `BadConfiguration`, naming the variable. */
export const networkList = (networks: readonly string[], variable = 'networks'): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    const family = isIP(address);
    const isGood =
      family > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
    if (!isGood) {
      throw new BadConfiguration(
        `${variable} names "${network}": networks are written like 10.0.0.0/8.`,
      );
    }
    list.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
};

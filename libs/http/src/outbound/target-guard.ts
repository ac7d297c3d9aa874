import type { LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** A receiver to whom nothing may be sent; the message says why, for who wants it sent. */
export class TargetRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TargetRefused';
  }
}

/**
 * Networks that lead nowhere in public (IANA special-purpose registries), and those through which an
 * IPv4 address inside the house could be reached by an IPv6 one.
 */
const inside4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Of IPv6 only global unicast is public; these parts of it are not. */
const insideOfGlobal6 = [
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '3fff::/20',
];

const listOf = (networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
};

const notPublic4 = listOf(inside4, 'ipv4');
const global6 = listOf(['2000::/3'], 'ipv6');
const notPublic6 = listOf(insideOfGlobal6, 'ipv6');

/** Whether an address is one of the public Internet. Mapped and translated ones are not. */
export const isPublicAddress = (address: string): boolean => {
  switch (isIP(address)) {
    case 4:
      return !notPublic4.check(address, 'ipv4');
    case 6:
      return global6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6');
    default:
      return false;
  }
};

/** Names that never lead anywhere (RFC 2606, RFC 6761): nobody is asked for them. */
const nowhere = /(^|\.)(example|invalid|test)$/i;

export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Decides where a connection may go. */
export class TargetGuard {
  constructor(
    private readonly allowed: BlockList,
    private readonly resolve: Resolve,
  ) {}

  /**
   * Addresses of a host, each of them checked: one that leads inside the house refuses all. Plain
   * HTTP goes only to networks that the operator allows. Throws `TargetRefused`.
   */
  async addressesOf(hostname: string, isHttps: boolean): Promise<readonly LookupAddress[]> {
    const name = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
    if (nowhere.test(name)) throw new TargetRefused(`${name} is a name that leads nowhere`);
    const family = isIP(name);
    const addresses = family > 0 ? [{ address: name, family }] : await this.resolve(name);
    if (addresses.length === 0) throw new TargetRefused(`${name} has no address`);
    for (const { address } of addresses) {
      const isAllowed = this.isAllowed(address);
      if (!isAllowed && !isPublicAddress(address)) {
        throw new TargetRefused(`${name} leads to ${address}, which is not public`);
      }
      if (!isAllowed && !isHttps) throw new TargetRefused(`${name} must be reached by https`);
    }
    return addresses;
  }

  /**
   * The look-up of one connection: the socket goes to an address that was just checked, so that a
   * name cannot lead elsewhere between the check and the connection.
   */
  lookup(isHttps: boolean): LookupFunction {
    return (hostname, options, done) => {
      this.addressesOf(hostname, isHttps).then(
        (addresses) => {
          const [first] = addresses;
          if (options.all === true) done(null, [...addresses]);
          else done(null, first?.address ?? '', first?.family);
        },
        (error: unknown) => done(error as NodeJS.ErrnoException, '', 0),
      );
    };
  }

  private isAllowed(address: string): boolean {
    const family = isIP(address);
    return family > 0 && this.allowed.check(address, family === 4 ? 'ipv4' : 'ipv6');
  }
}

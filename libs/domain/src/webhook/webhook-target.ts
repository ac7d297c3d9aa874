/** Longest address of a receiver, in characters. */
export const targetLengthMax = 2_000;

/** Names that only mean something inside a house (RFC 6761, RFC 6762, RFC 8375, RFC 9476). */
const insideNames = ['localhost', 'local', 'internal', 'home.arpa', 'lan', 'onion', 'alt'];

/** The part of a parsed address that the rule looks at. */
export interface TargetParts {
  readonly protocol: string;
  readonly hostname: string;
  readonly username: string;
  readonly password: string;
  readonly hash: string;
}

/** What is wrong with an address, as far as it can be seen without asking anybody. */
export type TargetFault = 'notHttps' | 'credentials' | 'fragment' | 'insideName' | 'tooLong';

/**
 * Looks at an address alone: where its name leads is checked at each connection, since that may
 * change at any time. `insideAllowed`: the operator allows receivers inside the house, which may
 * then speak plain HTTP too.
 */
export const targetFault = (
  url: string,
  { protocol, hostname, username, password, hash }: TargetParts,
  insideAllowed: boolean,
): TargetFault | undefined => {
  if (url.length > targetLengthMax) return 'tooLong';
  if (protocol !== 'https:' && !(insideAllowed && protocol === 'http:')) return 'notHttps';
  if (username !== '' || password !== '') return 'credentials';
  if (hash !== '') return 'fragment';
  return insideAllowed || !isInsideName(hostname) ? undefined : 'insideName';
};

const isInsideName = (hostname: string): boolean => {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return insideNames.some((inside) => name === inside || name.endsWith(`.${inside}`));
};

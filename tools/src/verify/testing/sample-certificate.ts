import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { canonical } from '../canonical.js';
import { keysOf, type Trust } from '../certificate.js';
import { digestOf, noDigest, type LoggedEvent } from '../event.js';
import { leafHash, nodeHash, sha256 } from '../hash.js';
import { nothing, stateLeafHash } from '../states.js';
import { treeHash } from '../tree.js';

/** A certificate before it is signed; tests change it and sign it anew. */
export type Unsigned = Record<'format', string> & {
  statement: Json;
  proof: Json;
};
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests reach into any member.
export type Json = Record<string, any>;

export interface SampleCertificate {
  readonly unsigned: Unsigned;
  readonly trust: Trust;
  /** Signs as the registry would, be it a lie. */
  signed(unsigned: Unsigned): Buffer;
}

const origin = 'ledger.test/log';
const assetId = '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c';
const stream = `title-${assetId}`;
const at = '2026-11-20T02:00:00.000Z';
const salt = (n: number): string => createHash('md5').update(String(n)).digest('hex');
const termsOf = (amount: string) => ({ amount: cny(amount), until: '2027-11-20' });
const granted = {
  ...{ holdingId: 'h-1', granterPartyId: 'holder', granteePartyId: 'licensee' },
  right: 'processing',
};
const given = { from: '2026-11-19', sublicenceDepth: 0 };
const cny = (amount: string) => ({ amount, currency: 'CNY' });

/**
 * A log of other streams with one title among them: a pledge, its part release, a bar, an exclusive
 * licence, and one that was reserved, given and ended.
 */
const logged = (others: number): readonly LoggedEvent[] => {
  const facts: readonly (readonly [string, Record<string, unknown>])[] = [
    ['TitleOpened', { assetId, entries: [] }],
    ['LenderAuthorised', { assetId, authorisationId: 'a-1' }],
    ['PledgeRegistered', { assetId, pledgeId: 'p-1', terms: termsOf('100.00') }],
    ['PledgeReleased', { assetId, pledgeId: 'p-1', amount: cny('40.00') }],
    ['PledgeClaimed', { assetId, pledgeId: 'p-2', terms: termsOf('7.00') }],
    ['PledgeDeclined', { assetId, pledgeId: 'p-2', reason: '未订立合同' }],
    ['BarRaised', { assetId, barId: 'b-1', confidential: 'e'.repeat(64) }],
    ['RightGranted', { assetId, grantId: 'g-1', ...granted, terms: { ...given, exclusive: true } }],
    ['LicenceReserved', { assetId, reservationId: 'g-2', holdingId: 'h-1' }],
    [
      'RightGranted',
      { assetId, grantId: 'g-2', ...granted, terms: { ...given, exclusive: false } },
    ],
    ['GrantEnded', { assetId, grantId: 'g-2', reason: '提前终止', on: '2026-11-19' }],
    ['PledgeClaimed', { assetId, pledgeId: 'p-3', terms: termsOf('1.00') }],
  ];
  const events: LoggedEvent[] = [];
  let previousDigest = noDigest;
  for (const [n, [type, data]] of facts.entries()) {
    for (let other = 0; other < others; other += 1) events.push(eventOf(events.length, noDigest));
    const event = { ...eventOf(events.length, previousDigest), stream, version: n + 1, type, data };
    // What is confidential stands in the hash by its digest; here it is that already.
    previousDigest = openDigest(event);
    events.push(event);
  }
  return events;
};

const eventOf = (n: number, previousDigest: string): LoggedEvent => ({
  position: n + 1,
  recordedAt: `2026-11-19T00:00:00.${String(n).padStart(6, '0')}Z`,
  stream: `asset-${n}`,
  version: 1,
  id: `id-${n}`,
  type: 'ApplicationSubmitted',
  schemaVersion: 1,
  data: {},
  metadata: { correlationId: `c-${n}` },
  salt: salt(n),
  previousDigest,
});

const contentOf = ({ data, metadata, salt: own }: LoggedEvent): string =>
  sha256(Buffer.from(own, 'hex'), canonical({ data, metadata })).toString('hex');

const openDigest = (event: LoggedEvent): string => {
  if (event.data['confidential'] === undefined) return digestOf(event).digest;
  const { id, version, type, schemaVersion, previousDigest } = event;
  const header = { id, stream: event.stream, version, type, schemaVersion, previousDigest };
  return sha256(canonical({ ...header, contentDigest: contentOf(event) })).toString('hex');
};

/** RFC 6962, section 2.1.1, as its definition says. */
const path = (at_: number, leaves: readonly Buffer[]): readonly Buffer[] => {
  if (leaves.length === 1) return [];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return at_ < split
    ? [...path(at_, left), treeHash(right)]
    : [...path(at_ - split, right), treeHash(left)];
};

interface StateLeaf {
  readonly key: Buffer;
  readonly hash: Buffer;
}

const bit = (key: Buffer, depth: number): number =>
  ((key[depth >> 3] as number) >> (7 - (depth & 7))) & 1;

const stateHash = (leaves: readonly StateLeaf[], depth = 0): Buffer => {
  const [only] = leaves;
  if (only === undefined) return nothing;
  if (leaves.length === 1) return only.hash;
  const side = (of: number) => leaves.filter(({ key }) => bit(key, depth) === of);
  return nodeHash(stateHash(side(0), depth + 1), stateHash(side(1), depth + 1));
};

const siblingsOf = (leaves: readonly StateLeaf[], key: Buffer, depth = 0): readonly Buffer[] => {
  if (leaves.length === 1) return [];
  const own = leaves.filter((leaf) => bit(leaf.key, depth) === bit(key, depth));
  const other = leaves.filter((leaf) => bit(leaf.key, depth) !== bit(key, depth));
  return [stateHash(other, depth + 1), ...siblingsOf(own, key, depth + 1)];
};

const base64 = (hash: Buffer): string => hash.toString('base64');

/** A genuine certificate of a small log; `others` events stand before each of the title's. */
export const sampleCertificate = (others = 5): SampleCertificate => {
  const events = logged(others);
  const digests = events.map(openDigest);
  const entries = events.map(({ recordedAt }, n) =>
    sha256(Buffer.from(digests[n] ?? '', 'hex'), recordedAt),
  );
  const leaves = entries.map(leafHash);
  const last = new Map(events.map((event, n) => [event.stream, { event, digest: digests[n]! }]));
  const states = [...last].map(([name, { event, digest }]) => {
    const key = sha256(name);
    return { key, hash: stateLeafHash(key, event.version, Buffer.from(digest, 'hex')) };
  });
  const keys = { log: generateKeyPairSync('ed25519'), own: generateKeyPairSync('ed25519') };
  const text = `${origin}\n${events.length}\n${base64(treeHash(leaves))}\nstate ${base64(stateHash(states))}\n`;
  const place = (n: number) => ({ leafIndex: n, hashes: path(n, leaves).map(base64) });
  const own = [...events.entries()].filter(([, event]) => event.stream === stream);
  // The claim of the last version came after the search.
  const seen = 11;
  const anchorAt = own[seen - 1]![0] + 1;
  const isOpened = (type: string) => !['TitleOpened', 'LenderAuthorised'].includes(type);
  const result = resultOf(seen);
  const unsigned: Unsigned = {
    format: 'data-asset-registry/pledge-search-certificate@1',
    statement: {
      no: 'PS202611000001-5B7D3C21A9F04E68',
      issuer: origin,
      query: { kind: 'asset', assetId },
      searchedAt: at,
      asOf: anchorAt + 1,
      finding: 'encumbered',
      result,
      resultDigest: sha256(canonical(result)).toString('hex'),
    },
    proof: {
      checkpoint: note(text, keys.log.privateKey),
      anchor: { entry: base64(entries[anchorAt]!), ...place(anchorAt) },
      state: {
        siblings: siblingsOf(states, sha256(stream)).map(base64),
        leaf: {
          key: sha256(stream).toString('hex'),
          version: own.length,
          digest: last.get(stream)!.digest,
        },
      },
      headers: own.map(([, event]) => ({
        version: event.version,
        id: event.id,
        type: event.type,
        schemaVersion: event.schemaVersion,
        contentDigest: contentOf(event),
      })),
      opened: own
        .filter(([, { version, type }]) => version <= seen && isOpened(type))
        .map(([, { version, data, metadata, salt: own_ }]) => ({
          ...{ version, data, metadata, salt: own_ },
        })),
      places: own
        .filter(([, { version, type }]) => version >= seen || isOpened(type))
        .map(([n, { version, recordedAt }]) => ({ version, recordedAt, ...place(n) })),
    },
  };
  const { kid, jwks } = published(keys.own.publicKey);
  return {
    unsigned,
    trust: { keys: keysOf(jwks), logKeys: [verifierOf(keys.log.publicKey)] },
    signed: (some) => signedBy(some, kid, keys.own.privateKey),
  };
};

const resultOf = (titleVersion: number) => ({
  titles: [
    {
      assetId,
      titleVersion,
      finding: 'encumbered',
      items: [
        pledge('p-1', [3, 4], true, '100.00', ''),
        pledge('p-2', [5, 6], false, '7.00', '2026-12-18'),
        { kind: 'bar', id: 'b-1', events: [7], stands: true, from: '2026-11-19', until: '' },
        { ...grant, id: 'g-1', events: [8], stands: true, exclusive: true },
        { ...grant, id: 'g-2', events: [9, 10, 11], stands: false, exclusive: false },
      ],
    },
  ],
});

const grant = { kind: 'grant', ...granted, parentGrantId: '', from: given.from, until: '' };

const pledge = (
  id: string,
  events: readonly number[],
  stands: boolean,
  amount: string,
  lapsesAfter: string,
) => ({
  ...{ kind: 'pledge', id, events, stands, secured: cny(amount), lapsesAfter },
  ...{ pledgeePartyId: 'lender', until: '2027-11-20' },
});

const rawOf = (key: KeyObject): Buffer =>
  Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');

const published = (key: KeyObject) => {
  const jwk = { crv: 'Ed25519', kty: 'OKP', x: rawOf(key).toString('base64url') };
  const kid = sha256(canonical(jwk)).toString('base64url');
  return { kid, jwks: JSON.stringify({ keys: [{ ...jwk, kid }] }) };
};

const typed = (key: KeyObject): Buffer => Buffer.concat([Buffer.from([1]), rawOf(key)]);

const idOf = (key: Buffer): string => sha256(`${origin}\n`, key).toString('hex').slice(0, 8);

const verifierOf = (key: KeyObject): string =>
  `${origin}+${idOf(typed(key))}+${base64(typed(key))}`;

const note = (text: string, key: KeyObject): string => {
  const publicKey = Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
  const id = Buffer.from(idOf(Buffer.concat([Buffer.from([1]), publicKey])), 'hex');
  const signature = sign(null, Buffer.from(text), key);
  return `${text}\n\u2014 ${origin} ${base64(Buffer.concat([id, signature]))}\n`;
};

const signedBy = (unsigned: Unsigned, kid: string, key: KeyObject): Buffer => {
  const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid })).toString('base64url');
  const payload = Buffer.from(canonical(unsigned)).toString('base64url');
  const signature = sign(null, Buffer.from(`${header}.${payload}`), key).toString('base64url');
  return Buffer.from(canonical({ ...unsigned, signature: { protected: header, signature } }));
};

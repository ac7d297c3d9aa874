import fc from 'fast-check';
import { StateMap } from './state-map.js';
import { Page } from './state-page.js';
import type { StreamState } from './state-proof.js';
import {
  bitOf,
  emptyHash,
  provenState,
  stateKey,
  stateLeafHash,
  stateNodeHash,
} from './state-proof.js';

const digestOf = (text: string) => stateKey(text).toString('hex');

/** A store as the database is one: bytes by name. */
const store = () => {
  const bytes = new Map<string, Buffer>();
  return {
    bytes,
    load: (names: readonly string[]) =>
      Promise.resolve(
        new Map(
          names.flatMap((name) => {
            const page = bytes.get(name);
            return page === undefined ? [] : [[name, Page.decode(page)] as [string, Page]];
          }),
        ),
      ),
    /** A round in steps of a few pages. */
    save: (map: StateMap, pagesMax = 7) => {
      map.beginRound();
      while (map.roundPages > 0) {
        for (const [name, page] of map.takeRound(pagesMax)) bytes.set(name, page);
      }
    },
  };
};

/** The map's definition, word for word: no pages, no shortcuts in the code. */
const rootByDefinition = (states: ReadonlyMap<string, StreamState>): Buffer => {
  const leaves = [...states].map(([stream, state]) => ({ key: stateKey(stream), ...state }));
  const hash = (within: typeof leaves, depth: number): Buffer => {
    if (within.length === 0) return emptyHash;
    if (within.length === 1) return stateLeafHash(within[0] as (typeof leaves)[0]);
    const side = (bit: 0 | 1) => within.filter(({ key }) => bitOf(key, depth) === bit);
    return stateNodeHash(hash(side(0), depth + 1), hash(side(1), depth + 1));
  };
  return hash(leaves, 0);
};

const changes = fc.array(
  fc.record({
    stream: fc.nat({ max: 2_000 }).map((n) => `asset-${n}`),
    version: fc.integer({ min: 1, max: 99 }),
  }),
  { maxLength: 300 },
);

describe('the state map', () => {
  it('has the root that its definition gives, whatever the batches and stored or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(changes, { maxLength: 5 }),
        fc.boolean(),
        async (batches, stores) => {
          const pages = store();
          let map = new StateMap(pages);
          const states = new Map<string, StreamState>();
          for (const batch of batches) {
            const changed = new Map(
              batch.map(({ stream, version }) => [
                stream,
                { version, digest: digestOf(stream + version) },
              ]),
            );
            changed.forEach((state, stream) => states.set(stream, state));
            await map.apply(changed);
            pages.save(map);
            if (stores) map = new StateMap(pages, 1);
          }
          expect(await map.root()).toEqual(rootByDefinition(states));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('proves every stream and the absence of others, and nothing else', async () => {
    const map = new StateMap(store());
    const states = new Map(
      Array.from({ length: 3_000 }, (_, n) => [
        `title-${n}`,
        { version: n + 1, digest: digestOf(`${n}`) },
      ]),
    );
    await map.apply(states);
    const root = await map.root();
    for (let n = 0; n < 3_000; n += 37) {
      const proof = await map.prove(`title-${n}`);
      expect(proof.siblings.length).toBeLessThan(40);
      expect(provenState(root, `title-${n}`, proof)).toEqual(states.get(`title-${n}`));
      expect(provenState(root, `title-${n + 1}`, proof)).toBeUndefined();
      const older = {
        ...proof,
        leaf: { ...(proof.leaf as never as { key: Buffer; digest: string }), version: n },
      };
      expect(provenState(root, `title-${n}`, older)).toBeUndefined();
      const absent = await map.prove(`other-${n}`);
      expect(provenState(root, `other-${n}`, absent)).toBe('absent');
      expect(
        provenState(root, `other-${n}`, { ...absent, siblings: absent.siblings.slice(1) }),
      ).toBeUndefined();
    }
  });

  it('cannot be made to deny a stream that is there', async () => {
    const map = new StateMap(store());
    await map.apply(new Map([['title-1', { version: 1, digest: digestOf('1') }]]));
    const root = await map.root();
    expect(provenState(root, 'title-1', { siblings: [] })).toBeUndefined();
    expect(provenState(emptyHash, 'title-1', { siblings: [] })).toBe('absent');
  });

  it('stores in a round what it was when the round began, whatever changes meanwhile', async () => {
    const pages = store();
    const map = new StateMap(pages);
    const grown = (from: number) =>
      new Map(
        Array.from({ length: 900 }, (_, n) => [
          `asset-${n * 3 + from}`,
          { version: 1, digest: digestOf(`${n}`) },
        ]),
      );
    await map.apply(grown(0));
    const root = await map.root();
    map.beginRound();
    await map.apply(grown(1));
    for (const [name, page] of map.takeRound(200)) pages.bytes.set(name, page);
    expect(() => map.beginRound()).toThrow('not over');
    await map.apply(grown(2));
    for (const [name, page] of map.takeRound(Infinity)) pages.bytes.set(name, page);
    expect(await new StateMap(pages).root()).toEqual(root);
    pages.save(map);
    expect(await new StateMap(pages).root()).toEqual(await map.root());
  });

  it('refuses a change from a state that is not the one there', async () => {
    const map = new StateMap(store());
    const none = { version: 0, digest: '0'.repeat(64) };
    const one = { version: 1, digest: digestOf('1') };
    await map.apply(new Map([['title-1', { ...one, from: none }]]));
    const next = { version: 2, digest: digestOf('2') };
    await map.apply(new Map([['title-1', { ...next, from: one }]]));
    for (const from of [none, one, { version: 2, digest: digestOf('x') }]) {
      const change = new Map([['title-1', { version: 3, digest: digestOf('3'), from }]]);
      await expect(map.apply(change)).rejects.toThrow('stands at version 2');
    }
    const lost = new Map([['title-9', { ...next, from: one }]]);
    await expect(map.apply(lost)).rejects.toThrow('stands at version 0');
  });

  it('does not go on with a page that was changed in its store', async () => {
    const pages = store();
    const map = new StateMap(pages, 0);
    const states = Array.from(
      { length: 600 },
      (_, n) => [`asset-${n}`, { version: 1, digest: digestOf(`${n}`) }] as const,
    );
    await map.apply(new Map(states));
    pages.save(map);
    for (const [name, page] of pages.bytes) {
      if (name === '') continue;
      page[page.length - 1] = (page.at(-1) as number) ^ 1;
      await expect(new StateMap(pages).apply(new Map(states))).rejects.toThrow('damaged');
      page[page.length - 1] = (page.at(-1) as number) ^ 1;
    }
  });

  it('tells a damaged page', () => {
    expect(() => Page.decode(Buffer.from([1, 1, 2]))).toThrow('damaged');
    expect(() => Page.decode(Buffer.alloc(34, 9))).toThrow('damaged');
  });
});

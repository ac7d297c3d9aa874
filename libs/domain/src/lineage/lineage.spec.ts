import fc from 'fast-check';
import { assetDecider } from '../asset/asset.decider.js';
import type { AssetEvent } from '../asset/asset.events.js';
import {
  assetId,
  bank,
  holding,
  managerMeta,
  partner,
  processing,
  submitted,
  systemMeta,
} from '../asset/testing/application.js';
import { specOf } from '../testing/decider-spec.js';
import { type Ancestry, ancestorsMax, ancestryOf, type SourceNode } from './ancestors.js';
import type { DecideSources, ProposeSources } from './lineage.rules.js';

const given = specOf(assetDecider);
const acyclic: Ancestry = { is: 'acyclic', ancestors: 1 };
const sources = [{ assetId: 'source', version: 4 }];

const registered: AssetEvent = {
  type: 'AssetRegistered',
  data: { assetId, registrarPartyId: bank, applicantPartyId: bank, rights: [holding, processing] },
};

const propose = (more: Partial<ProposeSources['data']> = {}): ProposeSources => ({
  type: 'ProposeSources',
  data: { assetId, proposalId: 'p-1', sources, reason: '新版模型', ancestry: acyclic, ...more },
  meta: managerMeta,
});

const decide = (ancestry: Ancestry = acyclic, proposalId = 'p-1'): DecideSources => ({
  type: 'DecideSources',
  data: { assetId, proposalId, ancestry, checkedUpTo: 42 },
  meta: systemMeta,
});

const proposed: AssetEvent = {
  type: 'SourcesProposed',
  data: { assetId, applicantPartyId: bank, proposalId: 'p-1', sources, reason: '新版模型' },
};
const adopted: AssetEvent = {
  type: 'SourcesAdopted',
  data: {
    ...{ assetId, applicantPartyId: bank, proposalId: 'p-1', sources },
    ...{ checkedUpTo: 42, ancestors: 1 },
  },
};

describe('changing the sources of a registered asset', () => {
  it('is proposed first, then decided', () => {
    given(submitted(), registered).when(propose()).then(proposed);
    given(submitted(), registered, proposed).when(decide()).then(adopted);
    given(submitted(), registered, proposed, adopted).when(decide()).thenNothing();
    given(submitted(), registered, proposed, adopted)
      .when(propose({ proposalId: 'p-2' }))
      .thenNothing();
  });

  it('is refused at once where the walk found something', () => {
    const path = [assetId, 'source', assetId];
    const cases = [
      [{ is: 'cycle', path }, 'lineage_cycle', { path }],
      [{ is: 'tooLarge' }, 'lineage_too_large', {}],
      [
        { is: 'sourceNotRegistered', assetIds: ['source'] },
        'lineage_source_not_registered',
        { assetIds: ['source'] },
      ],
    ] as const;
    for (const [ancestry, code, obstacles] of cases) {
      given(submitted(), registered).when(propose({ ancestry })).thenRefused(code, obstacles);
    }
    given(submitted(), registered)
      .when(propose({ sources: [{ assetId: 'source', version: 0 }] }))
      .thenRefused('lineage_source_not_registered', { assetIds: ['source'] });
  });

  it('drops what the check afterwards found, and names it', () => {
    const path = [assetId, 'source', assetId];
    given(submitted(), registered, proposed)
      .when(decide({ is: 'cycle', path }))
      .then({
        type: 'SourcesDropped',
        data: { assetId, proposalId: 'p-1', ground: 'cycle', path },
      });
  });

  it('names no source twice, never itself, and waits for what is being checked', () => {
    given(submitted(), registered)
      .when(propose({ sources: [...sources, ...sources] }))
      .thenRefused('lineage_source_repeated');
    given(submitted(), registered)
      .when(propose({ sources: [{ assetId, version: 1 }] }))
      .thenRefused('lineage_cycle');
    given(submitted(), registered, proposed)
      .when(propose({ proposalId: 'p-2' }))
      .thenRefused('lineage_change_pending', { proposalId: 'p-1' });
  });

  it('is for the holder of a registered asset of his own ledger', () => {
    given(submitted()).when(propose()).thenRefused('lineage_not_changeable');
    const meta = { ...managerMeta, actor: { ...managerMeta.actor, partyId: partner } };
    given(submitted(), registered)
      .when({ ...propose(), meta })
      .thenRefused('asset_not_found');
    const national = submitted();
    if (national.type !== 'ApplicationSubmitted') throw new Error('A sample of another kind.');
    const scheme = { name: 'national-2026', version: 1 } as const;
    given({ ...national, data: { ...national.data, scheme } }, registered)
      .when(propose())
      .thenRefused('change_of_source');
  });
});

describe('the walk up', () => {
  const graph = (edges: Readonly<Record<string, readonly string[]>>) => {
    let looks = 0;
    const nodesOf = (ids: readonly string[]) => {
      looks += 1;
      return Promise.resolve(
        new Map<string, SourceNode>(
          ids
            .filter((id) => id in edges)
            .map((id) => [id, { isRegistered: true, sources: edges[id] ?? [] }]),
        ),
      );
    };
    return { nodesOf, looks: () => looks };
  };

  it('finds a cycle at any depth and names the way round', async () => {
    const edges = { b: ['c'], c: ['d'], d: ['a'] };
    expect(await ancestryOf('a', ['b'], graph(edges).nodesOf)).toEqual({
      is: 'cycle',
      path: ['a', 'b', 'c', 'd', 'a'],
    });
  });

  it('looks once per generation, at each asset once', async () => {
    const diamond = graph({ b: ['d'], c: ['d'], d: [] });
    expect(await ancestryOf('a', ['b', 'c'], diamond.nodesOf)).toEqual({
      is: 'acyclic',
      ancestors: 3,
    });
    expect(diamond.looks()).toBe(2);
  });

  it('asks for registered sources, and ends where there are too many', async () => {
    expect(await ancestryOf('a', ['x'], graph({}).nodesOf)).toEqual({
      is: 'sourceNotRegistered',
      assetIds: ['x'],
    });
    const many = Array.from({ length: ancestorsMax + 1 }, (_, index) => `n${index}`);
    const edges = { b: many, ...Object.fromEntries(many.map((id) => [id, []])) };
    expect(await ancestryOf('a', ['b'], graph(edges).nodesOf)).toEqual({ is: 'tooLarge' });
  });
});

/**
 * Pattern 1 under any interleaving: proposals are recorded one after the other, checks see whatever
 * stands when they look, adopted or proposed. Whatever the order, what is adopted has no cycle.
 */
describe('proposals that race', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const step = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.boolean());

  it('never close a cycle together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 24 }), async (steps) => {
        const adoptedOf = new Map<string, readonly string[]>();
        const pending = new Map<string, readonly string[]>();
        const nodesOf = (asked: readonly string[]) =>
          Promise.resolve(
            new Map(
              asked.map((id) => {
                const known = [...(adoptedOf.get(id) ?? []), ...(pending.get(id) ?? [])];
                return [id, { isRegistered: true, sources: known }];
              }),
            ),
          );
        const check = async (id: string): Promise<void> => {
          const wanted = pending.get(id);
          if (wanted === undefined) return;
          const found = await ancestryOf(id, wanted, nodesOf);
          pending.delete(id);
          if (found.is === 'acyclic') adoptedOf.set(id, wanted);
        };
        for (const [id, other, isCheck] of steps) {
          if (isCheck) await check(id);
          else if (id !== other && !pending.has(id)) {
            pending.set(id, [...new Set([...(adoptedOf.get(id) ?? []), other])]);
          }
        }
        for (const id of ids) await check(id);
        for (const id of ids) {
          const { is } = await ancestryOf(id, adoptedOf.get(id) ?? [], nodesOf);
          expect(is).toBe('acyclic');
        }
      }),
    );
  });
});

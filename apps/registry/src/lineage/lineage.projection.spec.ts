import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import { lineageFold } from './lineage.projection.js';

const applied = (version: number, sources?: readonly { assetId: string }[]) =>
  ({
    type: 'ApplicationSubmitted',
    version,
    data: { assetId: 'a', description: { ...(sources && { sources }) } },
  }) as unknown as RecordedOf<AssetEvent>;

describe('the rows of lineage', () => {
  it('are not looked for where an asset begins without sources', () => {
    expect(lineageFold.keysOf(applied(1))).toEqual([]);
    expect(lineageFold.keysOf(applied(1, []))).toEqual([]);
  });
  it('begin and end with what later applications say', () => {
    const named = applied(1, [{ assetId: 'b' }, { assetId: 'b' }]);
    expect(lineageFold.keysOf(named)).toEqual(['a']);
    const row = lineageFold.evolve(undefined, named, 'a');
    expect(row).toEqual({ assetId: 'a', sourceIds: ['b'] });
    const bare = applied(2);
    expect(lineageFold.keysOf(bare)).toEqual(['a']);
    expect(lineageFold.evolve({ ...row!, lastPosition: 1 }, bare, 'a')).toBeUndefined();
  });
});

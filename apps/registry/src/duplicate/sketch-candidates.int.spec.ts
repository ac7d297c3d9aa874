import type { SchemeName } from '@ledger/domain/policy/scheme.js';
import {
  bandsOf,
  type Sketch,
  similarityPermille,
  sketchText,
} from '@ledger/domain/fingerprint/sketch.js';
import {
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { assetSketchFold } from './asset-sketch.projection.js';
import { AssetSketchView } from './asset-sketch.view.js';
import { candidatesSql, SketchCandidates } from './sketch-candidates.js';

const values = 128;
const bandCount = 32;
const own = '00000000-0000-5000-8000-0000000000b1';
const other = '00000000-0000-5000-8000-0000000000b2';
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A sketch that is the same as that of 1s in so many bands, and in nothing else. */
const sharing = (bands: number, salt: number): Sketch =>
  Array.from({ length: values }, (_, at) => (at < (bands * values) / bandCount ? 1 : salt));
const sought = sharing(bandCount, 1);

let check: ProjectionCheck;
let candidates: SketchCandidates;
beforeAll(async () => {
  check = await projectionCheck(assetSketchFold);
  candidates = new SketchCandidates(check.source);
});
afterAll(() => check.close());
beforeEach(() => check.empty());

interface Kept {
  readonly bands: number;
  readonly of?: string;
  readonly scheme?: SchemeName | null;
  readonly position?: number | null;
}

/** Rows with ids and positions from 1, registered in that order. */
const keep = async (rows: readonly Kept[]): Promise<void> => {
  await check.source.getRepository(AssetSketchView).insert(
    rows.map(({ bands, of = other, scheme = 'shenzhen', position }, index) => {
      const sketch = sharing(bands, index + 2);
      return {
        ...{ assetId: idOf(index + 1), applicantPartyId: of, registrarPartyId: of, scheme },
        ...{ fingerprint: { contentDigest: 'ab' }, contentDigest: 'ab' },
        ...{ sketch: sketchText(sketch), bands: bandsOf(sketch), lastPosition: index + 1 },
        registeredPosition: position === undefined ? index + 1 : position,
      };
    }),
  );
};

const found = async (max: number, before = 1_000): Promise<readonly number[]> => {
  const rows = await candidates.of({ bands: bandsOf(sought), ownParties: [own], before, max });
  return rows.map(({ asset_id }) => Number(asset_id.slice(-12)));
};

describe('candidates', () => {
  it('are the likest where there are more than may be compared, whenever they came', async () => {
    const weak = Array.from({ length: 12 }, () => ({ bands: 1 }));
    await keep([...weak, { bands: 20 }, { bands: 3 }, { bands: 32 }]);
    expect(similarityPermille(sought, sharing(1, 2))).toBeLessThan(800);
    expect(await found(2)).toEqual([13, 15]);
    expect(await found(3)).toEqual([13, 14, 15]);
    // Of those that share as many, the first.
    expect(await found(5)).toEqual([1, 2, 13, 14, 15]);
    expect(await found(100)).toHaveLength(15);
  });

  it('are counted apart, own ones and others, so that many editions hide no other', async () => {
    const editions = Array.from({ length: 5 }, () => ({ bands: 32, of: own }));
    await keep([...editions, { bands: 9 }, { bands: 8 }]);
    expect(await found(2)).toEqual([1, 2, 6, 7]);
  });

  it('share a band, are in the register before it, and in no in-house ledger', async () => {
    await keep([
      { bands: 0 },
      { bands: 32, position: null },
      { bands: 32, scheme: 'in-house' },
      { bands: 32, scheme: null },
      { bands: 32, scheme: 'national-2026' },
      { bands: 32, position: 7 },
    ]);
    expect(await found(10, 7)).toEqual([4, 5]);
    expect(await found(10, 8)).toEqual([4, 5, 6]);
  });

  it('are looked up by an index', async () => {
    await keep(Array.from({ length: 200 }, () => ({ bands: 1 })));
    const plan = await check.source.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      const values = [bandsOf(sought), [own], 1_000, 2];
      return manager.query<object[]>(`EXPLAIN ${candidatesSql}`, values);
    });
    expect(JSON.stringify(plan)).toContain('asset_sketch_bands');
  });
});

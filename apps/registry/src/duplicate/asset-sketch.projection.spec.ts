import type { AssetDescription, AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { application, assetId, bank } from '@ledger/domain/asset/testing/application.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import { assetSketchFold } from './asset-sketch.projection.js';
import type { AssetSketchView } from './asset-sketch.view.js';

const fingerprint = { contentDigest: 'a'.repeat(64), fields: ['户号'] };
const { description } = application();
const sides = { applicantPartyId: bank, registrarPartyId: bank };

const scheme = { name: 'shenzhen', version: 1 };

const filed = (more: Partial<AssetDescription> = {}) => ({
  type: 'ApplicationSubmitted',
  data: { assetId, ...sides, scheme, description: { ...description, ...more } },
});
const registered = { type: 'AssetRegistered', data: { assetId, ...sides, rights: [] } };
const changed = (more: Partial<AssetDescription> = {}) => ({
  type: 'RegistrationChanged',
  data: { assetId, ...sides, description: { ...description, ...more }, reason: '变更' },
});

/** The row after facts that stand at positions 1, 2, 3 … */
const after = (...facts: readonly { readonly type: string; readonly data: object }[]) =>
  facts.reduce<AssetSketchView | undefined>((row, fact, index) => {
    const event = { ...fact, position: index + 1 } as unknown as RecordedOf<AssetEvent>;
    return assetSketchFold.evolve(row, event, assetId) as AssetSketchView | undefined;
  }, undefined);

describe('the sketch of an asset', () => {
  it('is there where a fingerprint is stated, and in the register from its registration', () => {
    expect(after(filed(), registered)).toBeUndefined();
    expect(after(filed({ fingerprint }))).toMatchObject({
      registeredPosition: null,
      scheme: 'shenzhen',
    });
    expect(after(filed({ fingerprint }), registered)).toMatchObject({ registeredPosition: 2 });
  });

  it('is not looked for where an asset begins without a fingerprint', () => {
    const keys = (fact: object, version: number) =>
      assetSketchFold.keysOf({ ...fact, version } as unknown as RecordedOf<AssetEvent>);
    expect(keys(filed(), 1)).toEqual([]);
    expect(keys(filed({ fingerprint }), 1)).toEqual([assetId]);
    expect(keys(filed(), 3)).toEqual([assetId]);
    expect(after(filed({ fingerprint }), filed())).toBeUndefined();
  });

  it('is in its place from the change on that brings another fingerprint', () => {
    const other = { ...fingerprint, fields: ['户号', '月份'] };
    const before = after(filed({ fingerprint }), registered);
    const moved = after(filed({ fingerprint }), registered, changed({ fingerprint: other }));
    expect(moved).toMatchObject({ registeredPosition: 3, fingerprint: other });
    expect(moved?.sketch).not.toBe(before?.sketch);
    expect(after(filed(), registered, changed({ fingerprint }))).toMatchObject({
      ...sides,
      scheme: null,
      registeredPosition: 3,
    });
  });

  it('keeps its place where only words change, and its fingerprint where none is stated', () => {
    const before = after(filed({ fingerprint }), registered);
    const renamed = after(
      filed({ fingerprint }),
      registered,
      changed({ fingerprint, name: '年报' }),
    );
    expect(renamed).toMatchObject({ registeredPosition: 2 });
    expect(renamed?.sketch).not.toBe(before?.sketch);
    expect(after(filed({ fingerprint }), registered, changed())).toEqual(before);
  });
});

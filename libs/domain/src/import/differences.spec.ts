import type { AssetDescription } from '../asset/asset.events.js';
import { differences } from './differences.js';
import type { StatedRight } from './import-defaults.js';

const description: AssetDescription = {
  name: '公开年报',
  summary: '年报',
  source: 'agreement',
  form: 'table',
  volume: { records: '1' },
};
const holding: StatedRight = { right: 'holding', basis: '合同', from: '2026-01-01' };

describe('an asset that is there already', () => {
  it('does not differ by ids, holders or absent members', () => {
    const entry = { ...holding, holdingId: 'h', holders: [{ partyId: 'bank' }] };
    expect(
      differences({ description, rights: [entry] }, { description, rights: [holding] }),
    ).toEqual([]);
  });

  it('differs field by field', () => {
    const changed = { ...description, name: '公开中报', volume: { records: '2' }, limits: '无' };
    expect(
      differences(
        { description, rights: [holding] },
        { description: changed, rights: [{ ...holding, until: '2027-01-01' }] },
      ),
    ).toEqual(['name', 'records', 'limits', 'rights'].map((field) => ({ field, code: 'differs' })));
  });
});

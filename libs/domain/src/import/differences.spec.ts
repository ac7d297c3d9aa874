import type { AssetDescription, RightStatement } from '../asset/asset.events.js';
import { assetKind } from '../asset/asset.decider.js';
import type { ApplicationTerms, AssetState } from '../asset/asset.state.js';
import { differences } from './differences.js';

const description: AssetDescription = {
  name: '公开年报',
  summary: '年报',
  source: 'agreement',
  form: 'table',
  volume: { records: '1' },
};
const holding: RightStatement = {
  holdingId: 'h',
  right: 'holding',
  holders: [{ partyId: 'bank' }],
  basis: '合同',
  from: '2026-01-01',
};
const terms: ApplicationTerms = {
  scheme: 'in-house',
  registrarPartyId: 'bank',
  applicantPartyId: 'bank',
  description,
  rights: [holding],
};
const onRecord = (more: Partial<AssetState> = {}): AssetState => ({
  ...assetKind.decider.initialState(),
  status: 'registered',
  application: terms,
  ...more,
});
const fieldsThatDiffer = (state: AssetState, inSheet: Partial<ApplicationTerms>) =>
  differences(state, { ...terms, ...inSheet }).map(({ field, code }) => {
    expect(code).toBe('differs');
    return field;
  });

describe('an asset that is there already', () => {
  it('does not differ by the ids of entries', () => {
    const rights = [{ ...holding, holdingId: 'other' }];
    expect(fieldsThatDiffer(onRecord(), { rights })).toEqual([]);
  });

  it('differs field by field', () => {
    const changed = { ...description, name: '公开中报', volume: { records: '2' }, limits: '无' };
    const rights = [{ ...holding, until: '2027-01-01' }];
    const inSheet = { description: changed, rights };
    expect(fieldsThatDiffer(onRecord(), inSheet)).toEqual(['name', 'records', 'limits', 'rights']);
  });

  it('differs by another holder, until rights have moved in the title', () => {
    const rights = [{ ...holding, holders: [{ partyId: 'partner' }] }];
    expect(fieldsThatDiffer(onRecord(), { rights })).toEqual(['rights']);
    expect(fieldsThatDiffer(onRecord({ adjustedBy: ['transfer'] }), { rights })).toEqual([]);
  });

  it('differs by its sources, but not by the versions that were relied on', () => {
    const made = (...sources: [string, number][]) => ({
      description: {
        ...description,
        sources: sources.map(([assetId, version]) => ({ assetId, version })),
      },
    });
    const derived = onRecord({ application: { ...terms, ...made(['a', 7]) } });
    expect(fieldsThatDiffer(derived, made(['a', 0]))).toEqual([]);
    expect(fieldsThatDiffer(derived, made(['a', 0], ['b', 0]))).toEqual(['sources']);
    expect(fieldsThatDiffer(derived, {})).toEqual(['sources']);
  });

  it('differs by circumstances and fingerprint', () => {
    const circumstances = { sourceAgreementUntil: '2027-12-31' };
    const fingerprint = { contentDigest: 'a'.repeat(64) };
    const inSheet = { circumstances, description: { ...description, fingerprint } };
    expect(fieldsThatDiffer(onRecord(), inSheet)).toEqual(['fingerprint', 'circumstances']);
  });

  it('has the label that stands, not the one that was applied with', () => {
    const label = { grade: 'important' } as const;
    const graded = onRecord({ classification: { label, validUntil: '2027-11-20' } });
    expect(fieldsThatDiffer(graded, { description: { ...description, ...label } })).toEqual([]);
    expect(fieldsThatDiffer(graded, {})).toEqual(['grade']);
  });

  it('is compared as a draft while it is no more, and not where it is nothing', () => {
    const { application: _, ...draft } = onRecord({ draft: terms, status: 'draft' });
    expect(fieldsThatDiffer(draft, { description: { ...description, name: 'b' } })).toEqual([
      'name',
    ]);
    expect(fieldsThatDiffer(assetKind.decider.initialState(), {})).toEqual([]);
  });
});

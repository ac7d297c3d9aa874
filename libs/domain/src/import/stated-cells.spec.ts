import { statedCircumstancesOf } from './stated-circumstances.js';
import { statedFingerprintOf } from './stated-fingerprint.js';
import { judgeRights, statedRightsOf } from './stated-rights.js';

const digest = 'a'.repeat(64);
const party = '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c';
const other = '4a3b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5d';
const joint = {
  participantPartyIds: [party, other],
  contractAllocates: false,
  consents: [{ partyId: other, digest }],
};

describe('circumstances in a cell', () => {
  it.each<object>([
    {},
    { entrusted: {} },
    { entrusted: { agreedRightsDigest: digest } },
    { jointFusion: joint },
    { authorisedOperation: { platformRegistrationNo: 'GGSJ-2026-000123' } },
    {
      notSubstituting: { statement: '仅提供统计指数', digest },
      sourceAgreementUntil: '2028-02-29',
    },
  ])('are %j', (stated) => expect(statedCircumstancesOf(JSON.stringify(stated))).toEqual(stated));

  it.each<unknown>([
    'x',
    [],
    { unknown: 1 },
    { toString: {} },
    { entrusted: { agreedRightsDigest: 'a' } },
    { entrusted: { agreedRightsDigest: digest, more: 1 } },
    { jointFusion: { ...joint, participantPartyIds: [party] } },
    { jointFusion: { ...joint, contractAllocates: 'no' } },
    { jointFusion: { ...joint, consents: [{ partyId: other }] } },
    { authorisedOperation: { platformRegistrationNo: '1'.repeat(101) } },
    { notSubstituting: { statement: '仅提供统计指数' } },
    { sourceAgreementUntil: '2027-02-29' },
  ])('are not %j', (stated) =>
    expect(statedCircumstancesOf(JSON.stringify(stated))).toBeUndefined(),
  );

  it('are JSON', () => expect(statedCircumstancesOf('{')).toBeUndefined());
});

describe('a fingerprint in a cell', () => {
  it.each<object>([
    { contentDigest: digest },
    { contentDigest: digest, fields: ['户号'], sampleDigests: [digest, digest] },
  ])('is %j', (stated) => expect(statedFingerprintOf(JSON.stringify(stated))).toEqual(stated));

  it.each<unknown>([
    digest,
    {},
    { contentDigest: digest.toUpperCase() },
    { contentDigest: digest, fields: [''] },
    { contentDigest: digest, fields: Array.from({ length: 501 }, (_, at) => `f${at}`) },
    { contentDigest: digest, sampleDigests: ['a'] },
    { contentDigest: digest, sampleDigests: Array.from({ length: 201 }, () => digest) },
    { contentDigest: digest, more: 1 },
  ])('is not %j', (stated) => expect(statedFingerprintOf(JSON.stringify(stated))).toBeUndefined());
});

describe('holders in a cell', () => {
  const line = { right: 'holding' as const, basis: '共同采集', from: '2026-01-01' };
  const read = (holders: unknown) => statedRightsOf(JSON.stringify([{ ...line, holders }]));

  it('are parties, with or without shares', () => {
    const holders = [{ partyId: party, share: '1/3' }, { partyId: other }];
    expect(read(holders)).toEqual([{ ...line, holders }]);
  });

  it.each<unknown>([
    'bank',
    [{}],
    [{ partyId: 'bank' }],
    [{ partyId: party, share: '4/3' }],
    [{ partyId: party, share: 0.5 }],
    [{ partyId: party, name: '某银行' }],
    Array.from({ length: 21 }, () => ({ partyId: party })),
  ])('are not %j', (holders) => expect(read(holders)).toBeUndefined());
});

describe('an operation right in public data gathered by automated means', () => {
  const operation = {
    right: 'operation' as const,
    basis: '合同',
    from: '2026-01-01',
    proofDigest: digest,
  };

  it('is left out, unless the product does not replace the source’s (art. 21)', () => {
    const notSubstituting = { statement: '仅提供统计指数', digest };
    expect(judgeRights([operation], 'automatedPublic', { notSubstituting })).toEqual({
      rights: [operation],
      problems: [],
      notes: [],
    });
    const { rights, notes } = judgeRights([operation], 'automatedPublic', {});
    expect([rights, notes.map(({ code }) => code)]).toEqual([[], ['operation_left_out']]);
  });
});

/** The body of an appraisal report that is taken of an asset with an operation entry. */
export const report = (reportNumber: string) => ({
  reportNumber,
  signatories: ['9c1f6f0e', '5d2b7a44'],
  reportDigest: 'b'.repeat(64),
  purpose: 'pledge',
  valueType: 'market',
  rightsValued: ['operation'],
  results: [{ approach: 'cost', value: { amount: '100.00', currency: 'CNY' } }],
  singleApproachReason: '无可比案例',
  value: { amount: '100.00', currency: 'CNY' },
  baseDate: '2026-10-31',
  issuedOn: '2026-11-20',
});

const cny = (amount: string) => ({ amount, currency: 'CNY' });

/** A report with figures of its own. */
export const report = {
  reportNumber: '评报字〔2026〕第001号',
  signatories: ['9c1f6f0e', '5d2b7a44'],
  reportDigest: 'a'.repeat(64),
  purpose: 'pledge',
  valueType: 'market',
  rightsValued: ['operation'],
  results: [
    { approach: 'cost', value: cny('677120.00') },
    { approach: 'income', value: cny('791178.47') },
  ],
  value: cny('740000.00'),
  baseDate: '2026-10-31',
  issuedOn: '2026-11-20',
};

import { isOpened, spokenOf } from './opened-events.js';

describe('the events that a certificate opens', () => {
  it('are all that weigh or end something, also those that nobody knows yet', () => {
    const types = [
      'PledgeRegistered',
      'BarLifted',
      'RightTransferred',
      'GrantEnded',
      'NotYetThere',
    ];
    expect(types.filter((type) => !isOpened(type))).toEqual([]);
    expect(['TitleOpened', 'HoldingRecorded', 'RightGranted'].filter(isOpened)).toEqual([]);
  });

  it('speak of everything that they name, at any depth', () =>
    expect(
      spokenOf({
        assetId: 'a-1',
        pledgeId: 'p-1',
        toPledgeId: 'p-2',
        distribution: { shares: [{ pledgeId: 'p-3' }], clearedPledgeIds: ['p-4', 'p-5'] },
        consentIds: ['c-1'],
        source: { caseId: 'k-1' },
        on: '2026-11-22',
      }),
    ).toEqual(['p-1', 'p-2', 'p-3', 'p-4', 'p-5', 'c-1']));
});

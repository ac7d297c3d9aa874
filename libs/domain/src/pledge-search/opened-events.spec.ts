import { isOpened, speakingIn, spokenOf } from './opened-events.js';

describe('the events that a certificate opens', () => {
  it('are all that weigh or end something, also those that nobody knows yet', () => {
    const types = [
      'PledgeRegistered',
      'BarLifted',
      'RightTransferred',
      'RightGranted',
      'GrantEnded',
      'NotYetThere',
    ];
    expect(types.filter((type) => !isOpened(type))).toEqual([]);
    expect(['TitleOpened', 'HoldingRecorded', 'LenderAuthorised'].filter(isOpened)).toEqual([]);
  });

  it('speak of everything that they name, at any depth', () =>
    expect(
      spokenOf({
        assetId: 'a-1',
        pledgeId: 'p-1',
        toPledgeId: 'p-2',
        distribution: { shares: [{ pledgeId: 'p-3' }], clearedPledgeIds: ['p-4', 'p-5'] },
        consentIds: ['c-1'],
        grantId: 'g-1',
        parentGrantId: 'g-0',
        source: { caseId: 'k-1' },
        on: '2026-11-22',
      }),
    ).toEqual(['p-1', 'p-2', 'p-3', 'p-4', 'p-5', 'c-1', 'g-1']));

  it('are counted alone: what stays closed says nothing, though it relied on a consent', () => {
    const speaking = speakingIn([
      { type: 'DisposalConsented', version: 5, data: { consentId: 'c-1', pledgeId: 'p-1' } },
      { type: 'LicensingAuthorised', version: 6, data: { consentIds: ['c-1'] } },
      { type: 'RightGranted', version: 7, data: { grantId: 'g-1', consentIds: ['c-1'] } },
    ]);
    expect(['c-1', 'g-1', 'nothing'].map(speaking)).toEqual([[5, 7], [7], []]);
  });
});

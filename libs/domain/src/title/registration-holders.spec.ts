import { registrationHolders } from './registration-holders.js';
import * as sample from './testing/title-samples.js';

const { bank, buyer, otherBuyer, stranger, holding, operation, today } = sample;
const { assetEvidence, entry, opened, titleOf, fact } = sample;

const own = entry({ holdingId: holding, right: 'holding' });
const moved = (fromHoldingId: string, holdingId: string, partyId: string) =>
  fact('RightTransferred', {
    ...{ transferId: `transfer-${holdingId}`, fromHoldingId, part: 'whole' },
    ...{ transferorPartyIds: [bank], transfereePartyIds: [partyId] },
    to: entry({ holdingId, holders: [{ partyId }], from: today }),
    ...{ consentIds: [], dischargedPledgeIds: [], endedOfferIds: [], endedAuthorisationIds: [] },
    ...{
      contractDigest: '12'.repeat(32),
      transfereeEvidence: [{ partyId, version: 1 }],
      on: today,
    },
  });
const ended = (holdingId: string) => fact('HoldingEnded', { holdingId, reason: '到期', on: today });

describe('who holds what a registration entered', () => {
  it('is nobody without a title', () => {
    expect(registrationHolders(titleOf())).toEqual([]);
  });

  it('is each holder of an entry, once', () => {
    const halves = [bank, buyer].map((partyId) => ({ partyId, share: '1/2' }));
    expect(registrationHolders(titleOf(opened(entry({ holders: halves }), own)))).toEqual([
      bank,
      buyer,
    ]);
  });

  it('follows an entry to where it went, and leaves who still holds another', () => {
    const one = moved(operation, 'to-1', buyer);
    expect(registrationHolders(titleOf(opened(entry(), own), one))).toEqual([buyer, bank]);
    const again = moved('to-1', 'to-2', otherBuyer);
    expect(registrationHolders(titleOf(opened(entry()), one, again))).toEqual([otherBuyer]);
    const rest = moved(holding, 'to-3', otherBuyer);
    expect(registrationHolders(titleOf(opened(entry(), own), one, again, rest))).toEqual([
      otherBuyer,
    ]);
  });

  it('is none of those whose right was entered later', () => {
    const later = entry({ holdingId: 'later', holders: [{ partyId: stranger }] });
    const recorded = fact('HoldingRecorded', { entry: later, assetEvidence });
    expect(registrationHolders(titleOf(opened(entry()), recorded))).toEqual([bank]);
  });

  it('is none whose entry has ended, unless all have', () => {
    const one = moved(operation, 'to-1', buyer);
    const events = [opened(entry(), own), one, ended('to-1')] as const;
    expect(registrationHolders(titleOf(...events))).toEqual([bank]);
    expect(registrationHolders(titleOf(...events, ended(holding)))).toEqual([buyer, bank]);
  });
});

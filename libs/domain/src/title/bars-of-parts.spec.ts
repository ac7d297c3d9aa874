import { barStanding, barUntil, waitingFor } from './bars.standing.js';
import {
  bank,
  barred,
  buyer,
  endOf,
  entry,
  fact,
  now,
  opened,
  operation,
  startOf,
  titleOf,
  today,
} from './testing/title-samples.js';

/** Half of an entry was transferred: what rested on the whole rests on each half, with its own queue. */
const [sold, kept] = ['sold', 'kept'] as const;
const moved = fact('RightTransferred', {
  transferId: 'transfer-1',
  fromHoldingId: operation,
  part: { share: '1/2' },
  transferorPartyIds: [bank],
  transfereePartyIds: [buyer],
  to: entry({ holdingId: sold, holders: [{ partyId: buyer }] }),
  remaining: entry({ holdingId: kept }),
  contractDigest: 'ab'.repeat(32),
  consentIds: [],
  dischargedPledgeIds: [],
  endedOfferIds: [],
  endedAuthorisationIds: [],
  transfereeEvidence: [{ partyId: buyer, version: 1 }],
  on: today,
} as never);
const freeze = (barId: string, holdingId?: string) =>
  barred({ barId, months: 6, ...(holdingId && { holdingId }) });
const before = [opened(entry()), moved, freeze('buyer', sold), freeze('seller', kept)];

describe('a freeze of what was transferred in part', () => {
  it.each([
    ['the entry that there was', operation],
    ['the whole title', undefined],
  ])('raised on %s waits in each part’s queue, and not in both, one after another', (_, on) => {
    const title = titleOf(...before, freeze('whole', on));
    const whole = title.bars.get('whole')!;
    expect(barStanding(title, whole, now)).toBe('waiting');
    expect(waitingFor(title, whole, now)).toEqual(['buyer', 'seller']);
    // Six months from the day after 2026-11-23 + 6 months, in either queue.
    expect(barUntil(title, whole, now)).toBe('2027-11-24');
    expect(barStanding(title, whole, endOf('2027-05-23'))).toBe('waiting');
    expect(barStanding(title, whole, startOf('2027-05-24'))).toBe('inEffect');
    expect(barStanding(title, whole, endOf('2027-11-24'))).toBe('inEffect');
    expect(barStanding(title, whole, startOf('2027-11-25'))).toBe('none');
  });

  it('stands as long as it does in the part in which it ends last', () => {
    const lifted = fact('BarLifted', { barId: 'buyer', reason: '解除', on: today });
    const title = titleOf(...before, freeze('whole', operation), lifted);
    const whole = title.bars.get('whole')!;
    // In effect at once on the half that nothing else freezes; it waits on the other.
    expect(barStanding(title, whole, now)).toBe('inEffect');
    expect(waitingFor(title, whole, now)).toEqual(['seller']);
    expect(barUntil(title, whole, now)).toBe('2027-11-24');
  });
});

import type { Meta } from '../decider.js';
import { specOf } from '../testing/decider-spec.js';
import type { FinancingCommand } from './financing.commands.js';
import { financingKind } from './financing.decider.js';
import type { FinancingEvent } from './financing.events.js';
import { evolveFinancing, initialFinancing, ownPledges } from './financing.state.js';

const given = specOf(financingKind.decider);
const financingId = 'f-1';
const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const contractDigest = 'a'.repeat(64);
const [now, on] = ['2026-11-22T02:00:00.000Z', '2026-11-22'];
const as = (partyId: string): Meta => ({
  actor: { person: 'token-1', partyId, role: 'lender' },
  now,
});
const collateral = ['1', '2'].map((n) => ({ assetId: `asset-${n}`, holdingId: `holding-${n}` }));
const accepted: readonly FinancingEvent[] = [
  {
    type: 'FinancingRequested',
    data: {
      ...{ financingId, borrowerPartyId: 'borrower', lenderPartyId: 'lender', collateral },
      ...{ amount: cny('900000.00'), purpose: '流动资金周转', until: '2027-11-20' },
    },
  },
  {
    type: 'OfferMade',
    data: {
      ...{ financingId, creditLine: cny('1000.00'), haircut: '0', ratio: '0.5', rate: '0.04' },
      ...{ coverageMin: '1.2', until: '2027-11-20', openUntil: '2026-12-20' },
      ...{ appraised: [], policyVersion: 1 },
    },
  },
  { type: 'OfferAccepted', data: { financingId, contractDigest, on } },
];
const pledge = (n: number) => {
  const { assetId = '', holdingId = '' } = collateral[n - 1] ?? {};
  return { financingId, assetId, holdingId, pledgeId: `p-${n}`, secured: cny('500.00') };
};
const perfected = (n: number): FinancingEvent => ({
  type: 'CollateralPerfected',
  data: { ...pledge(n), titleVersion: 7 },
});
const both = [...accepted, perfected(1), perfected(2)];
const moved = (n: number, toPartyId: string, titleVersion = 9) => ({
  ...{ financingId, assetId: pledge(n).assetId, pledgeId: pledge(n).pledgeId },
  ...{ toPartyId, titleVersion },
});
const follow = (
  [n, toPartyId, titleVersion]: Parameters<typeof moved>,
  standingPledgeIds = ['p-1', 'p-2'],
): FinancingCommand => ({
  type: 'FollowAssignment',
  data: { ...moved(n, toPartyId, titleVersion), standingPledgeIds },
  meta: as('system'),
});
const assigned = (...args: Parameters<typeof moved>): FinancingEvent => ({
  type: 'CollateralAssigned',
  data: { ...moved(...args), on },
});
const handedOver = (fromPartyId: string, toPartyId: string): FinancingEvent => ({
  type: 'FinancingAssigned',
  data: { financingId, fromPartyId, toPartyId, on },
});
const draw = (partyId: string): FinancingCommand => ({
  type: 'RecordDrawdown',
  data: { financingId, drawdownId: 'd-1', amount: cny('1.00') },
  meta: as(partyId),
});
const ownOf = (...events: readonly FinancingEvent[]): readonly string[] =>
  ownPledges(events.reduce(evolveFinancing, initialFinancing())).map(({ pledgeId }) => pledgeId);

describe('a facility whose pledges are assigned', () => {
  it('stays with its lender while one pledge is left, and no longer counts what went away', () => {
    given(...both)
      .when(follow([1, 'other']))
      .then(assigned(1, 'other'));
    expect(ownOf(...both)).toEqual(['p-1', 'p-2']);
    expect(ownOf(...both, assigned(1, 'other'))).toEqual(['p-2']);
    given(...both, assigned(1, 'other'))
      .when(draw('other'))
      .thenRefused('financing_not_found');
  });

  it('is another’s when all that stand are his; who had it may do nothing more', () => {
    const events = [...both, assigned(1, 'other')];
    given(...events)
      .when(follow([2, 'other']))
      .then(assigned(2, 'other'), handedOver('lender', 'other'));
    given(...both)
      .when(follow([2, 'other'], ['p-2']))
      .then(assigned(2, 'other'), handedOver('lender', 'other'));
    given(...events)
      .when(follow([2, 'third']))
      .then(assigned(2, 'third'));
    const after = [...events, assigned(2, 'other'), handedOver('lender', 'other')];
    expect(ownOf(...after)).toEqual(['p-1', 'p-2']);
    given(...after)
      .when(draw('lender'))
      .thenRefused('financing_not_found');
    expect(
      given(...after)
        .when(draw('other'))
        .events(),
    ).toMatchObject([{ type: 'DrawdownRecorded' }]);
    given(...after, assigned(1, 'lender', 10))
      .when(follow([2, 'lender', 10]))
      .then(assigned(2, 'lender', 10), handedOver('other', 'lender'));
  });

  it('follows each assignment once, in the order of the title', () => {
    const events = [...both, assigned(1, 'other', 9)];
    for (const version of [8, 9]) {
      given(...events)
        .when(follow([1, 'third', version]))
        .then();
    }
    given(...events)
      .when(follow([1, 'lender', 10]))
      .then(assigned(1, 'lender', 10));
  });

  it('says nothing of pledges that are not its own, nor once it is over', () => {
    given(...both)
      .when({
        ...follow([1, 'other']),
        data: { ...moved(1, 'other'), pledgeId: 'p-9', standingPledgeIds: [] },
      } as FinancingCommand)
      .then();
    const over: FinancingEvent = {
      type: 'FinancingClosed',
      data: { financingId, reason: '结清', releaseRequestedPledgeIds: [], on },
    };
    given(...both, over)
      .when(follow([1, 'other']))
      .then();
    given()
      .when(follow([1, 'other']))
      .then();
  });

  it('is perfected by pledges of whoever took its lender over', () => {
    const { secured, ...own } = pledge(1);
    const told = { ...own, secured, titleVersion: 7, contractDigest };
    const perfect = (pledgeePartyIds: readonly string[]): FinancingCommand => ({
      type: 'PerfectCollateral',
      data: { ...told, pledgeePartyIds },
      meta: as('system'),
    });
    given(...accepted)
      .when(perfect(['heir', 'lender']))
      .then(perfected(1));
    given(...accepted)
      .when(perfect(['heir']))
      .then();
  });
});

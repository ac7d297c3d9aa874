import type { CommandOf, DataOf } from './title.commands.js';
import { titleExtract } from './title-extract.js';
import type { TitleEvent } from './title.events.js';
import { rankingPledges } from './title.standing.js';
import {
  act,
  as,
  bank,
  barred,
  buyer,
  entry,
  given,
  holding,
  lender,
  licensed,
  now,
  opened,
  operation,
  otherBuyer,
  pledged,
  pledgeId,
  reserved,
  stranger,
  theBank,
  today,
  and,
  titleOf,
} from './testing/title-samples.js';

const to = 'f1000000-0000-7000-8000-000000000001';
const byOrder = { authority: '某市中级人民法院', documentDigest: '56'.repeat(32) };
type Ordered = CommandOf<'TransferByOrder'>['data'];

const ordered = (more: Partial<Ordered> = {}, actor = as('registrar', bank)) =>
  act(
    'TransferByOrder',
    {
      transferId: 'transfer-1',
      holdingId: operation,
      toHoldingId: to,
      remainingHoldingId: 'f1000000-0000-7000-8000-000000000002',
      transferees: [{ partyId: buyer }],
      transfereeEvidence: [buyer, otherBuyer].map((partyId) => ({ partyId, version: 1 })),
      byOrder,
      ...more,
    },
    actor,
    now,
  );

const movedOf = (past: readonly TitleEvent[], command = ordered()): DataOf<'RightTransferred'> => {
  const [event] = given(...past)
    .when(command)
    .events();
  if (event?.type !== 'RightTransferred') throw new Error('Nothing moved.');
  return event.data;
};

describe('an authority’s order', () => {
  it('moves the right, and its document stands where a contract would', () => {
    expect(movedOf([opened()])).toMatchObject({
      ...{ fromHoldingId: operation, part: 'whole', transferorPartyIds: [bank] },
      ...{ transfereePartyIds: [buyer], contractDigest: byOrder.documentDigest, byOrder },
      ...{ consentIds: [], dischargedPledgeIds: [], on: today },
      to: { holdingId: to, holders: [{ partyId: buyer }], from: today },
    });
  });

  it('is told on the page of the title, for the right that moved', () => {
    const moved: TitleEvent = { type: 'RightTransferred', data: movedOf([opened()]) };
    const title = titleOf(opened(), moved);
    const { rights } = titleExtract({
      ...{ title, at: now, asOf: 2, sight: 'full', partyId: bank },
      ...{ asset: { state: 'registered' }, instant: () => now, party: (partyId) => ({ partyId }) },
    });
    const told = ({ lines }: (typeof rights)[number]) =>
      lines.find(({ label }) => label.en === 'Moved by order of')?.value.zh;
    expect(rights.map((right) => [right.holdingId, told(right)])).toEqual([
      [holding, undefined],
      [to, byOrder.authority],
    ]);
  });

  it('is recorded by the registrar of the title alone', () => {
    given(opened())
      .when(ordered({}, theBank))
      .thenRefused('not_the_registrar', { registrarPartyId: bank });
    given(opened())
      .when(ordered({}, as('registrar', stranger)))
      .thenRefused('title_not_found');
  });

  it('gives to a party that is suspended, which its holder cannot', () => {
    const transfereeEvidence = [{ partyId: buyer, version: 3, isSuspended: true as const }];
    expect(movedOf([opened()], ordered({ transfereeEvidence })).transfereeEvidence).toEqual([
      { partyId: buyer, version: 3 },
    ]);
    const ids = { transferId: 'transfer-1', holdingId: operation, toHoldingId: to };
    const sold = { transferees: [{ partyId: buyer }], contractDigest: byOrder.documentDigest };
    const data = { ...ids, remainingHoldingId: 'rest', ...sold, transfereeEvidence };
    given(opened())
      .when(act('TransferRight', data, theBank))
      .thenRefused('party_suspended', { partyId: buyer });
  });

  it('asks neither pledgees nor co-owners, and no bar or reservation is in its way', () => {
    const joint = entry({
      holders: [
        { partyId: bank, share: '1/2' },
        { partyId: otherBuyer, share: '1/2' },
      ],
    });
    expect(movedOf([opened(joint)]).transferorPartyIds).toEqual([bank, otherBuyer]);
    const log = [opened(), pledged(1), barred()];
    const after = titleOf(...and(log, ordered()));
    expect(rankingPledges(after, to, now).map((pledge) => pledge.pledgeId)).toEqual([pledgeId(1)]);
    expect(after.pledges.get(pledgeId(1))?.pledgeePartyId).toBe(lender);
    expect(movedOf([opened(), licensed(), reserved()]).endedOfferIds).toHaveLength(1);
  });

  it('leaves nothing to confirm to an order that had reserved the right', () => {
    const log = [opened(), licensed(), reserved()];
    const [, , reservation] = log;
    if (reservation?.type !== 'LicenceReserved') throw new Error('Nothing is reserved.');
    const { reservationId } = reservation.data;
    given(
      ...log,
      ...given(...log)
        .when(ordered())
        .events(),
    )
      .when(act('ConfirmLicence', { reservationId }, as('system', bank)))
      .thenRefused('right_over');
  });

  it('moves one holder’s share of a joint entry where it says whose', () => {
    const joint = entry({
      holders: [
        { partyId: bank, share: '1/2' },
        { partyId: otherBuyer, share: '1/2' },
      ],
    });
    const share = { part: { share: '1/4' }, transferees: [{ partyId: buyer }] };
    expect(movedOf([opened(joint)], ordered({ ...share, fromPartyId: otherBuyer }))).toMatchObject({
      part: 'share',
      transferorPartyIds: [otherBuyer],
      to: {
        holders: [
          { partyId: bank, share: '1/2' },
          { partyId: otherBuyer, share: '1/4' },
          { partyId: buyer, share: '1/4' },
        ],
      },
    });
    for (const fromPartyId of [undefined, stranger]) {
      given(opened(joint))
        .when(ordered({ ...share, ...(fromPartyId !== undefined && { fromPartyId }) }))
        .thenRefused('shares_not_stated');
    }
  });

  it('is done once, and its id names nothing else', () => {
    const log = [opened(), ...given(opened()).when(ordered()).events()];
    given(...log)
      .when(ordered())
      .thenNothing();
    given(...log)
      .when(ordered({ byOrder: { ...byOrder, documentDigest: '78'.repeat(32) } }))
      .thenRefused('title_id_taken');
    given(...log)
      .when(ordered({ transferId: 'transfer-2' }))
      .thenRefused('title_id_taken', { id: to });
  });

  it('needs a right that stands, and somebody registered who is to have it', () => {
    given(opened())
      .when(ordered({ holdingId: 'none' }))
      .thenRefused('holding_not_found');
    given(opened(entry({ until: '2026-11-01' })))
      .when(ordered())
      .thenRefused('right_over');
    given(opened())
      .when(ordered({ transferees: [{ partyId: stranger }] }))
      .thenRefused('transferee_not_registered');
    given(opened())
      .when(ordered({ transferees: [{ partyId: bank }], transfereeEvidence: [] }))
      .thenRefused('transferee_not_registered');
  });
});

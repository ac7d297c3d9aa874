import {
  act,
  as,
  bank,
  barred,
  buyer,
  entry,
  exclusive,
  expiresAt,
  fact,
  given,
  grant,
  lender,
  licensed,
  licensing,
  now,
  offerId,
  opened,
  operation,
  otherBuyer,
  pledged,
  pledgeId,
  reservation,
  reserved,
  stranger,
  terms,
  theBank,
  theSystem,
  today,
} from './testing/title-samples.js';
import type { CommandOf, DataOf } from './title.commands.js';
import type { TitleEvent } from './title.events.js';

const seen = [buyer, otherBuyer, stranger].map((partyId) => ({ partyId, version: 1 }));
const reserve = (id: string, more: Partial<CommandOf<'ReserveLicence'>['data']> = {}, at = now) =>
  act('ReserveLicence', { ...reservation(id, more), sellerPartyId: bank }, theSystem, at);
const kept = (id: string, more: Partial<DataOf<'LicenceReserved'>> = {}): TitleEvent =>
  fact('LicenceReserved', {
    ...reservation(id),
    reservedAt: now,
    expiresAt,
    policyVersion: 1,
    ...more,
  });
const grantOf = (id: string): TitleEvent =>
  fact('RightGranted', {
    grantId: id,
    holdingId: operation,
    granterPartyId: bank,
    granteePartyId: buyer,
    right: 'processing',
    terms: terms(),
    orderId: `order-of-${id}`,
  });
const lifted = (id: string, reason: 'cancelled' | 'lapsed' = 'cancelled'): TitleEvent =>
  fact('ReservationReleased', {
    reservationId: id,
    orderId: `order-of-${id}`,
    reason,
    releasedAt: now,
  });
const confirm = (id: string, at = now) =>
  act('ConfirmLicence', { reservationId: id }, theSystem, at);

describe('leave to sell', () => {
  const authorise = (more: Partial<DataOf<'LicensingAuthorised'>>) =>
    act('AuthoriseLicensing', licensing(more));

  it('is of one kind of deal, with a number that can be', () => {
    for (const cap of [1, 1_000]) {
      given(opened()).when(authorise({ cap })).then(licensed({ cap }));
    }
    for (const cap of [0, 1_001]) {
      given(opened())
        .when(authorise({ cap }))
        .thenRefused('licensing_deal_invalid', { field: 'cap' });
    }
    given(opened())
      .when(authorise({ cap: 2, terms: exclusive }))
      .thenRefused('licensing_deal_invalid', { field: 'cap' });
    given(opened())
      .when(authorise({ cap: 2, transfer: {} }))
      .thenRefused('licensing_deal_invalid', { field: 'transfer' });
  });

  it('of the right itself has no terms of use', () => {
    const whole = { exclusive: false, from: '2026-12-01', sublicenceDepth: 0 };
    given(opened())
      .when(authorise({ transfer: { share: '1/2' }, terms: whole }))
      .then(licensed({ transfer: { share: '1/2' }, terms: whole }));
    const refused = (more: object, field: string, share?: string) =>
      given(opened())
        .when(
          authorise({
            transfer: share === undefined ? {} : { share },
            terms: { ...whole, ...more },
          }),
        )
        .thenRefused('licensing_deal_invalid', { field });
    refused({ until: '2027-01-01' }, 'terms.until');
    refused({ purposes: ['授信'] }, 'terms.purposes');
    refused({ sublicenceDepth: 1 }, 'terms.sublicenceDepth');
    refused({}, 'transfer.share', '3/2');
  });
});

describe('a capped offer', () => {
  const onSale = licensed({ cap: 2 });
  const wanted = { terms: terms() };

  it('has as many places as it says, and refuses the next one naming the number', () => {
    given(opened(), onSale).when(reserve('r-1', wanted)).then(kept('r-1', wanted));
    given(opened(), onSale, kept('r-1', wanted))
      .when(reserve('r-2', wanted))
      .then(kept('r-2', wanted));
    given(opened(), onSale, kept('r-1', wanted), kept('r-2', wanted), grantOf('r-2'))
      .when(reserve('r-3', wanted))
      .thenRefused('licence_cap_reached', { offerId, cap: 2 });
  });

  it('has a place again when one is released, has lapsed or its licence has ended', () => {
    const full = [opened(), onSale, kept('r-1', wanted), kept('r-2', wanted)];
    const next = (at = now) => reserve('r-3', wanted, at);
    expect(
      given(...full, lifted('r-1'))
        .when(next())
        .events(),
    ).toHaveLength(1);
    const lastMoment = new Date(Date.parse(expiresAt) - 1).toISOString();
    given(...full)
      .when(next(lastMoment))
      .thenRefused('licence_cap_reached');
    expect(
      given(...full)
        .when(next(expiresAt))
        .events(),
    ).toHaveLength(1);
    const ended = fact('GrantEnded', { grantId: 'r-1', reason: '解除', on: today });
    given(...full, grantOf('r-1'))
      .when(next(expiresAt))
      .then(
        kept('r-3', { ...wanted, reservedAt: expiresAt, expiresAt: '2026-11-25T02:00:00.000Z' }),
      );
    expect(
      given(...full, grantOf('r-1'), ended)
        .when(next())
        .events(),
    ).toHaveLength(1);
  });

  it('grants a place that was kept, and none whose time is over', () => {
    const past = [opened(), onSale, kept('r-1', wanted), kept('r-2', wanted)];
    given(...past)
      .when(confirm('r-1'))
      .then(grantOf('r-1'));
    given(...past, lifted('r-1'))
      .when(confirm('r-1'))
      .thenRefused('reservation_over');
    given(...past)
      .when(confirm('r-1', expiresAt))
      .thenRefused('reservation_over');
  });

  it('excludes nobody but exclusivity, and is excluded by it', () => {
    given(opened(), onSale, kept('r-1', wanted))
      .when(act('GrantRight', grant('grant-1')))
      .then(fact('RightGranted', { granterPartyId: bank, ...grant('grant-1') }));
    const withdrawn = fact('LicensingWithdrawn', { offerId, reason: '撤回', on: today });
    given(opened(), onSale, kept('r-1', wanted), withdrawn)
      .when(act('GrantRight', grant('grant-1', { terms: { exclusive: true } })))
      .thenRefused('entry_licensed', { grantIds: [], offerIds: [offerId] });
    const rival = licensed({ offerId: 'offer-2', terms: exclusive });
    given(opened(), rival, reserved(), onSale)
      .when(reserve('r-9', wanted))
      .thenRefused('entry_exclusively_reserved');
  });

  it('is shut by a pledge as its contract says, and by a bar', () => {
    given(opened(), onSale, pledged(1, { licensingStaysOpen: true }))
      .when(reserve('r-1', wanted))
      .then(kept('r-1', wanted));
    given(opened(), onSale, pledged())
      .when(reserve('r-1', wanted))
      .thenRefused('entry_pledged', { pledgeIds: [pledgeId(1)] });
    given(opened(), onSale, kept('r-1', wanted), barred())
      .when(confirm('r-1'))
      .thenRefused('entry_barred');
  });

  it('without a number reserves nothing: such licences are sold without the title', () =>
    given(opened(), licensed())
      .when(reserve('r-1', wanted))
      .thenRefused('licensing_not_authorised'));

  it('sells fewer licences from a day on, never fewer than are taken and never more', () => {
    const lower = (cap: number, actor = theBank) => act('LowerCap', { offerId, cap }, actor);
    const onFive = licensed({ cap: 5 });
    const past = [opened(), onFive, kept('r-1', wanted), kept('r-2', wanted)];
    const lowered = (cap: number) => fact('LicensingCapLowered', { offerId, cap, on: today });
    given(...past)
      .when(lower(2))
      .then(lowered(2));
    given(...past)
      .when(lower(5))
      .thenNothing();
    for (const cap of [1, 6]) {
      given(...past)
        .when(lower(cap))
        .thenRefused('licence_cap_out_of_range', { offerId, least: 2, most: 5 });
    }
    given(opened(), onFive)
      .when(lower(0))
      .thenRefused('licence_cap_out_of_range', { offerId, least: 1, most: 5 });
    given(...past, lowered(2))
      .when(reserve('r-3', wanted))
      .thenRefused('licence_cap_reached', { offerId, cap: 2 });
    given(...past)
      .when(lower(2, as('manager', buyer)))
      .thenRefused('not_the_holder');
    given(...past)
      .when(lower(2, as('manager', stranger)))
      .thenRefused('title_not_found');
    given(opened(), licensed()).when(lower(2)).thenRefused('licensing_uncapped');
    given(opened()).when(lower(2)).thenRefused('licensing_not_found');
  });
});

const whole = { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 };
const contractDigest = '12'.repeat(32);
const to = 'f1000000-0000-7000-8000-000000000001';
const selling = (share?: string) => ({
  terms: whole,
  transfer: share === undefined ? {} : { share },
});
const buy = (share?: string, more: Partial<CommandOf<'ReserveLicence'>['data']> = {}) =>
  reserve('r-1', { ...selling(share), transfereeEvidence: seen, ...more });
const hold = (lastDay = '2026-12-03') =>
  act(
    'HoldReservation',
    { reservationId: 'r-1', sellerPartyId: bank, lastDay, transfereeEvidence: seen },
    theSystem,
  );
const convey = (at = now, sellerPartyId = bank) => {
  const ids = { toHoldingId: to, remainingHoldingId: 'rest' };
  const conveyance = { sellerPartyId, contractDigest, ...ids, transfereeEvidence: seen };
  return act('ConfirmLicence', { reservationId: 'r-1', conveyance }, theSystem, at);
};
const moved = (more: Partial<DataOf<'RightTransferred'>> = {}): TitleEvent =>
  fact('RightTransferred', {
    transferId: 'r-1',
    fromHoldingId: operation,
    part: 'whole',
    transferorPartyIds: [bank],
    to: entry({ holdingId: to, holders: [{ partyId: buyer }], from: today }),
    transfereePartyIds: [buyer],
    contractDigest,
    consentIds: [],
    dischargedPledgeIds: [],
    endedOfferIds: [offerId],
    endedAuthorisationIds: [],
    transfereeEvidence: seen,
    on: today,
    orderId: 'order-of-r-1',
    reservationId: 'r-1',
    ...more,
  });
const held = fact('ReservationHeld', {
  reservationId: 'r-1',
  orderId: 'order-of-r-1',
  expiresAt: '2026-12-04T15:59:59.999Z',
  policyVersion: 1,
});

describe('the sale of the right itself', () => {
  const onSale = licensed(selling());
  const past = [opened(), onSale, kept('r-1', selling())];

  it('keeps the entry for the buyer, then until he has to have paid, and moves it', () => {
    given(opened(), onSale).when(buy()).then(kept('r-1', selling()));
    given(...past)
      .when(hold())
      .then(held);
    given(...past, held)
      .when(hold())
      .thenNothing();
    given(...past, held)
      .when(convey())
      .then(moved());
    given(...past, held, moved())
      .when(convey())
      .thenNothing();
  });

  it('moves it until the time that it is held is over, and not after', () => {
    const last = '2026-12-04T15:59:59.998Z';
    expect(
      given(...past, held)
        .when(convey(last))
        .events(),
    ).toHaveLength(1);
    given(...past, held)
      .when(convey('2026-12-04T15:59:59.999Z'))
      .thenRefused('reservation_over');
    given(...past)
      .when(convey(expiresAt))
      .thenRefused('reservation_over');
    given(...past, lifted('r-1'))
      .when(hold())
      .thenRefused('reservation_over');
  });

  it('lets nobody else in while it is kept: neither licence nor transfer', () => {
    const plain = licensed({ offerId: 'offer-2', cap: 3 });
    given(opened(), onSale, plain, kept('r-1', selling()))
      .when(reserve('r-2', { offerId: 'offer-2', terms: terms() }))
      .thenRefused('entry_exclusively_reserved', { reservationId: 'r-1', expiresAt });
    given(...past)
      .when(reserve('r-2', { ...selling(), transfereeEvidence: seen }))
      .thenRefused('entry_exclusively_reserved', { reservationId: 'r-1', expiresAt });
  });

  it('goes with the licences that stand on it, and waits for those under way', () => {
    const one = licensed({ offerId: 'offer-2', cap: 3 });
    const way = { offerId: 'offer-2', terms: terms() };
    given(opened(), onSale, one, kept('r-9', way))
      .when(buy())
      .thenRefused('entry_exclusively_reserved', { reservationId: 'r-9', expiresAt });
    given(opened(), onSale, one, kept('r-9', way), grantOf('r-9'))
      .when(buy())
      .then(kept('r-1', selling()));
  });

  it('needs a registered buyer who is not the holder, and a seller who is', () => {
    given(opened(), onSale)
      .when(buy(undefined, { transfereeEvidence: [] }))
      .thenRefused('transferee_not_registered', { partyIds: [buyer] });
    given(opened(), onSale)
      .when(buy(undefined, { licenseePartyId: bank }))
      .thenRefused('counterparty_is_the_holder');
    given(opened(), onSale)
      .when(
        act(
          'ReserveLicence',
          { ...reservation('r-1', selling()), sellerPartyId: stranger, transfereeEvidence: seen },
          theSystem,
        ),
      )
      .thenRefused('not_the_holder');
    given(opened(), licensed(selling('1/2')))
      .when(buy())
      .thenRefused('licensing_not_authorised', { offerId });
  });

  it('needs every ranking pledgee, whose consent says what becomes of his pledge', () => {
    const consented = fact('DisposalConsented', {
      consentId: 'consent-1',
      holdingId: operation,
      capacity: 'pledgee',
      partyId: lender,
      pledgeId: pledgeId(1),
      disposal: 'transfer',
      offerId,
      pledge: 'discharged',
      proceeds: 'payDown',
      on: today,
      until: '2026-12-31',
    });
    given(opened(), onSale, pledged())
      .when(buy())
      .thenRefused('entry_pledged', { pledgeIds: [pledgeId(1)] });
    const relied = { consentIds: ['consent-1'] };
    given(opened(), onSale, pledged(), consented)
      .when(buy())
      .then(kept('r-1', { ...selling(), ...relied }));
    const keptSo = kept('r-1', { ...selling(), ...relied });
    given(opened(), onSale, pledged(), consented, keptSo)
      .when(convey())
      .then(moved({ ...relied, dischargedPledgeIds: [pledgeId(1)] }));
    given(opened(), onSale, pledged(), consented, keptSo, pledged(2))
      .when(convey())
      .thenRefused('entry_pledged', { pledgeIds: [pledgeId(2)] });
    given(...past, barred())
      .when(convey())
      .thenRefused('entry_barred', { barIds: ['bar-1'] });
  });

  it('ends what the seller had put up for sale: he has nothing left to offer', () => {
    given(...past, moved())
      .when(act('AuthoriseLicensing', licensing({ offerId: 'offer-3', holdingId: to })))
      .thenRefused('not_the_holder');
    given(...past, moved())
      .when(reserve('r-2', { ...selling(), transfereeEvidence: seen }))
      .thenRefused('licensing_not_authorised');
  });
});

describe('the sale of a share', () => {
  const shared = opened(
    entry({
      holders: [
        { partyId: bank, share: '2/3' },
        { partyId: stranger, share: '1/3' },
      ],
    }),
  );
  const agreed = fact('DisposalConsented', {
    consentId: 'co-owner',
    holdingId: operation,
    capacity: 'coOwner',
    partyId: stranger,
    disposal: 'transfer',
    on: today,
    until: '2026-12-31',
  });
  const onSale = licensed({ ...selling('1/2'), consentIds: ['co-owner'] });
  const holders = (...list: readonly (readonly [string, string])[]) =>
    entry({
      holdingId: to,
      from: today,
      holders: list.map(([partyId, share]) => ({ partyId, share })),
    });

  it('asks the co-owners when it is put up, and relies on them when it is sold', () => {
    const authorise = act('AuthoriseLicensing', licensing(selling('1/2')));
    given(shared)
      .when(authorise)
      .thenRefused('co_owners_must_agree', { partyIds: [stranger] });
    given(shared, agreed).when(authorise).then(onSale);
    const relied = { consentIds: ['co-owner'] };
    given(shared, agreed, onSale)
      .when(buy('1/2'))
      .then(kept('r-1', { ...selling('1/2'), ...relied }));
  });

  it('leaves exact fractions, also where a co-owner is the buyer', () => {
    const sold = (licenseePartyId: string) =>
      kept('r-1', { ...selling('1/2'), licenseePartyId, consentIds: ['co-owner'] });
    const toOf = (licenseePartyId: string) => {
      const [event] = given(shared, agreed, onSale, sold(licenseePartyId)).when(convey()).events();
      return event?.type === 'RightTransferred' ? event.data.to : undefined;
    };
    expect(toOf(buyer)).toEqual(holders([bank, '1/6'], [stranger, '1/3'], [buyer, '1/2']));
    expect(toOf(stranger)).toEqual(holders([bank, '1/6'], [stranger, '5/6']));
  });

  it('cannot be more than the seller has', () =>
    given(shared, agreed, licensed({ ...selling('3/4'), consentIds: ['co-owner'] }))
      .when(buy('3/4'))
      .thenRefused('terms_exceed_right', { field: 'part.share', held: '2/3' }));
});

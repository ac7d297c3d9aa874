import {
  act,
  bank,
  barred,
  buyer,
  exclusive,
  expiresAt,
  fact,
  given,
  grant,
  granted,
  licensed,
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
  theSystem,
} from './testing/title-samples.js';
import type { TitleEvent } from './title.events.js';

const reserve = (more: Parameters<typeof reservation>[1] = {}, id = 'reservation-1', at = now) =>
  act('ReserveLicence', { ...reservation(id, more), sellerPartyId: bank }, theSystem, at);
const on = <T extends 'ConfirmLicence' | 'ReleaseReservation' | 'LapseReservation'>(
  type: T,
  at = now,
) => act(type, { reservationId: 'reservation-1' } as never, theSystem, at);

const onSale = licensed({ terms: exclusive });
const lastMoment = '2026-11-24T01:59:59.999Z';
const confirmed: TitleEvent = fact('RightGranted', {
  grantId: 'reservation-1',
  holdingId: operation,
  granterPartyId: bank,
  granteePartyId: buyer,
  right: 'processing',
  terms: exclusive,
  orderId: 'order-of-reservation-1',
});
const gone = (reason: 'cancelled' | 'lapsed', releasedAt: string): TitleEvent =>
  fact('ReservationReleased', {
    reservationId: 'reservation-1',
    orderId: 'order-of-reservation-1',
    reason,
    releasedAt,
  });

describe('reserving a licence', () => {
  it('keeps the entry for an exclusive order for 24 hours', () =>
    given(opened(), onSale).when(reserve()).then(reserved()));

  it('says nothing to the same order again, and refuses its id to another', () => {
    given(opened(), onSale, reserved()).when(reserve()).thenNothing();
    given(opened(), onSale, reserved())
      .when(reserve({ orderId: 'order-2' }))
      .thenRefused('title_id_taken');
  });

  it('needs a title that is open and a seller who holds the entry', () => {
    given().when(reserve()).thenRefused('title_not_found');
    given(opened(), onSale)
      .when(act('ReserveLicence', { ...reservation(), sellerPartyId: stranger }, theSystem))
      .thenRefused('not_the_holder');
    given(opened(), onSale)
      .when(reserve({ licenseePartyId: bank }))
      .thenRefused('counterparty_is_the_holder');
  });

  it('needs the holder’s standing authorisation of this offer on these terms', () => {
    const refused = ['licensing_not_authorised', { offerId }] as const;
    const withdrawn = fact('LicensingWithdrawn', { offerId, reason: '撤回', on: '2026-11-23' });
    given(opened())
      .when(reserve())
      .thenRefused(...refused);
    given(opened(), onSale, withdrawn)
      .when(reserve())
      .thenRefused(...refused);
    given(opened(), licensed({ terms: terms({ exclusive: true, until: '2027-11-29' }) }))
      .when(reserve())
      .thenRefused(...refused);
    given(opened(), licensed({ terms: exclusive, until: '2026-11-22' }))
      .when(reserve())
      .thenRefused(...refused);
    given(opened(), licensed({ terms: exclusive, until: '2026-11-23' }))
      .when(reserve())
      .then(reserved());
  });

  it('refuses the second, naming the reservation, until its time is over', () => {
    const second = reserve({ licenseePartyId: otherBuyer }, 'reservation-2', lastMoment);
    given(opened(), onSale, reserved())
      .when(second)
      .thenRefused('entry_exclusively_reserved', { reservationId: 'reservation-1', expiresAt });
    const later = reserve({ licenseePartyId: otherBuyer }, 'reservation-2', expiresAt);
    expect(given(opened(), onSale, reserved()).when(later).events()).toHaveLength(1);
  });

  it('names the grant once the reservation has become one', () =>
    given(opened(), onSale, reserved(), confirmed)
      .when(reserve({}, 'reservation-2'))
      .thenRefused('entry_exclusively_granted', { grantId: 'reservation-1' }));

  it('is refused while pledged, barred, licensed or on ordinary sale, naming by what', () => {
    given(opened(), onSale, pledged(), pledged(2, { licensingStaysOpen: true }))
      .when(reserve())
      .thenRefused('entry_pledged', { pledgeIds: [pledgeId(1), pledgeId(2)] });
    given(opened(), onSale, barred())
      .when(reserve())
      .thenRefused('entry_barred', { barIds: ['bar-1'] });
    given(opened(), onSale, licensed({ offerId: 'offer-2' }), granted('grant-1'))
      .when(reserve())
      .thenRefused('entry_licensed', { grantIds: ['grant-1'], offerIds: ['offer-2'] });
  });

  it('lets another exclusive offer stand', () =>
    given(opened(), onSale, licensed({ offerId: 'offer-2', terms: exclusive }))
      .when(reserve())
      .then(reserved()));
});

describe('confirming a licence', () => {
  const past = [opened(), onSale, reserved()];

  it('turns the reservation into a grant of the same id, once', () => {
    given(...past)
      .when(on('ConfirmLicence', lastMoment))
      .then(confirmed);
    given(...past, confirmed)
      .when(on('ConfirmLicence'))
      .thenNothing();
  });

  it('comes too late when the time is over, also where nobody wrote that down', () => {
    given(...past)
      .when(on('ConfirmLicence', expiresAt))
      .thenRefused('reservation_over');
    given(...past, gone('cancelled', now))
      .when(on('ConfirmLicence'))
      .thenRefused('reservation_over');
    given(opened()).when(on('ConfirmLicence')).thenRefused('reservation_not_found');
  });

  it('is decided again: a pledge or a bar that came meanwhile wins', () => {
    given(...past, pledged())
      .when(on('ConfirmLicence'))
      .thenRefused('entry_pledged', { pledgeIds: [pledgeId(1)] });
    given(...past, barred())
      .when(on('ConfirmLicence'))
      .thenRefused('entry_barred');
  });

  it('does not ask again for an authorisation that was withdrawn meanwhile', () =>
    given(...past, fact('LicensingWithdrawn', { offerId, reason: '撤回', on: '2026-11-23' }))
      .when(on('ConfirmLicence'))
      .then(confirmed));
});

describe('the end of a reservation', () => {
  const past = [opened(), onSale, reserved()];

  it('is a release when the order is called off, a lapse when its time is over', () => {
    given(...past)
      .when(on('ReleaseReservation'))
      .then(gone('cancelled', now));
    given(...past)
      .when(on('ReleaseReservation', '2026-11-25T00:00:00.000Z'))
      .then(gone('lapsed', expiresAt));
    given(...past)
      .when(on('LapseReservation', expiresAt))
      .then(gone('lapsed', expiresAt));
  });

  it('does not come early, twice, or after the grant', () => {
    given(...past)
      .when(on('LapseReservation', lastMoment))
      .thenRefused('not_due');
    given(...past, gone('cancelled', now))
      .when(on('ReleaseReservation'))
      .thenNothing();
    given(...past, gone('cancelled', now))
      .when(on('LapseReservation', expiresAt))
      .thenNothing();
    given(...past, confirmed)
      .when(on('LapseReservation', expiresAt))
      .thenNothing();
    given(...past, confirmed)
      .when(on('ReleaseReservation'))
      .thenRefused('reservation_over');
  });

  it('leaves the entry free for ordinary grants again', () => {
    const ordinary = act('GrantRight', grant('grant-1'));
    given(...past)
      .when(ordinary)
      .thenRefused('entry_exclusively_reserved');
    given(...past, gone('cancelled', now))
      .when(ordinary)
      .then(granted('grant-1'));
  });
});

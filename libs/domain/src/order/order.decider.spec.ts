import { specOf } from '../testing/decider-spec.js';
import { orderKind } from './order.decider.js';
import type { OrderEvent } from './order.events.js';
import {
  buyer,
  cancel,
  cancelledEvent,
  content,
  contractedEvent,
  digest,
  expiresAt,
  grantedEvent,
  licensedEvent,
  noteGrant,
  noteLapse,
  noteReservation,
  otherDigest,
  outsider,
  place,
  placedEvent,
  refuseLicence,
  refusedEvent,
  reservationId,
  reservedEvent,
  seller,
  sign,
  signedEvent,
  undue,
} from './testing/order-samples.js';

const given = specOf(orderKind.decider);
const exclusive = placedEvent('exclusive');
const ordinary = placedEvent('ordinary');

describe('placing an order', () => {
  it('of an exclusive deal places it and leaves the rest to the title', () =>
    given().when(place('exclusive')).then(exclusive));

  it('of an ordinary deal gives the licence at once, naming the title version', () =>
    given().when(place('ordinary')).then(ordinary, licensedEvent));

  it('is refused under an id that is taken', () =>
    given(exclusive).when(place('exclusive')).thenRefused('order_already_placed'));

  it('is refused to the seller', () =>
    given()
      .when(place('exclusive', { by: seller }))
      .thenRefused('buyer_is_the_seller'));

  it('is refused when the offer was taken down, and for another’s draft as if there were none', () => {
    const on = (stage: 'draft' | 'delisted') =>
      given().when(place('exclusive', { offer: { stage } }));
    on('delisted').thenRefused('offer_not_listed');
    on('draft').thenRefused('offer_not_found');
  });

  it('is taken until the last day ends in Shanghai, and not after', () => {
    given()
      .when(place('exclusive', { now: '2026-03-31T15:59:59.999Z' }))
      .then(exclusive);
    given()
      .when(place('exclusive', { now: '2026-03-31T16:00:00.000Z' }))
      .thenRefused('offer_expired');
  });

  it('is refused when nothing is left of the licence', () => {
    const terms = { ...content('exclusive').terms, until: '2026-03-01' };
    given()
      .when(place('exclusive', { offer: { content: content('exclusive', { terms }) } }))
      .thenRefused('licence_term_over');
  });

  it('asks for one of the purposes that the terms name', () => {
    const terms = { ...content('exclusive').terms, purposes: ['反欺诈'] };
    const offer = { content: content('exclusive', { terms }) };
    given()
      .when(place('exclusive', { offer, purpose: '营销' }))
      .thenRefused('purpose_outside_terms');
    expect(
      given()
        .when(place('exclusive', { offer, purpose: '反欺诈' }))
        .events(),
    ).toHaveLength(1);
  });

  it('of an ordinary deal is refused with what closes the title', () =>
    given()
      .when(place('ordinary', { title: { suspendedBy: { pledgeIds: ['p-1'] } } }))
      .thenRefused('licensing_not_open', {
        reason: 'suspended',
        holdingId: content('ordinary').holdingId,
        titleVersion: 7,
        pledgeIds: ['p-1'],
      }));
});

describe('the title’s answer', () => {
  it('is a reservation that the order notes once', () => {
    given(exclusive).when(noteReservation()).then(reservedEvent);
    given(exclusive, reservedEvent).when(noteReservation()).thenNothing();
    given(exclusive, reservedEvent)
      .when(noteReservation('other'))
      .thenRefused('order_state_conflict');
  });

  it('comes too late for an order that was called off', () =>
    given(exclusive, cancelledEvent()).when(noteReservation()).thenNothing());

  it('is a refusal with its reason, kept once', () => {
    given(exclusive).when(refuseLicence).then(refusedEvent);
    given(exclusive, refusedEvent).when(refuseLicence).thenNothing();
  });

  it('may still be a refusal when the contract is signed, not when the grant is there', () => {
    const contracted = [exclusive, reservedEvent, contractedEvent];
    given(...contracted)
      .when(refuseLicence)
      .then({ ...refusedEvent, data: { ...refusedEvent.data, ...undue } } as OrderEvent);
    given(...contracted, grantedEvent)
      .when(refuseLicence)
      .thenRefused('order_state_conflict');
  });

  it('never concerns an ordinary order', () => {
    for (const news of [noteReservation(), refuseLicence, noteGrant(), noteLapse()]) {
      given(ordinary, licensedEvent).when(news).thenRefused('order_state_conflict');
    }
  });
});

describe('signing', () => {
  it('takes one signature of each side; the second makes the contract', () => {
    given(ordinary, licensedEvent).when(sign(seller)).then(signedEvent('seller'));
    given(ordinary, licensedEvent, signedEvent('seller'))
      .when(sign(buyer))
      .then(signedEvent('buyer'), contractedEvent);
    given(exclusive, reservedEvent, signedEvent('buyer'))
      .when(sign(seller))
      .then(signedEvent('seller'), contractedEvent);
  });

  it('says nothing when the same side signs the same again', () => {
    given(ordinary, licensedEvent, signedEvent('buyer')).when(sign(buyer)).thenNothing();
    given(ordinary, licensedEvent, signedEvent('buyer'), signedEvent('seller'), contractedEvent)
      .when(sign(buyer))
      .thenNothing();
  });

  it('may declare that the two sides are related parties', () => {
    const related = { ...sign(seller).data, isRelated: true };
    const signed = signedEvent('seller');
    given(ordinary, licensedEvent)
      .when({ ...sign(seller), data: related })
      .then({ ...signed, data: { ...signed.data, isRelated: true } } as OrderEvent);
    given(ordinary, licensedEvent)
      .when({ ...sign(seller), data: { ...related, isRelated: false } })
      .then(signed);
  });

  it('is refused to everybody else as if there were no order', () =>
    given(ordinary, licensedEvent).when(sign(outsider)).thenRefused('order_not_found'));

  it('waits for the title', () =>
    given(exclusive).when(sign(buyer)).thenRefused('order_not_signable'));

  it('ends at the very instant at which the reservation does', () => {
    given(exclusive, reservedEvent)
      .when(sign(buyer, digest, '2026-03-03T01:59:59.999Z'))
      .then(signedEvent('buyer'));
    given(exclusive, reservedEvent)
      .when(sign(buyer, digest, expiresAt))
      .thenRefused('reservation_expired');
  });

  it('refuses another contract, of one’s own side and of the other’s', () => {
    const past = [ordinary, licensedEvent, signedEvent('buyer')];
    given(...past)
      .when(sign(buyer, otherDigest))
      .thenRefused('already_signed');
    given(...past)
      .when(sign(seller, otherDigest))
      .thenRefused('contract_digest_differs');
  });
});

describe('after the contract', () => {
  const contracted = [exclusive, reservedEvent, contractedEvent];

  it('notes the grant once', () => {
    given(...contracted)
      .when(noteGrant())
      .then(grantedEvent);
    given(...contracted, grantedEvent)
      .when(noteGrant())
      .thenNothing();
    given(...contracted)
      .when(noteGrant('other'))
      .thenRefused('order_state_conflict');
  });

  it('takes no grant before both have signed', () =>
    given(exclusive, reservedEvent).when(noteGrant()).thenRefused('order_state_conflict'));
});

describe('calling off', () => {
  it('is open to both sides until both have signed, and says who', () => {
    given(exclusive).when(cancel(buyer)).then(cancelledEvent('withdrawnByBuyer'));
    given(ordinary, licensedEvent).when(cancel(seller)).then(cancelledEvent('withdrawnBySeller'));
    given(exclusive, reservedEvent, signedEvent('seller'))
      .when(cancel(buyer))
      .then(cancelledEvent('withdrawnByBuyer'));
    given(exclusive, reservedEvent, contractedEvent)
      .when(cancel(buyer))
      .thenRefused('order_not_cancellable');
    given(exclusive, refusedEvent).when(cancel(buyer)).thenRefused('order_not_cancellable');
  });

  it('is silent when repeated and refused to outsiders', () => {
    given(exclusive, cancelledEvent()).when(cancel(seller)).thenNothing();
    given(exclusive).when(cancel(outsider)).thenRefused('order_not_found');
  });

  it('happens by itself when the reservation lapses, even right after the second signature', () => {
    const lapsed = cancelledEvent('reservationLapsed');
    given(exclusive).when(noteLapse()).then(lapsed);
    given(exclusive, reservedEvent).when(noteLapse()).then(lapsed);
    given(exclusive, reservedEvent, contractedEvent)
      .when(noteLapse())
      .then({ ...lapsed, data: { ...lapsed.data, ...undue } } as OrderEvent);
    given(exclusive, reservedEvent, lapsed).when(noteLapse()).thenNothing();
    given(exclusive, reservedEvent).when(noteLapse('other')).thenRefused('order_state_conflict');
    given(exclusive, reservedEvent, contractedEvent, grantedEvent)
      .when(noteLapse(reservationId))
      .thenRefused('order_state_conflict');
  });
});

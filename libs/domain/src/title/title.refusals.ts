import type { DisposalRefusal } from './disposal.refusals.js';
import type { PledgeRefusal } from './pledge.refusals.js';

/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type TitleRefusal =
  | DisposalRefusal
  | PledgeRefusal
  /** There is no such title, or the caller may not see it. */
  | 'title_not_found'
  /** The title has so many events that only endings, releases and confirmations are taken. */
  | 'title_full'
  | 'holding_not_found'
  | 'grant_not_found'
  | 'licensing_not_found'
  | 'reservation_not_found'
  | 'lender_authorisation_not_found'
  | 'pledge_not_found'
  | 'bar_not_found'
  /** The id names something else in this stream: a new one needs a new `Idempotency-Key`. */
  | 'title_id_taken'
  /** Only the registrar that the application names does this. */
  | 'not_the_registrar'
  /** Only a holder of the entry (for a grant out of a grant: its grantee) does this. */
  | 'not_the_holder'
  /** Only giver, grantee or registrar end a grant. */
  | 'not_a_side_of_the_grant'
  /** Only the pledgee does this. */
  | 'not_the_pledgee'
  /** A joint entry is disposed of by all its holders: the others' consents are not recorded. */
  | 'co_owners_must_agree'
  /** A date does not exist, or a term ends before it begins. */
  | 'term_invalid'
  /** The term's last day has passed. */
  | 'term_over'
  /** The entry, or the grant that is given on, does not stand today. */
  | 'right_over'
  /** Only an operation right can be licensed, sold or pledged (guide art. 3). */
  | 'right_not_disposable'
  /** Nobody gives what he does not hold: `field` lies outside the giver's own right. */
  | 'terms_exceed_right'
  /** One cannot give a right, or security, to oneself. */
  | 'counterparty_is_the_holder'
  /** An exclusive grant stands on the entry in that time. */
  | 'entry_exclusively_granted'
  /** An exclusive licence is reserved on the entry. */
  | 'entry_exclusively_reserved'
  /** Exclusivity cannot be given: others have licences, or licences are on sale. */
  | 'entry_licensed'
  /** The entry is pledged, and the consents of the pledgees named are not recorded. */
  | 'entry_pledged'
  /** A bar stands on the entry or on the whole title. */
  | 'entry_barred'
  /** An entry with standing pledges, grants or reservations cannot be ended. */
  | 'entry_in_use'
  /** This offer has been authorised before; a new authorisation needs a new offer. */
  | 'offer_already_authorised'
  /** No standing authorisation of the holder covers this exclusive deal. */
  | 'licensing_not_authorised'
  /** What may be sold under an offer contradicts itself: a cap, exclusivity and the right itself. */
  | 'licensing_deal_invalid'
  /** So many licences as the offer's cap allows stand or are reserved. */
  | 'licence_cap_reached'
  /** The offer has no cap: any number of licences may be sold. */
  | 'licensing_uncapped'
  /** A cap is lowered to what is taken at the least, and never raised. */
  | 'licence_cap_out_of_range'
  /** The reservation was released or its time is over. */
  | 'reservation_over'
  /** The time of the reservation or claim is not over yet. */
  | 'not_due'
  /** An amount of money that is not above zero. */
  | 'amount_not_positive'
  /** Assets of government organs and public institutions cannot be pledged (财资〔2024〕167号). */
  | 'pledgor_not_pledgeable'
  /** A holder of the entry is not registered as a party, so his class is not known. */
  | 'pledgor_not_registered'
  /** The pledge was released, declined or has lapsed. */
  | 'pledge_over'
  /** A registered pledge can no longer be declined. */
  | 'pledge_already_registered'
  /** More would be released than is left. */
  | 'release_exceeds_pledge';

import type { RightStatement } from '../asset/asset.events.js';
import type { Recording } from '../asset/eligibility.rules.js';
import type { Money } from '../money.js';
import type { Act, DisposalCommand } from './disposal.commands.js';
import type { PartyNow, TransfereeEvidence } from './disposal.events.js';
import type { ControlEvidence, PledgeLifeCommand } from './pledge-life.commands.js';
import type { SoldRight } from './sale.events.js';
import type { ObjectEvidence } from './pledged-object.js';
import type { AssetEvidence, GrantTerms, PledgorEvidence, TitleEvent } from './title.events.js';
import type { TitleClockEvidence } from './title.policy.js';

/** What an event of a type says. */
export type DataOf<T extends TitleEvent['type']> = Extract<TitleEvent, { type: T }>['data'];

/** Process: the asset is registered, its rights statement becomes the first entries. */
type OpenTitle = Act<'OpenTitle', Omit<DataOf<'TitleOpened'>, 'assetId'>>;

/**
 * Registrar: one more entry. Pattern 2: who may hold what depends on where the data comes from, how
 * it came about and who the holder is.
 */
type RecordHolding = Act<
  'RecordHolding',
  {
    readonly entry: RightStatement;
    readonly assetEvidence: AssetEvidence;
    readonly recording: Recording;
  }
>;

/** Registrar: an entry no longer stands. */
type EndHolding = Act<'EndHolding', { readonly holdingId: string; readonly reason: string }>;

/**
 * Holder (or grantee, downwards): another party gets a right, the giver keeps his. Pattern 2: the
 * grantee where he is registered, and the asset.
 */
type GrantRight = Act<
  'GrantRight',
  Omit<
    DataOf<'RightGranted'>,
    'assetId' | 'granterPartyId' | 'orderId' | 'consentIds' | 'granteeEvidence'
  > & { readonly granteeEvidence?: PartyNow }
>;

/** Giver, grantee or registrar: a grant no longer stands, nor what descends from it. */
type EndGrant = Act<'EndGrant', { readonly grantId: string; readonly reason: string }>;

/** Holder: licences may be sold under this offer until a day. */
type AuthoriseLicensing = Act<
  'AuthoriseLicensing',
  Omit<DataOf<'LicensingAuthorised'>, 'assetId' | 'authoriserPartyId' | 'on' | 'consentIds'>
>;

type WithdrawLicensing = Act<
  'WithdrawLicensing',
  { readonly offerId: string; readonly reason: string }
>;

/** Holder: fewer licences may be sold under the offer. */
type LowerCap = Act<'LowerCap', { readonly offerId: string; readonly cap: number }>;

/** Process: an order takes its place on the title until it is contracted or its time is over. */
type ReserveLicence = Act<
  'ReserveLicence',
  {
    readonly reservationId: string;
    readonly holdingId: string;
    readonly offerId: string;
    readonly orderId: string;
    readonly sellerPartyId: string;
    readonly licenseePartyId: string;
    readonly terms: GrantTerms;
    /** The right itself is bought; absent: a licence. */
    readonly transfer?: SoldRight;
    /** Pattern 2: the buyer, where he is registered; of a sale of the right. */
    readonly transfereeEvidence?: readonly TransfereeEvidence[];
    /** The clocks that decisions of today follow (pattern 2); absent: as shipped. */
    readonly timing?: TitleClockEvidence;
  }
>;

/** Process: the sale of the right is contracted; it is kept until the buyer has to have paid. */
type HoldReservation = Act<
  'HoldReservation',
  {
    readonly reservationId: string;
    readonly sellerPartyId: string;
    /** Inclusive last day to pay. */
    readonly lastDay: string;
    readonly transfereeEvidence: readonly TransfereeEvidence[];
    readonly timing?: TitleClockEvidence;
  }
>;

/** How a right moves that an order has bought (pattern 2: the order that the process read). */
export type Conveyance = {
  readonly sellerPartyId: string;
  readonly contractDigest: string;
  readonly toHoldingId: string;
  readonly remainingHoldingId: string;
  readonly transfereeEvidence: readonly TransfereeEvidence[];
};

/** Process: the reservation becomes a grant, or what was sold moves to the buyer. */
type ConfirmLicence = Act<
  'ConfirmLicence',
  { readonly reservationId: string; readonly conveyance?: Conveyance }
>;

/** Process: the order was called off. */
type ReleaseReservation = Act<'ReleaseReservation', { readonly reservationId: string }>;

/** Sweep: writes down that a reservation's time is over. */
type LapseReservation = Act<'LapseReservation', { readonly reservationId: string }>;

/** Holder: a lender may look (`inspect`) or register a pledge (`pledge`). */
type AuthoriseLender = Act<
  'AuthoriseLender',
  Omit<DataOf<'LenderAuthorised'>, 'assetId' | 'on' | 'consentIds'>
>;

type WithdrawLenderAuthorisation = Act<
  'WithdrawLenderAuthorisation',
  { readonly authorisationId: string }
>;

/** Lender: registered where the pledgor's authorisation covers it, else claimed. */
type RegisterPledge = Act<
  'RegisterPledge',
  {
    readonly holdingId: string;
    readonly terms: DataOf<'PledgeRegistered'>['terms'];
    /** Credit enhancement without a pledge: no register has anything to show of it. */
    readonly withoutPledge?: boolean;
    /** Pattern 2: every holder as his own stream describes him. */
    readonly pledgorEvidence: readonly PledgorEvidence[];
    /** Pattern 2: the asset as its own stream describes it; absent: there is none to rely on. */
    readonly objectEvidence?: ObjectEvidence;
    /** The clocks that decisions of today follow (pattern 2); absent: as shipped. */
    readonly timing?: TitleClockEvidence;
  }
>;

/** Pledgor: takes a claim upon himself; decided again on the title as it stands. */
type ConfirmPledge = Act<
  'ConfirmPledge',
  {
    readonly pledgeId: string;
    readonly pledgorEvidence: readonly PledgorEvidence[];
    readonly objectEvidence?: ObjectEvidence;
  }
>;

type DeclinePledge = Act<'DeclinePledge', { readonly pledgeId: string; readonly reason: string }>;

/** Sweep: writes down that a claim's time is over. */
type LapseClaim = Act<'LapseClaim', { readonly pledgeId: string }>;

/** Pledgee: gives up a part (`amount`) or all of it. */
type ReleasePledge = Act<
  'ReleasePledge',
  {
    readonly pledgeId: string;
    readonly amount?: Money;
    readonly reason: string;
    /** Where the pledgee's policy asks for two persons: the proposal that this becomes. */
    readonly proposalId?: string;
    /** Pattern 2: that policy; absent: one person releases. */
    readonly control?: ControlEvidence;
  }
>;

/** Registrar: something limits disposal (pattern 1: the bar comes first). */
type RaiseBar = Act<
  'RaiseBar',
  Omit<DataOf<'BarRaised'>, 'assetId' | 'from'> & {
    /** Absent: today. */
    readonly from?: string;
  }
>;

type LiftBar = Act<'LiftBar', { readonly barId: string; readonly reason: string }>;

export type TitleCommand =
  | DisposalCommand
  | PledgeLifeCommand
  | OpenTitle
  | RecordHolding
  | EndHolding
  | GrantRight
  | EndGrant
  | AuthoriseLicensing
  | WithdrawLicensing
  | LowerCap
  | ReserveLicence
  | HoldReservation
  | ConfirmLicence
  | ReleaseReservation
  | LapseReservation
  | AuthoriseLender
  | WithdrawLenderAuthorisation
  | RegisterPledge
  | ConfirmPledge
  | DeclinePledge
  | LapseClaim
  | ReleasePledge
  | RaiseBar
  | LiftBar;

export type CommandOf<T extends TitleCommand['type']> = Extract<TitleCommand, { type: T }>;

import type { Meta } from '../decider.js';
import type { Correction, DisposalEvent, PartyNow, TransferOrder } from './disposal.events.js';
import type { ObjectEvidence, SecurityEvidence } from './pledged-object.js';
import type { TitleClockEvidence } from './title.policy.js';
import type { TransferGround, TransferPart } from './transfer-application.events.js';

/** What an event about disposal says. */
export type DisposalData<T extends DisposalEvent['type']> = Extract<
  DisposalEvent,
  { type: T }
>['data'];

/** What a party's own stream says that a decision about a title may rely on (pattern 2). */
export type PartyFact = {
  readonly partyId: string;
  /** Version of `party-<partyId>` that says so. */
  readonly version: number;
  readonly succession?: {
    readonly successors: DisposalData<'SuccessionNoted'>['successors'];
    readonly on: string;
  };
  readonly suspended?: true;
};

export type Act<T extends string, D extends object> = {
  readonly type: T;
  readonly data: {
    readonly assetId: string;
    /** Of the parties that the title names: those that were succeeded or are suspended. */
    readonly parties?: readonly PartyFact[];
  } & D;
  readonly meta: Meta;
};

export type { TransferPart } from './transfer-application.events.js';

/** Holder: all or part of an entry goes to others, and he keeps none of what goes. */
type TransferRight = Act<
  'TransferRight',
  {
    readonly transferId: string;
    readonly holdingId: string;
    readonly toHoldingId: string;
    /** Id of what stays, where only a part of the scope moves. */
    readonly remainingHoldingId: string;
    readonly transferees: readonly { readonly partyId: string; readonly share?: string }[];
    readonly part?: TransferPart;
    readonly contractDigest: string;
    /** Pattern 2: the transferees that are registered. */
    readonly transfereeEvidence: readonly PartyNow[];
    /** Pattern 2: the asset as its own stream describes it; absent: there is none to rely on. */
    readonly objectEvidence?: ObjectEvidence;
    /** Pattern 2: working days of the review under its scheme; absent: there is none. */
    readonly reviewDays?: number;
  }
>;

/** Transferee: applies with the transferor (guide art. 34). */
type JoinTransfer = Act<
  'JoinTransfer',
  {
    readonly transferId: string;
    /** The calendar that the review is counted by (pattern 2); absent: as shipped. */
    readonly timing?: TitleClockEvidence;
  }
>;

/** Transferor or transferee: does not want it. */
type WithdrawTransfer = Act<
  'WithdrawTransfer',
  { readonly transferId: string; readonly reason: string }
>;

/** Registrar: the review found nothing in the way; decided again on the title as it stands. */
type ApproveTransfer = Act<
  'ApproveTransfer',
  {
    readonly transferId: string;
    readonly transfereeEvidence: readonly PartyNow[];
    readonly objectEvidence?: ObjectEvidence;
  }
>;

/** Registrar: does not register it. */
type TurnTransferDown = Act<
  'TurnTransferDown',
  {
    readonly transferId: string;
    readonly ground: TransferGround;
    readonly explanation: string;
  }
>;

/** What becomes of a transfer that both sides apply for. */
export type TransferApplicationCommand =
  JoinTransfer | WithdrawTransfer | ApproveTransfer | TurnTransferDown;

/** Registrar: an authority's order moves a right against its holder's will. */
type TransferByOrder = Act<
  'TransferByOrder',
  Omit<TransferRight['data'], 'contractDigest' | 'objectEvidence' | 'reviewDays'> & {
    readonly byOrder: TransferOrder;
    /** Whose share it is, where a part of a joint entry's shares moves. */
    readonly fromPartyId?: string;
  }
>;

/** Co-owner or pledgee: agrees to a disposal. */
type ConsentToDisposal = Act<
  'ConsentToDisposal',
  Omit<DisposalData<'DisposalConsented'>, 'assetId' | 'partyId' | 'on'>
>;

type WithdrawConsent = Act<
  'WithdrawConsent',
  { readonly consentId: string; readonly reason: string }
>;

/** Lender: keeps an entry free for his registration, at most a day. */
type ReserveRegistration = Act<
  'ReserveRegistration',
  {
    readonly registrationReservationId: string;
    readonly holdingId: string;
    /** RFC 3339 UTC; absent: as long as the policy allows. */
    readonly until?: string;
    /** What a registration would rely on. */
    readonly evidence: SecurityEvidence;
    /** The clocks that decisions of today follow (pattern 2); absent: as shipped. */
    readonly timing?: TitleClockEvidence;
  }
>;

type EndRegistrationReservation = Act<
  'EndRegistrationReservation',
  { readonly registrationReservationId: string }
>;

/** Registrar: a bar is put off. */
type ExtendBar = Act<
  'ExtendBar',
  Pick<DisposalData<'BarExtended'>, 'barId' | 'until' | 'documentDigest' | 'documentNumber'>
>;

/** Registrar, one person: proposes to set something right. */
type ProposeCorrection = Act<
  'ProposeCorrection',
  {
    readonly correctionId: string;
    readonly correctedEvent: number;
    readonly correction: Correction;
    readonly reason: string;
  }
>;

/** Registrar, another person. */
type ApproveCorrection = Act<'ApproveCorrection', { readonly correctionId: string }>;
type RejectCorrection = Act<
  'RejectCorrection',
  { readonly correctionId: string; readonly reason: string }
>;

/** Process (pattern 1): the asset is to be cancelled; the title decides before the asset does. */
type CloseTitle = Act<
  'CloseTitle',
  { readonly reason: string } & (
    | { readonly mode: 'exOfficio' }
    | {
        readonly mode: 'voluntary';
        /** Who asks: a holder of what was registered. */
        readonly byPartyId: string;
      }
  )
>;

export type DisposalCommand =
  | TransferRight
  | TransferByOrder
  | TransferApplicationCommand
  | ConsentToDisposal
  | WithdrawConsent
  | ReserveRegistration
  | EndRegistrationReservation
  | ExtendBar
  | ProposeCorrection
  | ApproveCorrection
  | RejectCorrection
  | CloseTitle;

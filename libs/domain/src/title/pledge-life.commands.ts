import type { WorkingDays } from '../calendar.js';
import type { Money } from '../money.js';
import type { Act } from './disposal.commands.js';
import type { CorrectedTerms, EnforcementMethod, EnforcementSaid } from './pledge-action.js';
import type { AuthorityOrder, ClaimDue, FixingGround } from './pledge-life.events.js';
import type { LenderControl, PledgeClocks } from './pledge.policies.js';
import type { SecurityEvidence } from './pledged-object.js';
import type { ExternalRegistration } from './title.events.js';

/** The clocks of pledges and the calendar that they are counted by, as read (pattern 2). */
export type ClockEvidence = {
  readonly clocks: PledgeClocks;
  readonly policyVersion: number;
  readonly calendar: WorkingDays;
  readonly calendarVersion: number;
};

/** How many persons the pledgee's own policy asks for, as read (pattern 2). */
export type ControlEvidence = { readonly control: LenderControl; readonly policyVersion: number };

type OfPledge<More extends object = object> = { readonly pledgeId: string } & More;

export type PledgeLifeCommand =
  /** Pledgee: other terms, or more of them. */
  | Act<
      'AmendPledge',
      OfPledge<{
        readonly increase?: Money;
        readonly ranksAsExisting?: boolean;
        readonly contractDigest?: string;
        readonly externalRegistration?: ExternalRegistration;
        readonly licensingStaysOpen?: boolean;
        readonly reason: string;
        /** Where more is secured. */
        readonly evidence?: SecurityEvidence;
      }>
    >
  /** Pledgee: a later last day, while there is one to put off. */
  | Act<'ExtendPledge', OfPledge<{ readonly until: string; readonly contractDigest?: string }>>
  /** Pledgee: claim and pledge go to another lender. */
  | Act<
      'AssignPledge',
      OfPledge<{
        readonly toPartyId: string;
        readonly contractDigest: string;
        /** Pattern 2: version of the assignee's stream; 0: not registered. */
        readonly assigneeVersion: number;
      }>
    >
  /** Pledgee: lets another pledge go before his own. */
  | Act<
      'SubordinatePledge',
      OfPledge<{
        readonly subordinationId: string;
        readonly toPledgeId: string;
        readonly contractDigest: string;
      }>
    >
  /** Pledgee or pledgor: from here on no new claim is secured. */
  | Act<
      'FixClaims',
      OfPledge<{
        readonly ground: FixingGround;
        readonly claims: Money;
        readonly documentDigest?: string;
      }>
    >
  /** Pledgor: the claim is paid, release it. */
  | Act<
      'DemandRelease',
      OfPledge<{
        readonly reason: string;
        readonly documentDigest?: string;
        readonly clock: ClockEvidence;
      }>
    >
  /** Pledgor: the registration is wrong. */
  | Act<
      'RaisePledgeObjection',
      OfPledge<{
        readonly objectionId: string;
        readonly reason: string;
        readonly documentDigest?: string;
        readonly clock: ClockEvidence;
      }>
    >
  /** Objector: he went to court, or to arbitration. */
  | Act<'PursuePledgeObjection', OfPledge<AuthorityOrder & { readonly objectionId: string }>>
  | Act<
      'WithdrawPledgeObjection',
      OfPledge<{ readonly objectionId: string; readonly reason: string }>
    >
  /** Sweep: writes down that nobody went to court in time. */
  | Act<'LapsePledgeObjection', OfPledge<{ readonly objectionId: string }>>
  /** Registrar: an authority's order ends it. */
  | Act<'CancelPledgeByOrder', OfPledge<AuthorityOrder & { readonly reason: string }>>
  /** Sweep: writes down that the registration's last day has passed. */
  | Act<'LapsePledge', OfPledge>
  /** Pledgee: the object was turned into money. */
  | Act<
      'EnforcePledge',
      OfPledge<{
        readonly proposalId: string;
        readonly ground: string;
        readonly method: EnforcementMethod;
        readonly proceeds: Money;
        /** His own, and those of the others as far as he knows them. */
        readonly claims: readonly ClaimDue[];
        readonly documentDigest: string;
        readonly order?: AuthorityOrder;
        readonly control: ControlEvidence;
      }>
    >
  /**
   * What an event of the title says of it was a mistake, always two persons: the pledgee's; of a
   * fixing of claims also the pledgor's, of a cancellation by order the registrar's.
   */
  | Act<
      'CorrectPledge',
      OfPledge<{
        readonly proposalId: string;
        readonly correctedEvent: number;
        /** Of a fixing: what was owed; absent: nothing was fixed. */
        readonly claims?: Money;
        /** Of a cancellation: what shows the mistake. */
        readonly documentDigest?: string;
        /** Of an amendment or extension: all that was agreed; absent: nothing was. */
        readonly terms?: CorrectedTerms;
        /** Of an assignment: whose it is; absent: it goes back. */
        readonly toPartyId?: string;
        /** Pattern 2: version of that party's stream; 0: not registered. */
        readonly assigneeVersion?: number;
        /** Of an enforcement: as it was; absent: there was none. */
        readonly enforcement?: EnforcementSaid;
        readonly reason: string;
      }>
    >
  /** Another person of whose persons proposed it. */
  | Act<
      'ApprovePledgeAction',
      OfPledge<{
        readonly proposalId: string;
        /** Where a release is corrected. */
        readonly evidence: SecurityEvidence;
      }>
    >
  | Act<'RejectPledgeAction', OfPledge<{ readonly proposalId: string; readonly reason: string }>>;

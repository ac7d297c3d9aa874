import type { Decider, StreamKind } from '../decider.js';
import { shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import { extendBar, liftBar, raiseBar } from './bars.rules.js';
import { closeTitle } from './closing.rules.js';
import { consentToDisposal, withdrawConsent } from './consents.rules.js';
import { approveCorrection, proposeCorrection, rejectCorrection } from './corrections.rules.js';
import { endHolding, openTitle, recordHolding } from './entries.rules.js';
import { endGrant, grantRight } from './grants.rules.js';
import { authoriseLender, withdrawLenderAuthorisation } from './lenders.rules.js';
import { authoriseLicensing, lowerCap, withdrawLicensing } from './licensing.rules.js';
import { confirmPledge, declinePledge, lapseClaim, registerPledge } from './pledges.rules.js';
import { pledgeLifeRule, isPledgeLifeCommand } from './pledge-life.decider.js';
import { releasePledge } from './pledge-actions.rules.js';
import {
  confirmLicence,
  holdReservation,
  lapseReservation,
  releaseReservation,
  reserveLicence,
} from './reservations.rules.js';
import { endRegistrationReservation, reserveRegistration } from './registrations.rules.js';
import { newlyKnown, resolved } from './successions.js';
import { isTransferCommand, transferRule } from './transfers.decider.js';
import type { TitleCommand } from './title.commands.js';
import type { TitleEvent } from './title.events.js';
import { titleEventsMax } from './title.policy.js';
import { evolveTitle, initialTitle, type Title } from './title.state.js';

/** What an organisation that is suspended may not do: whatever gives or takes something new. */
const shutToSuspended: ReadonlySet<TitleCommand['type']> = new Set<TitleCommand['type']>([
  'GrantRight',
  'TransferRight',
  'JoinTransfer',
  'AuthoriseLicensing',
  'AuthoriseLender',
  'RegisterPledge',
  'ConfirmPledge',
  'ConsentToDisposal',
  'ReserveRegistration',
  'AmendPledge',
  'AssignPledge',
]);

/**
 * Pattern 2: what the parties' own streams say comes with the command. Successions that the title
 * did not know are recorded before what follows from them; the rules see the successors.
 */
const decide = (command: TitleCommand, title: Title): readonly TitleEvent[] => {
  const { parties = [], ...data } = command.data;
  const { actor, now } = command.meta;
  const isSuspended = parties.some((one) => one.partyId === actor.partyId && one.suspended);
  if (isSuspended && shutToSuspended.has(command.type)) return refuse('party_suspended');
  const gone = parties.find(({ partyId }) => partyId === actor.partyId)?.succession;
  if (gone !== undefined && gone.on <= shanghaiDate(now)) {
    const successorPartyIds = gone.successors.map(({ partyId }) => partyId);
    return refuse('party_succeeded', { successorPartyIds });
  }
  const noted = newlyKnown(parties, title);
  const seen = resolved(noted.reduce(evolveTitle, title), shanghaiDate(now));
  const decided = rule({ ...command, data } as TitleCommand, seen);
  return decided.length === 0 ? [] : [...noted, ...decided];
};

const rule = (command: TitleCommand, title: Title): readonly TitleEvent[] => {
  if (isPledgeLifeCommand(command)) return pledgeLifeRule(command, title);
  if (isTransferCommand(command)) return transferRule(command, title);
  switch (command.type) {
    case 'OpenTitle':
      return openTitle(command, title);
    case 'RecordHolding':
      return recordHolding(command, title);
    case 'EndHolding':
      return endHolding(command, title);
    case 'GrantRight':
      return grantRight(command, title);
    case 'EndGrant':
      return endGrant(command, title);
    case 'AuthoriseLicensing':
      return authoriseLicensing(command, title);
    case 'WithdrawLicensing':
      return withdrawLicensing(command, title);
    case 'LowerCap':
      return lowerCap(command, title);
    case 'HoldReservation':
      return holdReservation(command, title);
    case 'ReserveLicence':
      return reserveLicence(command, title);
    case 'ConfirmLicence':
      return confirmLicence(command, title);
    case 'ReleaseReservation':
      return releaseReservation(command, title);
    case 'LapseReservation':
      return lapseReservation(command, title);
    case 'AuthoriseLender':
      return authoriseLender(command, title);
    case 'WithdrawLenderAuthorisation':
      return withdrawLenderAuthorisation(command, title);
    case 'RegisterPledge':
      return registerPledge(command, title);
    case 'ConfirmPledge':
      return confirmPledge(command, title);
    case 'DeclinePledge':
      return declinePledge(command, title);
    case 'LapseClaim':
      return lapseClaim(command, title);
    case 'ReleasePledge':
      return releasePledge(command, title);
    case 'RaiseBar':
      return raiseBar(command, title);
    case 'LiftBar':
      return liftBar(command, title);
    case 'ExtendBar':
      return extendBar(command, title);
    case 'ConsentToDisposal':
      return consentToDisposal(command, title);
    case 'WithdrawConsent':
      return withdrawConsent(command, title);
    case 'ReserveRegistration':
      return reserveRegistration(command, title);
    case 'EndRegistrationReservation':
      return endRegistrationReservation(command, title);
    case 'ProposeCorrection':
      return proposeCorrection(command, title);
    case 'ApproveCorrection':
      return approveCorrection(command, title);
    case 'RejectCorrection':
      return rejectCorrection(command, title);
    case 'CloseTitle':
      return closeTitle(command, title);
  }
};

export const titleDecider: Decider<TitleCommand, TitleEvent, Title> = {
  initialState: initialTitle,
  evolve: evolveTitle,
  decide,
};

/** `title-<assetId>`: who may do what with one asset. */
export const titleKind: StreamKind<TitleCommand, TitleEvent, Title> = {
  category: 'title',
  decider: titleDecider,
  schemaVersions: {
    TitleOpened: 1,
    HoldingRecorded: 1,
    HoldingEnded: 1,
    RightGranted: 1,
    GrantEnded: 1,
    LicensingAuthorised: 1,
    LicensingWithdrawn: 1,
    LicensingCapLowered: 1,
    LicenceReserved: 1,
    ReservationHeld: 1,
    ReservationReleased: 1,
    LenderAuthorised: 1,
    LenderAuthorisationWithdrawn: 1,
    PledgeRegistered: 1,
    PledgeClaimed: 1,
    PledgeConfirmed: 1,
    PledgeDeclined: 1,
    PledgeClaimLapsed: 1,
    PledgeReleased: 1,
    PledgeAmended: 1,
    PledgeExtended: 1,
    PledgeAssigned: 1,
    PledgeSubordinated: 1,
    ClaimsFixed: 1,
    PledgeReleaseDemanded: 1,
    PledgeObjectionRaised: 1,
    PledgeObjectionPursued: 1,
    PledgeObjectionWithdrawn: 1,
    PledgeObjectionLapsed: 1,
    PledgeCancelledByOrder: 1,
    PledgeLapsed: 1,
    PledgeEnforced: 1,
    PledgeReleaseCorrected: 1,
    ClaimsFixingCorrected: 1,
    PledgeCancellationCorrected: 1,
    PledgeTermsCorrected: 1,
    PledgeAssignmentCorrected: 1,
    PledgeSubordinationCorrected: 1,
    PledgeEnforcementCorrected: 1,
    PledgeClearingCorrected: 1,
    PledgeActionProposed: 1,
    PledgeActionRejected: 1,
    BarRaised: 1,
    BarLifted: 1,
    BarExtended: 1,
    RightTransferred: 1,
    TransferApplied: 1,
    TransferJoined: 1,
    TransferWithdrawn: 1,
    TransferTurnedDown: 1,
    DisposalConsented: 1,
    ConsentWithdrawn: 1,
    RegistrationReserved: 1,
    RegistrationReservationEnded: 1,
    CorrectionProposed: 1,
    TitleCorrected: 1,
    CorrectionRejected: 1,
    TitleClosed: 1,
    SuccessionNoted: 1,
  },
  eventsMax: titleEventsMax,
};

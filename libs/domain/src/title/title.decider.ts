import type { Decider, StreamKind } from '../decider.js';
import { liftBar, raiseBar } from './bars.rules.js';
import { endHolding, openTitle, recordHolding } from './entries.rules.js';
import { endGrant, grantRight } from './grants.rules.js';
import { authoriseLender, withdrawLenderAuthorisation } from './lenders.rules.js';
import { authoriseLicensing, withdrawLicensing } from './licensing.rules.js';
import {
  confirmPledge,
  declinePledge,
  lapseClaim,
  registerPledge,
  releasePledge,
} from './pledges.rules.js';
import {
  confirmLicence,
  lapseReservation,
  releaseReservation,
  reserveLicence,
} from './reservations.rules.js';
import type { TitleCommand } from './title.commands.js';
import type { TitleEvent } from './title.events.js';
import { titleEventsMax } from './title.policy.js';
import { evolveTitle, initialTitle, type Title } from './title.state.js';

const decide = (command: TitleCommand, title: Title): readonly TitleEvent[] => {
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
    LicenceReserved: 1,
    ReservationReleased: 1,
    LenderAuthorised: 1,
    LenderAuthorisationWithdrawn: 1,
    PledgeRegistered: 1,
    PledgeClaimed: 1,
    PledgeConfirmed: 1,
    PledgeDeclined: 1,
    PledgeClaimLapsed: 1,
    PledgeReleased: 1,
    BarRaised: 1,
    BarLifted: 1,
  },
  eventsMax: titleEventsMax,
};

import { addDays, endOfShanghaiDay } from '@ledger/domain/calendar.js';
import { isPledgeLife } from '@ledger/domain/title/pledge-life.events.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { TitleDueView } from './title-due.view.js';

type Due =
  | { readonly is: 'begins'; readonly subject: string; readonly dueAt: string }
  | { readonly is: 'over'; readonly subject: string };

/** One row per reservation or claim that still waits. */
export const titleDueFold: RowFold<TitleEvent, TitleDueView> = {
  name: 'title-due',
  categories: ['title'],
  table: TitleDueView,
  key: 'subject',
  keysOf: (event) => {
    const due = dueOf(event);
    return due === undefined ? [] : [due.subject];
  },
  evolve: (_, event) => {
    const due = dueOf(event);
    if (due?.is !== 'begins') return undefined;
    return { subject: due.subject, assetId: event.data.assetId, dueAt: due.dueAt };
  },
};

const dueOf = (event: RecordedOf<TitleEvent>): Due | undefined => {
  // What waits in a pledge's life once it is registered is kept with the pledges.
  if (isPledgeLife(event)) return undefined;
  const { type, data } = event;
  switch (type) {
    case 'LicenceReserved':
    case 'ReservationHeld': {
      const dueAt = sortable(data.expiresAt);
      return { is: 'begins', subject: `reservation/${data.reservationId}`, dueAt };
    }
    case 'RightGranted':
      return { is: 'over', subject: `reservation/${data.grantId}` };
    case 'RightTransferred':
      if (data.reservationId === undefined) return undefined;
      return { is: 'over', subject: `reservation/${data.reservationId}` };
    case 'ReservationReleased':
      return { is: 'over', subject: `reservation/${data.reservationId}` };
    case 'PledgeClaimed': {
      // Over from the first instant after its last day: one millisecond after the end of that day.
      const dueAt = sortable(startOfShanghaiDay(addDays(data.lapsesAfter, 1)));
      return { is: 'begins', subject: `claim/${data.pledgeId}`, dueAt };
    }
    case 'PledgeConfirmed':
    case 'PledgeDeclined':
    case 'PledgeClaimLapsed':
      return { is: 'over', subject: `claim/${data.pledgeId}` };
    case 'PledgeReleased':
      return data.amount ? undefined : { is: 'over', subject: `claim/${data.pledgeId}` };
    case 'TitleOpened':
    case 'HoldingRecorded':
    case 'HoldingEnded':
    case 'GrantEnded':
    case 'LicensingAuthorised':
    case 'LicensingCapLowered':
    case 'LicensingWithdrawn':
    case 'LenderAuthorised':
    case 'LenderAuthorisationWithdrawn':
    case 'PledgeRegistered':
    case 'BarRaised':
    case 'BarLifted':
    case 'BarExtended':
    case 'DisposalConsented':
    case 'ConsentWithdrawn':
    case 'RegistrationReserved':
    case 'RegistrationReservationEnded':
    case 'TransferApplied':
    case 'TransferJoined':
    case 'TransferWithdrawn':
    case 'TransferTurnedDown':
    case 'CorrectionProposed':
    case 'TitleCorrected':
    case 'CorrectionRejected':
    case 'TitleClosed':
    case 'SuccessionNoted':
      return undefined;
  }
};

const startOfShanghaiDay = (date: string): string =>
  new Date(Date.parse(endOfShanghaiDay(addDays(date, -1))) + 1).toISOString();

/** Six decimals, whatever an instant came with. */
export const sortable = (instant: string): string => {
  const [seconds = '', decimals = ''] = instant.slice(0, -1).split('.');
  return `${seconds}.${decimals.padEnd(6, '0')}Z`;
};

import { minorUnits } from '@ledger/domain/money.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { PledgeView } from './pledge.view.js';

type PledgeEvent = Extract<TitleEvent, { type: `Pledge${string}` }>;
type Row = Omit<PledgeView, 'lastPosition'>;

/** One row per pledge or claim that there ever was. */
export const pledgeFold: RowFold<TitleEvent, PledgeView> = {
  name: 'pledge',
  categories: ['title'],
  table: PledgeView,
  key: 'pledgeId',
  keysOf: (event) => {
    if (event.type === 'RightTransferred') return event.data.dischargedPledgeIds;
    return isOfPledge(event) ? [event.data.pledgeId] : [];
  },
  evolve: (row, event) => {
    if (event.type === 'RightTransferred') return row && discharged(row, event.recordedAt);
    if (!isOfPledge(event)) return row;
    return event.type === 'PledgeRegistered' || event.type === 'PledgeClaimed'
      ? begun(event)
      : changed(existing(row, event), event);
  },
};

const isOfPledge = (event: RecordedOf<TitleEvent>): event is RecordedOf<PledgeEvent> => {
  switch (event.type) {
    case 'PledgeRegistered':
    case 'PledgeClaimed':
    case 'PledgeConfirmed':
    case 'PledgeDeclined':
    case 'PledgeClaimLapsed':
    case 'PledgeReleased':
      return true;
    case 'TitleOpened':
    case 'HoldingRecorded':
    case 'HoldingEnded':
    case 'RightGranted':
    case 'GrantEnded':
    case 'LicensingAuthorised':
    case 'LicensingWithdrawn':
    case 'LicenceReserved':
    case 'ReservationReleased':
    case 'LenderAuthorised':
    case 'LenderAuthorisationWithdrawn':
    case 'BarRaised':
    case 'BarLifted':
    case 'BarExtended':
    case 'RightTransferred':
    case 'DisposalConsented':
    case 'ConsentWithdrawn':
    case 'RegistrationReserved':
    case 'RegistrationReservationEnded':
    case 'CorrectionProposed':
    case 'TitleCorrected':
    case 'CorrectionRejected':
    case 'TitleClosed':
    case 'SuccessionNoted':
      return false;
  }
};

type Beginning = Extract<PledgeEvent, { type: 'PledgeRegistered' | 'PledgeClaimed' }>;
type Change = Exclude<PledgeEvent, Beginning>;

const begun = ({ type, data, version, position, recordedAt }: RecordedOf<Beginning>): Row => {
  const lapsesAfter = type === 'PledgeClaimed' ? data.lapsesAfter : null;
  const { until } = data.terms;
  return {
    pledgeId: data.pledgeId,
    assetId: data.assetId,
    holdingId: data.holdingId,
    pledgeePartyId: data.pledgeePartyId,
    pledgorPartyIds: data.pledgorPartyIds,
    state: lapsesAfter === null ? 'registered' : 'claimed',
    standsUntil: lapsesAfter === null || until < lapsesAfter ? until : lapsesAfter,
    terms: data.terms,
    remainingMinor: minorUnits(data.terms.amount).toString(),
    titleVersion: version,
    recordedPosition: position,
    recordedAt,
    registeredAt: lapsesAfter === null ? recordedAt : null,
    lapsesAfter,
    endedAt: null,
    endedReason: null,
  };
};

/** Ended with the transfer of its entry, as its pledgee had consented. */
const discharged = (row: Row, recordedAt: string): Row => ({
  ...row,
  state: 'released',
  endedAt: recordedAt,
  endedReason: 'discharged',
});

const changed = (row: Row, { type, data, recordedAt }: RecordedOf<Change>): Row => {
  const ended = (state: string, reason: string): Row => ({
    ...row,
    state,
    endedAt: recordedAt,
    endedReason: reason,
  });
  switch (type) {
    case 'PledgeConfirmed':
      return {
        ...row,
        state: 'registered',
        registeredAt: recordedAt,
        standsUntil: row.terms.until,
      };
    case 'PledgeDeclined':
      return ended('declined', data.reason);
    case 'PledgeClaimLapsed':
      return ended('lapsed', 'notConfirmed');
    case 'PledgeReleased': {
      if (data.amount === undefined)
        return { ...ended('released', data.reason), remainingMinor: '0' };
      const left = BigInt(row.remainingMinor) - minorUnits(data.amount);
      return { ...row, remainingMinor: left.toString() };
    }
  }
};

const existing = (row: PledgeView | undefined, { data }: RecordedOf<Change>): Row => {
  if (row === undefined) throw new Error(`Pledge ${data.pledgeId} changed before it was recorded.`);
  return row;
};

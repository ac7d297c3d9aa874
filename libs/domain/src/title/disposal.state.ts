import { change, end, endAll, known, put } from './maps.js';
import type { DisposalData } from './disposal.commands.js';
import type { Correction, DisposalEvent } from './disposal.events.js';
import type { Entry, Title } from './title.js';
import { applicationsAfter } from './transfer-application.state.js';

const disposalTypes: Readonly<Record<DisposalEvent['type'], true>> = {
  RightTransferred: true,
  TransferApplied: true,
  TransferJoined: true,
  TransferWithdrawn: true,
  TransferTurnedDown: true,
  DisposalConsented: true,
  ConsentWithdrawn: true,
  RegistrationReserved: true,
  RegistrationReservationEnded: true,
  BarRaised: true,
  BarExtended: true,
  BarLifted: true,
  CorrectionProposed: true,
  TitleCorrected: true,
  CorrectionRejected: true,
  TitleClosed: true,
  SuccessionNoted: true,
};

export const isDisposal = (event: { readonly type: string }): event is DisposalEvent =>
  Object.hasOwn(disposalTypes, event.type);

/** The title after a fact about disposal, as far as it changes. */
export const disposalAfter = (
  title: Title,
  event: DisposalEvent,
  version: number,
): Partial<Title> => {
  switch (event.type) {
    case 'RightTransferred':
      return transferred(title, event.data, version);
    case 'TransferApplied':
    case 'TransferJoined':
    case 'TransferWithdrawn':
    case 'TransferTurnedDown':
      return { transferApplications: applicationsAfter(title, event, version) };
    case 'DisposalConsented':
      return { consents: put(title.consents, event.data.consentId, { ...event.data, version }) };
    case 'ConsentWithdrawn':
      return { consents: end(title.consents, event.data.consentId, { ...event.data, version }) };
    case 'RegistrationReserved': {
      const { registrationReservationId: id } = event.data;
      const registrationReservations = put(title.registrationReservations, id, {
        ...event.data,
        version,
      });
      return { registrationReservations };
    }
    case 'RegistrationReservationEnded': {
      const { registrationReservationId: id, endedAt } = event.data;
      const over = { at: endedAt, version };
      return { registrationReservations: change(title.registrationReservations, id, { over }) };
    }
    case 'BarRaised':
      return { bars: put(title.bars, event.data.barId, { ...event.data, version }) };
    case 'BarLifted':
      return { bars: end(title.bars, event.data.barId, { ...event.data, version }) };
    case 'BarExtended': {
      const { barId, until } = event.data;
      const { extensions = [] } = known(title.bars, barId);
      const changed = { until, extensions: [...extensions, version] };
      return { bars: change(title.bars, barId, changed) };
    }
    case 'CorrectionProposed': {
      const proposed = { ...event.data, version };
      return { corrections: put(title.corrections, event.data.correctionId, proposed) };
    }
    case 'CorrectionRejected': {
      const decided = { as: 'rejected', version } as const;
      return { corrections: change(title.corrections, event.data.correctionId, { decided }) };
    }
    case 'TitleCorrected': {
      const decided = { as: 'approved', version } as const;
      return {
        corrections: change(title.corrections, event.data.correctionId, { decided }),
        ...corrected(title, event.data.correction, version),
      };
    }
    case 'TitleClosed':
      return closed(title, event.data, version);
    case 'SuccessionNoted':
      return { successions: put(title.successions, event.data.partyId, event.data) };
  }
};

/** The old entry ends and what it was goes on in the new ones; see `entry-line.ts`. */
const transferred = (
  title: Title,
  data: DisposalData<'RightTransferred'>,
  version: number,
): Partial<Title> => {
  const { fromHoldingId, transferId, reservationId, on } = data;
  const ending = { on, version, reason: 'transferred' };
  const next = data.remaining === undefined ? [data.to] : [data.to, data.remaining];
  const movedTo = next.map(({ holdingId }) => holdingId);
  const left = change(title.entries, fromHoldingId, { movedTo, ended: ending });
  const entries = next.reduce<Title['entries']>(
    (all, entry) =>
      put(all, entry.holdingId, { ...entry, cameFrom: fromHoldingId, version } satisfies Entry),
    left,
  );
  const pledges = data.dischargedPledgeIds.reduce<Title['pledges']>(
    (all, id) => change(all, id, { ended: { ...ending, as: 'released', reason: 'discharged' } }),
    title.pledges,
  );
  return {
    entries,
    pledges,
    transfers: put(title.transfers, transferId, { ...data, version }),
    ...(title.transferApplications.has(transferId) && {
      transferApplications: change(title.transferApplications, transferId, {
        decided: { as: 'registered', version },
      }),
    }),
    ...(reservationId !== undefined && {
      reservations: change(title.reservations, reservationId, { grantedVersion: version }),
    }),
    licensing: endAll(title.licensing, data.endedOfferIds, ending),
    authorisations: endAll(title.authorisations, data.endedAuthorisationIds, ending),
  };
};

/** Consents that a disposal relied on stand for no other. */
export const used = (
  consents: Title['consents'],
  ids: readonly string[] | undefined,
  version: number,
): Title['consents'] =>
  (ids ?? []).reduce((all, id) => change(all, id, { usedBy: version }), consents);

const corrected = (title: Title, { of, id, change: to }: Correction, version: number) => {
  if (of === 'bar') {
    const { corrections = [] } = known(title.bars, id);
    return { bars: change(title.bars, id, { ...to, corrections: [...corrections, version] }) };
  }
  const { corrections = [], holders } = known(title.entries, id);
  const { shares, ...particulars } = to;
  const shared = holders.map((holder, index) => {
    const share = shares?.[index];
    return share === undefined ? holder : { ...holder, share };
  });
  const changed = { ...particulars, holders: shared, corrections: [...corrections, version] };
  return { entries: change(title.entries, id, changed) };
};

/** Whatever gives somebody a right ends; pledges stay, to be seen and settled. */
const closed = (
  title: Title,
  data: DisposalData<'TitleClosed'>,
  version: number,
): Partial<Title> => {
  const ending = { on: data.on, version, reason: 'closed' };
  return {
    closed: { ...data, version },
    entries: endAll(title.entries, [...title.entries.keys()], ending),
    licensing: endAll(title.licensing, [...title.licensing.keys()], ending),
  };
};

import { addDays, daysBetween, shanghaiDate } from '../calendar.js';
import type { JsonObject } from '../json.js';
import { standsAs } from '../title/entry-line.js';
import { entrySpan, entryStands, pledgeStanding } from '../title/title.standing.js';
import type { Title } from '../title/title.js';
import { countingOn } from '../valuation/valuation.counting.js';
import type { RecordedValuation } from '../valuation/valuation.state.js';
import type { AlertGround, RiskKind, StreamSeen } from './alert.events.js';
import {
  dayAfter,
  type Found,
  type Judging,
  lenderGround,
  lenderOf,
  type OwnPledge,
  type Risk,
  secures,
  type Stake,
} from './risk.stake.js';

/** Something that a loan rests on and that has a last day. */
interface Ending {
  readonly kind: RiskKind;
  readonly key: string;
  readonly ground: AlertGround;
  /** Inclusive last day. */
  readonly endsOn: string;
  /** Last day of the loan; absent: no loan, or none that is known, so there are reminders only. */
  readonly loanEndsOn?: string | undefined;
  readonly about?: JsonObject;
  readonly streams: readonly StreamSeen[];
}

/** Appraisal, certificate, rights and registrations that end before the loan does. */
export const endingRisks = (stake: Stake, own: readonly OwnPledge[], judging: Judging): Found => {
  const endings = [
    ...certificate(stake, own),
    ...rights(stake, own, judging.at),
    ...registrations(stake, own, judging.at),
  ];
  const found = [...endings.map((one) => ending(one, judging)), valuation(stake, own, judging)];
  return {
    risks: found.flatMap(({ risks }) => risks),
    turns: found.flatMap(({ turns }) => turns),
  };
};

/** Foreseen as soon as it is known, told again on the days of the policy, and when it is over. */
const ending = (
  { kind, key, ground, endsOn, loanEndsOn, about = {}, streams }: Ending,
  { at, terms: { reminderDays } }: Judging,
): Found => {
  if (loanEndsOn !== undefined && endsOn >= loanEndsOn) return { risks: [], turns: [] };
  const date = shanghaiDate(at);
  const turns = [...reminderDays.map((days) => addDays(endsOn, -days)), dayAfter(endsOn)];
  const daysLeft = daysBetween(date, endsOn);
  const [reminder] = reminderDays.filter((days) => daysLeft <= days).toSorted((a, b) => a - b);
  const daysLeftMax = daysLeft < 0 ? 0 : reminder;
  if (daysLeftMax === undefined && loanEndsOn === undefined) return { risks: [], turns };
  const risk: Risk = {
    kind,
    severity: daysLeftMax === undefined ? 'info' : daysLeftMax === 0 ? 'critical' : 'warning',
    ground,
    breach: { key, ...(daysLeftMax !== undefined && { daysLeftMax }) },
    about: { endsOn, daysLeft, ...(loanEndsOn !== undefined && { loanEndsOn }), ...about },
    streams,
  };
  return { risks: [risk], turns };
};

const lastDayOf = (own: readonly OwnPledge[]): string | undefined =>
  own
    .map(({ loanEndsOn }) => loanEndsOn)
    .sort()
    .at(-1);

/** An appraisal that is valid now, or the one that was last. */
const valuation = (stake: Stake, own: readonly OwnPledge[], judging: Judging): Found => {
  const { valuations, seen } = stake;
  const date = shanghaiDate(judging.at);
  const common = {
    kind: 'valuationExpiring',
    ground: lenderGround(own),
    streams: [seen.valuation],
  } as const;
  const current = countingOn(valuations, date, lenderOf(stake, date))?.report;
  const issued = valuations.valuations.map(({ issuedOn }) => issuedOn);
  if (current !== undefined) {
    const { valuationId, validUntil: endsOn } = current;
    const key = `valuation/${valuationId}`;
    const about = { valuationId };
    const found = ending({ ...common, key, endsOn, loanEndsOn: lastDayOf(own), about }, judging);
    return { ...found, turns: [...found.turns, ...issued] };
  }
  const last = lastEnded(valuations.valuations, date);
  if (last === undefined) return { risks: [], turns: issued };
  const { valuationId, validUntil: endsOn, ended } = last;
  const breach = { key: `valuation/${valuationId}`, daysLeftMax: 0 };
  const about = { valuationId, endsOn, how: ended?.how ?? 'expired' };
  return { risks: [{ ...common, severity: 'critical', breach, about }], turns: issued };
};

const lastEnded = (
  valuations: readonly RecordedValuation[],
  date: string,
): RecordedValuation | undefined =>
  valuations
    .filter(({ issuedOn }) => issuedOn <= date)
    .reduce<RecordedValuation | undefined>(
      (latest, next) => (latest !== undefined && latest.baseDate > next.baseDate ? latest : next),
      undefined,
    );

/** What ended otherwise than by its last day has alerts of its own. */
const certificate = (
  { asset, title, seen }: Stake,
  own: readonly OwnPledge[],
): readonly Ending[] => {
  const { validUntil: endsOn, status, certificateNo } = asset;
  const isThere = ['registered', 'suspended', 'expired'].includes(status);
  if (endsOn === undefined || !isThere || title.closed !== undefined) return [];
  const kind = 'certificateExpiring';
  const about = certificateNo === undefined ? {} : { certificateNo };
  const loanEndsOn = lastDayOf(own);
  const key = 'certificate';
  return [
    {
      kind,
      key: `${key}/${endsOn}`,
      ground: lenderGround(own),
      endsOn,
      loanEndsOn,
      about,
      streams: [seen.asset],
    },
  ];
};

/** The entries that are pledged as they go on; without a pledge, those that could be. */
const rights = (
  { title, seen }: Stake,
  own: readonly OwnPledge[],
  at: string,
): readonly Ending[] => {
  if (title.closed !== undefined) return [];
  return entriesAtStake(title, own, at).flatMap((holdingId): Ending[] => {
    const entry = title.entries.get(holdingId);
    const endsOn = entry && entrySpan(entry).until;
    if (endsOn === undefined) return [];
    const on = own.filter(({ pledge }) =>
      goesOnIn(title, pledge.holdingId, at).includes(holdingId),
    );
    return [
      {
        kind: 'rightExpiring',
        key: `right/${holdingId}/${endsOn}`,
        ground: lenderGround(on),
        endsOn,
        loanEndsOn: lastDayOf(on),
        about: { holdingId },
        streams: [seen.title],
      },
    ];
  });
};

const goesOnIn = (title: Title, holdingId: string, at: string): readonly string[] =>
  standsAs(title, holdingId, shanghaiDate(at));

/** Entries on which the party has something, or, where it has nothing yet, could have. */
export const entriesAtStake = (
  title: Title,
  own: readonly OwnPledge[],
  at: string,
): readonly string[] => {
  const pledged = own.flatMap(({ pledge }) => goesOnIn(title, pledge.holdingId, at));
  if (pledged.length > 0) return [...new Set(pledged)];
  return [...title.entries.values()]
    .filter((entry) => entry.right === 'operation' && entryStands(entry, at))
    .map(({ holdingId }) => holdingId);
};

/** A registration that is over while its loan is not has lost its place. */
const registrations = (stake: Stake, own: readonly OwnPledge[], at: string): readonly Ending[] => {
  const { title, partyId, facilities, seen } = stake;
  const standing = own
    .filter(({ ground }) => ground === 'pledgee')
    .map(({ pledge, facility }) => ({ pledge, loan: facility }));
  const lapsed = [...title.pledges.values()]
    .filter((one) => one.pledgeePartyId === partyId && pledgeStanding(one, at) === 'lapsed')
    .map((pledge) => ({
      pledge,
      loan: facilities.find(
        (one) => secures(one, pledge.pledgeId) && one.state.drawn > one.state.repaid,
      ),
    }))
    .filter(({ loan }) => loan !== undefined);
  return [...standing, ...lapsed].map(({ pledge: { pledgeId, terms }, loan }) => {
    const { offer, request } = loan?.state ?? {};
    const isOver = terms.until < shanghaiDate(at);
    return {
      kind: 'registrationExpiring',
      key: `registration/${pledgeId}/${terms.until}`,
      ground: 'pledgee',
      endsOn: terms.until,
      // What has lapsed under a loan that is not paid is told whenever the loan is due.
      loanEndsOn: isOver ? undefined : (offer?.until ?? request?.until),
      about: { pledgeId, ...(loan !== undefined && { financingId: loan.financingId }) },
      streams: [seen.title],
    };
  });
};

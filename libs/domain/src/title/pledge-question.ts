import type { AssetState } from '../asset/asset.state.js';
import { shanghaiDate } from '../calendar.js';
import { labelOf } from '../classification/label.js';
import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import { isStateBody } from '../party/party-class.js';
import { standingOf } from '../party/standing-in.js';
import type { PartyClass } from '../party/party.events.js';
import { type Counting, countingAt } from '../valuation/valuation.counting.js';
import type { RelianceWarning } from '../valuation/valuation.reliance.js';
import type { RecordedValuation, ValuationState } from '../valuation/valuation.state.js';
import type { EntryEncumbrances } from './encumbrances.js';
import { orderOf, type Slice } from './pledge-order.js';
import { isInForce } from './pledged-object.js';
import { objectionStanding } from './pledge-objections.standing.js';
import { rankingPledges } from './title.standing.js';
import type { Pledge, Title } from './title.js';

/**
 * What a lender must be able to ask of one entry: is it free, what bars a new pledge, who must
 * consent, in which order claims stand and what covers them. Pure; true of one position of the log.
 */

export type StatusReason = {
  readonly code:
    /** These make a new pledge impossible here. */
    | 'right_not_disposable'
    | 'right_not_standing'
    | 'asset_not_in_force'
    | 'title_closed'
    | 'barred'
    | 'disputed'
    | 'possible_duplicate'
    | 'administrative_body'
    | 'core_data'
    | 'registration_reserved'
    /** These weigh on the entry already. */
    | 'pledged'
    | 'claimed'
    | 'exclusively_licensed'
    | 'licence_reserved'
    /** These are to be looked at. */
    | 'pledge_objection'
    | 'release_overdue'
    | 'certificate_run_out'
    | 'certificate_ends_before_pledge'
    | 'entrusted_processing'
    | 'joint_fusion'
    | 'export_limited';
  readonly weight: 'obstacle' | 'encumbrance' | 'notice';
  /** What it is about: pledges, bars, parties … */
  readonly ids: readonly string[];
};

/** What the streams beside the title say, as read in the same look. */
export interface Surroundings {
  readonly asset: AssetState;
  readonly valuations: ValuationState;
  readonly classOf: (partyId: string) => PartyClass | undefined;
}

export interface OrderedSlice extends Omit<Slice, 'since'> {
  /** Place from 1: by registration, then by agreement. */
  readonly place: number;
  /** Secured up to and with this slice. */
  readonly through: Money;
  /** `through` over the value, rounded up to four decimals. */
  readonly ratio?: string;
}

/** The appraisal that counted at an instant. */
export type Appraised = Pick<
  RecordedValuation,
  'valuationId' | 'firmPartyId' | 'value' | 'baseDate' | 'validUntil'
> & {
  /** The lender who asks chose it; otherwise it is the latest. */
  readonly chosen: boolean;
  readonly ratio?: string;
  /** Why to look twice before anything rests on it. */
  readonly warnings: readonly RelianceWarning[];
};

export interface PledgeAnswer {
  /** Nothing weighs on it: true as of the position of the look, never beyond. */
  readonly free: boolean;
  readonly newPledgePossible: boolean;
  readonly reasons: readonly StatusReason[];
  readonly order: readonly OrderedSlice[];
  readonly secured: Money;
  readonly valuation?: Appraised;
  /** Of each registered pledge: what was valid when it was registered. */
  readonly valuationThen: readonly (Appraised & { readonly pledgeId: string })[];
  /** Value over all that is secured, rounded down to four decimals. */
  readonly coverage?: string;
  readonly mustConsent: {
    readonly coOwnerPartyIds: readonly string[];
    readonly pledges: readonly { readonly pledgeId: string; readonly pledgeePartyId: string }[];
  };
}

/** When it is asked, and by whom. */
export interface QuestionAsked {
  /** An instant, RFC 3339 UTC. */
  readonly at: string;
  /** When a version of the title was recorded. */
  readonly recordedAt?: (version: number) => string;
  /** A lender, whose own choice of an appraisal counts. */
  readonly lenderPartyId?: string | undefined;
}

export const answerFor = (
  title: Title,
  found: EntryEncumbrances,
  surroundings: Surroundings,
  { at, recordedAt, lenderPartyId }: QuestionAsked,
): PledgeAnswer => {
  const { holdingId, holders, right } = found.entry;
  const ranking = rankingPledges(title, holdingId, at);
  const lenderPartyIds =
    lenderPartyId === undefined ? [] : standingOf(title, lenderPartyId, shanghaiDate(at)).sole;
  const counting = (instant: string) =>
    countingAt(surroundings.valuations, instant, { right, lenderPartyIds });
  const valuation = counting(at);
  const slices = orderOf(title, holdingId, at);
  const secured = slices.reduce((sum, { amount }) => sum + amount, 0n);
  const reasons = reasonsFor(title, found, surroundings, at);
  const value = valuation && minorUnits(valuation.report.value);
  const worth = valuation && { valuation: shown(valuation, secured) };
  return {
    free: reasons.every(({ weight }) => weight === 'notice'),
    newPledgePossible: reasons.every(({ weight }) => weight !== 'obstacle'),
    reasons,
    order: placed(slices, value),
    secured: fromMinorUnits(secured),
    ...worth,
    ...(value !== undefined && secured > 0n && { coverage: decimal((value * unit) / secured) }),
    valuationThen: ranking.flatMap(({ pledgeId, registered, terms }) => {
      if (registered === undefined || recordedAt === undefined) return [];
      const then = counting(recordedAt(registered.version));
      return then === undefined ? [] : [{ pledgeId, ...shown(then, minorUnits(terms.amount)) }];
    }),
    mustConsent: {
      coOwnerPartyIds: holders.length > 1 ? holders.map(({ partyId }) => partyId) : [],
      pledges: ranking.map(({ pledgeId, pledgeePartyId }) => ({ pledgeId, pledgeePartyId })),
    },
  };
};

const unit = 10_000n;

const decimal = (scaled: bigint): string =>
  `${scaled / unit}.${`${scaled % unit}`.padStart(4, '0')}`;

/** Never told better than it is: a loan's part of a value is rounded up. */
const ratioOf = (amount: bigint, value: bigint): { readonly ratio?: string } =>
  value <= 0n ? {} : { ratio: decimal((amount * unit + value - 1n) / value) };

const placed = (slices: readonly Slice[], value: bigint | undefined): readonly OrderedSlice[] => {
  let through = 0n;
  return slices.map(({ since: _, ...slice }, index) => {
    through += slice.amount;
    const part = value === undefined ? {} : ratioOf(through, value);
    return { ...slice, place: index + 1, through: fromMinorUnits(through), ...part };
  });
};

const shown = ({ report, isChosen: chosen, warnings }: Counting, amount: bigint): Appraised => {
  const { valuationId, firmPartyId, value, baseDate, validUntil } = report;
  const ratio = amount > 0n ? ratioOf(amount, minorUnits(value)) : {};
  return { valuationId, firmPartyId, value, baseDate, validUntil, chosen, warnings, ...ratio };
};

/** Adds a reason where there is anything that it is about. */
type Because = (
  code: StatusReason['code'],
  weight: StatusReason['weight'],
  ids: readonly string[],
) => void;

const reasonsFor = (
  title: Title,
  found: EntryEncumbrances,
  { asset, classOf }: Surroundings,
  at: string,
): readonly StatusReason[] => {
  const { entry, bars } = found;
  const { holdingId, holders, right } = entry;
  const inForce = isInForce(asset, shanghaiDate(at));
  const reserved = found.registrationReservations.map((one) => one.registrationReservationId);
  const organs = holders.filter(({ partyId }) => isStateBody(classOf(partyId)));
  const barIds = (some: typeof bars) => some.map(({ barId }) => barId);
  const of = (ground: string) => barIds(bars.filter((bar) => bar.ground === ground));
  const others = bars.filter(({ ground }) => !['dispute', 'possibleDuplicate'].includes(ground));
  const pledgesThat = (standing: string) =>
    found.pledges.filter((one) => one.standing === standing).map(({ pledge }) => pledge.pledgeId);
  const reasons: StatusReason[] = [];
  const because: Because = (code, weight, ids) => {
    if (ids.length > 0) reasons.push({ code, weight, ids });
  };
  because('right_not_disposable', 'obstacle', right === 'operation' ? [] : [holdingId]);
  because('right_not_standing', 'obstacle', found.standing ? [] : [holdingId]);
  because('asset_not_in_force', 'obstacle', inForce ? [] : [title.assetId]);
  because('title_closed', 'obstacle', title.closed === undefined ? [] : [title.assetId]);
  because('barred', 'obstacle', barIds(others));
  because('disputed', 'obstacle', of('dispute'));
  because('possible_duplicate', 'obstacle', of('possibleDuplicate'));
  because(
    'administrative_body',
    'obstacle',
    organs.map(({ partyId }) => partyId),
  );
  because('core_data', 'obstacle', labelOf(asset).grade === 'core' ? [title.assetId] : []);
  because('registration_reserved', 'obstacle', reserved);
  because('pledged', 'encumbrance', pledgesThat('registered'));
  because('claimed', 'encumbrance', pledgesThat('claimed'));
  const { exclusiveGrants, reservations } = found;
  because(
    'exclusively_licensed',
    'encumbrance',
    exclusiveGrants.map(({ grantId }) => grantId),
  );
  because(
    'licence_reserved',
    'encumbrance',
    reservations.map((one) => one.reservationId),
  );
  notice(because, title.assetId, { found, asset, at });
  return reasons;
};

const notice = (
  because: Because,
  assetId: string,
  {
    found: { pledges },
    asset: { application, validUntil },
    at,
  }: { readonly found: EntryEncumbrances; readonly asset: AssetState; readonly at: string },
): void => {
  const date = shanghaiDate(at);
  const live = pledges.filter(({ ordinal }) => ordinal !== undefined).map(({ pledge }) => pledge);
  const objected = live.filter(({ objections = [] }) =>
    objections.some((one) => ['open', 'pursued'].includes(objectionStanding(one, at))),
  );
  const overdue = live.filter(({ releaseDemand }) => (releaseDemand?.dueOn ?? date) < date);
  const longer = live.filter(({ terms }) => validUntil !== undefined && validUntil < terms.until);
  const { entrusted, jointFusion } = application?.circumstances ?? {};
  const says = (is: boolean): readonly string[] => (is ? [assetId] : []);
  because('pledge_objection', 'notice', pledgeIds(objected));
  because('release_overdue', 'notice', pledgeIds(overdue));
  because('certificate_run_out', 'notice', says(validUntil !== undefined && validUntil < date));
  because('certificate_ends_before_pledge', 'notice', pledgeIds(longer));
  because('entrusted_processing', 'notice', says(entrusted !== undefined));
  because('joint_fusion', 'notice', says(jointFusion !== undefined));
  because(
    'export_limited',
    'notice',
    says(namesExport.test(application?.description.limits ?? '')),
  );
};

const pledgeIds = (pledges: readonly Pledge[]) => pledges.map(({ pledgeId }) => pledgeId);

/** The form has one text for limits; one that speaks of leaving the country is for a person to read. */
const namesExport = /出境|境外|跨境|export/iu;

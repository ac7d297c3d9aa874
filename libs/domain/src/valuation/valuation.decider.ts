import type { RightKind } from '../asset/asset.events.js';
import { addDays, addMonths, shanghaiDate } from '../calendar.js';
import type { Meta, StreamKind } from '../decider.js';
import { normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import { checkApproaches, checkConclusion, checkDates, checkSignatories } from './report.rules.js';
import { type ChooseAppraisal, chooseAppraisal } from './valuation.choice.js';
import type { Appraisal, ValuationEvent } from './valuation.events.js';
import { computedResults } from './valuation.results.js';
import type { StatedResult } from './valuation.results.js';
import { evolveValuations, noValuations } from './valuation.state.js';
import type { RecordedValuation, ValuationState } from './valuation.state.js';

/** What the title said when it was asked (evidence: rule pattern 2). */
export interface TitleEvidence {
  readonly titleVersion: number;
  /** Holders of live entries; empty where there is no title. */
  readonly holderPartyIds: readonly string[];
  /** Those in whose places the holders stand by now, themselves included (0022). */
  readonly heldFor: readonly string[];
  /** Rights that live entries are of. */
  readonly rights: readonly RightKind[];
}

/**
 * Pattern 2: in whose place the actor's firm alone stands, as the parties' own streams said when the
 * command was made; absent: in its own. Namings and reports of those firms are its own.
 */
export interface ForFirm {
  readonly standsFor?: readonly string[];
}

/** A holder lets a firm see the asset and record appraisals of it until a day. */
export type NameAppraiser = {
  readonly type: 'NameAppraiser';
  readonly data: {
    readonly assetId: string;
    readonly firmPartyId: string;
    readonly until: string;
    readonly title: TitleEvidence;
  };
  readonly meta: Meta;
};

/** The named firm, which is the caller's organisation, records a report it has issued. */
export type RecordValuation = {
  readonly type: 'RecordValuation';
  readonly data: {
    readonly assetId: string;
    /** `quality` is the latest assessment in the asset's stream (evidence: rule pattern 2). */
    readonly appraisal: Omit<Appraisal, 'firmPartyId' | 'validUntil' | 'results'> & {
      readonly results: readonly StatedResult[];
      /** Default: base date + 1 year − 1 day, which is also the latest. */
      readonly validUntil?: string;
    };
    readonly title: TitleEvidence;
  } & ForFirm;
  readonly meta: Meta;
};

/** The firm no longer stands by its report; its naming may have ended meanwhile. */
export type WithdrawValuation = {
  readonly type: 'WithdrawValuation';
  readonly data: {
    readonly assetId: string;
    readonly valuationId: string;
    readonly reason: string;
  } & ForFirm;
  readonly meta: Meta;
};

/** A later report of the same firm, recorded before, comes in the place of an earlier one. */
export type SupersedeValuation = {
  readonly type: 'SupersedeValuation';
  readonly data: {
    readonly assetId: string;
    readonly valuationId: string;
    readonly byValuationId: string;
  } & ForFirm;
  readonly meta: Meta;
};

export type ValuationCommand =
  NameAppraiser | RecordValuation | SupersedeValuation | WithdrawValuation | ChooseAppraisal;

/** `valuation-<assetId>`. */
export const valuationKind: StreamKind<ValuationCommand, ValuationEvent, ValuationState> = {
  category: 'valuation',
  decider: {
    initialState: () => noValuations,
    evolve: evolveValuations,
    decide: (command, state) => {
      switch (command.type) {
        case 'NameAppraiser':
          return nameAppraiser(command, state);
        case 'RecordValuation':
          return recordValuation(command, state);
        case 'SupersedeValuation':
          return supersedeValuation(command, state);
        case 'WithdrawValuation':
          return withdrawValuation(command, state);
        case 'ChooseAppraisal':
          return chooseAppraisal(command, state);
      }
    },
  },
  schemaVersions: {
    AppraiserNamed: 1,
    ValuationRecorded: 1,
    ValuationSuperseded: 1,
    ValuationWithdrawn: 1,
    AppraisalChosen: 1,
  },
  eventsMax: 1_000,
};

/** Naming the same firm again changes its last day: that is how a naming is cut short, too. */
const nameAppraiser = ({ data, meta }: NameAppraiser, state: ValuationState): ValuationEvent[] => {
  const { assetId, firmPartyId, until, title } = data;
  const holderPartyId = meta.actor.partyId;
  if (!title.holderPartyIds.includes(holderPartyId)) return refuse('asset_not_found', { assetId });
  if (title.holderPartyIds.includes(firmPartyId)) {
    return refuse('appraiser_is_the_holder', { firmPartyId });
  }
  const known = state.appraisers.get(firmPartyId);
  if (known?.until === until && known.holderPartyId === holderPartyId) return [];
  const today = shanghaiDate(meta.now);
  if (until < today) return refuse('naming_until_past', { until, notBefore: today });
  const { titleVersion } = title;
  return [
    {
      type: 'AppraiserNamed',
      data: { assetId, firmPartyId, holderPartyId, until, titleVersion },
    },
  ];
};

const recordValuation = (
  { data, meta }: RecordValuation,
  state: ValuationState,
): ValuationEvent[] => {
  const { assetId, appraisal, title } = data;
  const firmPartyId = meta.actor.partyId;
  const firms = firmsOf(data, meta);
  checkNaming(assetId, title, firms, meta, state);
  if (title.holderPartyIds.includes(firmPartyId)) {
    return refuse('appraiser_is_the_holder', { firmPartyId });
  }
  checkIdentity(appraisal, firms, state);
  checkSignatories(appraisal.signatories);
  const missing = appraisal.rightsValued.filter((right) => !title.rights.includes(right));
  if (missing.length > 0) return refuse('valued_right_not_on_title', { rights: missing });
  checkApproaches(appraisal);
  const results = computedResults(appraisal.results, appraisal.quality);
  checkConclusion(appraisal);
  const latest = addDays(addMonths(appraisal.baseDate, 12), -1);
  const validUntil = appraisal.validUntil ?? latest;
  checkDates({ ...appraisal, validUntil }, latest, meta);
  return [
    {
      type: 'ValuationRecorded',
      data: {
        ...appraisal,
        assetId,
        firmPartyId,
        validUntil,
        rightsValued: [...new Set(appraisal.rightsValued)],
        results,
        value: normalMoney(appraisal.value),
        titleVersion: title.titleVersion,
      },
    },
  ];
};

const supersedeValuation = (
  { data, meta }: SupersedeValuation,
  state: ValuationState,
): ValuationEvent[] => {
  const { assetId, valuationId, byValuationId } = data;
  const firms = firmsOf(data, meta);
  checkFirm(assetId, firms, state);
  const former = standing(valuationId, firms, state);
  const latter = standing(byValuationId, firms, state);
  const { baseDate } = former;
  if (valuationId === byValuationId || latter.baseDate < baseDate) {
    refuse('superseding_report_older', { valuationId, byValuationId, notBefore: baseDate });
  }
  const at = meta.now;
  return [{ type: 'ValuationSuperseded', data: { assetId, valuationId, byValuationId, at } }];
};

const withdrawValuation = (
  { data, meta }: WithdrawValuation,
  state: ValuationState,
): ValuationEvent[] => {
  const { assetId, valuationId, reason } = data;
  const firms = firmsOf(data, meta);
  checkFirm(assetId, firms, state);
  standing(valuationId, firms, state);
  return [{ type: 'ValuationWithdrawn', data: { assetId, valuationId, reason, at: meta.now } }];
};

const firmsOf = ({ standsFor }: ForFirm, { actor }: Meta): readonly string[] =>
  standsFor ?? [actor.partyId];

/** A firm that was named or has recorded here looks after its reports, also when its naming is over. */
const checkFirm = (
  assetId: string,
  firms: readonly string[],
  { appraisers, valuations }: ValuationState,
): void => {
  const hasRecorded = valuations.some(({ firmPartyId }) => firms.includes(firmPartyId));
  const isNamed = firms.some((partyId) => appraisers.has(partyId));
  if (!isNamed && !hasRecorded) refuse('asset_not_found', { assetId });
};

/** The firm's own report that nothing has ended yet; one that has run out may still be withdrawn. */
const standing = (
  valuationId: string,
  firms: readonly string[],
  { valuations }: ValuationState,
): RecordedValuation => {
  const known =
    valuations.find((one) => one.valuationId === valuationId) ??
    refuse('valuation_not_found', { valuationId });
  if (!firms.includes(known.firmPartyId)) refuse('valuation_of_another_firm', { valuationId });
  if (known.ended !== undefined) {
    refuse('valuation_already_ended', { valuationId, ended: known.ended.how });
  }
  return known;
};

type Reported = RecordValuation['data']['appraisal'];

/** A firm that nobody ever named does not learn that the asset is there. */
const checkNaming = (
  assetId: string,
  { heldFor }: TitleEvidence,
  firms: readonly string[],
  { now }: Meta,
  { appraisers }: ValuationState,
): void => {
  const namings = firms.flatMap((partyId) => appraisers.get(partyId) ?? []);
  const latest = namings.toSorted((a, b) => (a.until < b.until ? 1 : -1))[0];
  if (latest === undefined) return refuse('asset_not_found', { assetId });
  const today = shanghaiDate(now);
  const stands = namings.some(
    ({ until, holderPartyId }) => today <= until && heldFor.includes(holderPartyId),
  );
  if (!stands) refuse('appraiser_naming_ended', { assetId, until: latest.until });
};

const checkIdentity = (
  { valuationId, reportNumber }: Reported,
  firms: readonly string[],
  { valuations }: ValuationState,
): void => {
  if (valuations.some((known) => known.valuationId === valuationId)) {
    refuse('valuation_already_recorded', { valuationId });
  }
  const twin = valuations.find(
    (known) =>
      firms.includes(known.firmPartyId) &&
      known.reportNumber === reportNumber &&
      known.ended?.how !== 'withdrawn',
  );
  if (twin !== undefined) {
    refuse('report_number_taken', { reportNumber, valuationId: twin.valuationId });
  }
};

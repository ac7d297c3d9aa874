import type { AssetEvent, Grade } from '../asset/asset.events.js';
import { checkOwnOrRegistrar } from '../asset/asset.guards.js';
import { type AssetState, hasStopped } from '../asset/asset.state.js';
import { addDays, addMonths, isDate, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import type { InForce } from '../policy/in-force.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { Label, SourceGrade } from './classification.events.js';
import type { ClassificationTerms } from './classification.policy.js';
import { gradeRank, highestGrade } from './grade.js';
import { type GradedItem, gradeItems, type Grading } from './grading.js';
import type { GradingTable } from './grading.policy.js';
import { labelOf } from './label.js';

/**
 * The holder, or the registrar, grades an asset anew: 谁管业务、谁管业务数据、谁管数据安全
 * (金规〔2024〕24号). Pattern 2: the sources' grades are evidence in the command; when one is raised
 * later, the process `source-impact` tells the derived asset's holders.
 */
export type Reclassify = {
  readonly type: 'Reclassify';
  readonly data: {
    readonly assetId: string;
    readonly label: Label;
    readonly reason: string;
    readonly evidenceDigest?: string;
    /** Absent: as long as the policy says. */
    readonly validUntil?: string;
    readonly sources: readonly SourceGrade[];
    readonly exceptionReason?: string;
    /** What the grade follows from; absent: it is stated without. */
    readonly items?: readonly [GradedItem, ...GradedItem[]];
    /** The policies that decisions of today follow (pattern 2). */
    readonly policy: InForce<ClassificationTerms>;
    readonly table: InForce<GradingTable>;
  };
  readonly meta: Meta;
};

/** The same label to the same day again is so already; to another day it is confirmed anew. */
export const reclassify = (
  { data, meta }: Reclassify,
  state: AssetState,
): readonly AssetEvent[] => {
  const { applicantPartyId } = checkOwnOrRegistrar(meta, state);
  const { assetId, label, reason, evidenceDigest, sources, exceptionReason, policy } = data;
  if (hasStopped(state)) return refuse('classification_not_possible', { status: state.status });
  checkBasis(label);
  const validUntil = lastDayOf(data.validUntil, policy.content, meta);
  const grading = data.items && gradeItems(data.items, data.table);
  checkGrading(label.grade, grading);
  checkSources(label.grade, sources, exceptionReason);
  const from = labelOf(state);
  const { classification: known } = state;
  const isKnown =
    known?.validUntil === validUntil && (!grading || sameJson(known.grading, grading));
  if (sameJson(from, label) && isKnown) return [];
  return [
    {
      type: 'AssetReclassified',
      data: {
        assetId,
        applicantPartyId,
        from,
        to: label,
        reason,
        ...(evidenceDigest === undefined ? {} : { evidenceDigest }),
        validUntil,
        regradeFrom: addDays(validUntil, -policy.content.dueDaysBefore),
        policyVersion: policy.version,
        ...(grading === undefined ? {} : { grading }),
        sources,
        ...(exceptionReason === undefined ? {} : { exceptionReason }),
      },
    },
  ];
};

const checkBasis = ({ origin, personalBasis }: Label): void => {
  if (origin === 'personal' && personalBasis === undefined) refuse('personal_basis_missing');
  if (origin !== 'personal' && personalBasis !== undefined) {
    refuse('personal_basis_contradicted', { personalBasis });
  }
};

const lastDayOf = (
  stated: string | undefined,
  policy: ClassificationTerms,
  { now }: Meta,
): string => {
  const today = shanghaiDate(now);
  const validUntil = stated ?? addMonths(today, policy.validityMonths);
  const notAfter = addMonths(today, policy.validityMonthsMax);
  return isDate(validUntil) && validUntil >= today && validUntil <= notAfter
    ? validUntil
    : refuse('classification_validity_out_of_range', { validUntil, notBefore: today, notAfter });
};

/** A grade may be stricter than its items call for, never less strict. */
const checkGrading = (grade: Grade, grading: Grading | undefined): void => {
  if (grading === undefined || gradeRank(grade) >= gradeRank(grading.grade)) return;
  const items = grading.items.filter(({ decides }) => decides).map(({ item }) => item);
  refuse('grade_below_items', { grade, highest: grading.grade, items });
};

/** 就高从严: below its strictest source only with a reason that stands in the log. */
const checkSources = (
  grade: Grade,
  sources: readonly SourceGrade[],
  exceptionReason: string | undefined,
): void => {
  const highest = highestGrade(sources.map((source) => source.grade));
  const isBelow = highest !== undefined && gradeRank(grade) < gradeRank(highest);
  if (isBelow && exceptionReason === undefined) {
    const stricter = sources.filter((source) => source.grade === highest);
    refuse('grade_below_sources', {
      grade,
      highest,
      assetIds: stricter.map(({ assetId }) => assetId),
    });
  }
  if (!isBelow && exceptionReason !== undefined) refuse('grade_exception_not_needed', { grade });
};

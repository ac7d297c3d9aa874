import type { AssetEvent, Grade } from '../asset/asset.events.js';
import { checkOwnOrRegistrar } from '../asset/asset.guards.js';
import { type AssetState, hasStopped } from '../asset/asset.state.js';
import { addMonths, isDate, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { Label, SourceGrade } from './classification.events.js';
import { classificationPolicy as policy } from './classification.policy.js';
import { gradeRank, highestGrade } from './grade.js';
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
  };
  readonly meta: Meta;
};

/** The same label to the same day again is so already; to another day it is confirmed anew. */
export const reclassify = (
  { data, meta }: Reclassify,
  state: AssetState,
): readonly AssetEvent[] => {
  const { applicantPartyId } = checkOwnOrRegistrar(meta, state);
  const { assetId, label, reason, evidenceDigest, sources, exceptionReason } = data;
  if (hasStopped(state)) return refuse('classification_not_possible', { status: state.status });
  checkBasis(label);
  const validUntil = lastDayOf(data.validUntil, meta);
  checkSources(label.grade, sources, exceptionReason);
  const from = labelOf(state);
  if (sameJson(from, label) && state.classification?.validUntil === validUntil) return [];
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
        policyVersion: policy.version,
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

const lastDayOf = (stated: string | undefined, { now }: Meta): string => {
  const today = shanghaiDate(now);
  const validUntil = stated ?? addMonths(today, policy.validityMonths);
  const notAfter = addMonths(today, policy.validityMonthsMax);
  return isDate(validUntil) && validUntil >= today && validUntil <= notAfter
    ? validUntil
    : refuse('classification_validity_out_of_range', { validUntil, notBefore: today, notAfter });
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

import { labelOf } from '../classification/label.js';
import type { Scheme } from '../policy/scheme.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { AssetDescription } from './asset.events.js';
import type { ApplicationTerms, AssetState } from './asset.state.js';
import { checkGradeRegistrable } from './eligibility.rules.js';

const labelFields = ['category', 'grade', 'origin'] as const;

/**
 * The description that a change or a correction leaves. Two things in it are none of theirs: the
 * sources, and who relied on them at which version (guide art. 35; `lineage.rules.ts`), and the
 * label, which is graded with its own evidence and warnings (`classification.rules.ts`). What says
 * nothing of these leaves them as they are.
 */
export const redescribed = (
  state: AssetState,
  { description: before }: ApplicationTerms,
  after: AssetDescription,
): AssetDescription => {
  if (!sameJson(sourceIds(before), sourceIds(after))) return otherSource('sources');
  checkLabelStands(state, after);
  const { category: _c, grade: _g, origin: _o, sources: _s, ...said } = after;
  const { category, grade, origin, sources } = before;
  return {
    ...said,
    ...(category && { category }),
    ...(grade && { grade }),
    ...(origin && { origin }),
    ...(sources && { sources }),
  };
};

/** Whoever says a label says the one that stands; another is graded by itself. */
const checkLabelStands = (state: Parameters<typeof labelOf>[0], after: AssetDescription): void => {
  const stands = labelOf(state);
  const regraded = labelFields.find(
    (field) => after[field] !== undefined && after[field] !== stands[field],
  );
  if (regraded !== undefined) {
    return refuse('label_is_graded', { field: `description.${regraded}` });
  }
};

/**
 * An application made anew or supplemented of data that was graded meanwhile: its label stands, and
 * bars what it bars. What was stated before anybody graded is stated anew.
 */
export const checkGradedLabel = (
  { classification }: AssetState,
  description: AssetDescription,
  { eligibility }: Scheme,
): void => {
  if (classification === undefined) return;
  checkGradeRegistrable(eligibility, classification.label.grade);
  checkLabelStands({ classification }, description);
};

/** How the data came about decides who may have which right: nobody changes that afterwards. */
export const checkSameSource = (before: AssetDescription, after: AssetDescription): void =>
  before.source === after.source ? undefined : otherSource('source');

const otherSource = (field: string): never =>
  refuse('change_of_source', { field: `description.${field}`, articles: ['35'] });

const sourceIds = ({ sources = [] }: AssetDescription): readonly string[] =>
  sources.map(({ assetId }) => assetId);

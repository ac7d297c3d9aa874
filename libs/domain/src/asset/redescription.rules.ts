import { labelOf } from '../classification/label.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { AssetDescription } from './asset.events.js';
import type { ApplicationTerms, AssetState } from './asset.state.js';

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
  const stands = labelOf(state);
  const regraded = labelFields.find(
    (field) => after[field] !== undefined && after[field] !== stands[field],
  );
  if (regraded !== undefined) {
    return refuse('label_is_graded', { field: `description.${regraded}` });
  }
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

/** How the data came about decides who may have which right: nobody changes that afterwards. */
export const checkSameSource = (before: AssetDescription, after: AssetDescription): void =>
  before.source === after.source ? undefined : otherSource('source');

const otherSource = (field: string): never =>
  refuse('change_of_source', { field: `description.${field}`, articles: ['35'] });

const sourceIds = ({ sources = [] }: AssetDescription): readonly string[] =>
  sources.map(({ assetId }) => assetId);

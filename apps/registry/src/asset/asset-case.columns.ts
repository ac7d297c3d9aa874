import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { type CaseTask, tasksAfter } from '@ledger/domain/asset/case.tasks.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { AssetView } from './asset.view.js';

/** The case of an asset: what is to be done, and by when. */
export type CaseColumns = Pick<AssetView, 'tasks' | 'caseDue'>;

/** Sorts behind every date. */
export const undated = '9999-12-31';

/** By what is due first; what has no last day comes last. */
export const byDueDay = (one: CaseTask, other: CaseTask): number => {
  const [a, b] = [one.dueBy ?? undated, other.dueBy ?? undated];
  return a === b ? 0 : a < b ? -1 : 1;
};

/** The case after a fact. */
export const caseAfter = (
  before: CaseColumns | undefined,
  event: RecordedOf<AssetEvent>,
): CaseColumns => {
  const tasks = tasksAfter(before?.tasks ?? [], event, event.metadata.effectiveOn);
  const [first] = tasks.toSorted(byDueDay);
  return first === undefined
    ? { tasks: null, caseDue: null }
    : { tasks, caseDue: first.dueBy ?? undated };
};

import { isDate, shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { CommandOf } from './title.commands.js';
import { checkRegistrar, checkSight, entryOf } from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import { factOf, type Title } from './title.state.js';

/**
 * A bar comes in whatever stands already: it takes nothing away, it stops what is new. It is taken
 * however long the title is, for an authority's freeze cannot wait.
 */
export const raiseBar = ({ data, meta }: CommandOf<'RaiseBar'>, title: Title): TitleEvent[] => {
  checkSight(title, meta);
  checkRegistrar(title, meta);
  const { barId, holdingId, until } = data;
  const known = title.bars.get(barId);
  const from = data.from ?? known?.from ?? shanghaiDate(meta.now);
  const raised = { ...data, from };
  if (known !== undefined) {
    return sameJson(factOf(known), raised) ? [] : refuse('title_id_taken', { id: barId });
  }
  if (holdingId !== undefined) entryOf(title, holdingId);
  if (!isDate(from)) return refuse('term_invalid', { field: 'from' });
  if (until !== undefined && (!isDate(until) || until < from)) {
    return refuse('term_invalid', { field: 'until' });
  }
  return [{ type: 'BarRaised', data: raised }];
};

export const liftBar = ({ data, meta }: CommandOf<'LiftBar'>, title: Title): TitleEvent[] => {
  checkSight(title, meta);
  checkRegistrar(title, meta);
  const { assetId, barId, reason } = data;
  const bar = title.bars.get(barId) ?? refuse('bar_not_found', { barId });
  if (bar.ended !== undefined) return [];
  const on = shanghaiDate(meta.now);
  return [{ type: 'BarLifted', data: { assetId, barId, reason, on } }];
};

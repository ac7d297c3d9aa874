import { isDate, shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { CommandOf } from './title.commands.js';
import { barStanding, barUntil } from './bars.standing.js';
import { checkBarring, checkRegistrar, checkSight, entryOf } from './title.conditions.js';
import type { BarGround, TitleEvent } from './title.events.js';
import { factOf, type Title } from './title.state.js';

/**
 * A bar stops what is new, so it begins on the day of its record at the earliest; nor does a freeze
 * go before those that were recorded first (法释〔2004〕15号).
 * Insolvency counts from the day on which the court took the case (企业破产法 art. 16).
 */
const backdated: ReadonlySet<BarGround> = new Set(['insolvency']);

/**
 * A bar comes in whatever stands already: it takes nothing away, it stops what is new. It is taken
 * however long the title is, for an authority's freeze cannot wait.
 */
export const raiseBar = ({ data, meta }: CommandOf<'RaiseBar'>, title: Title): TitleEvent[] => {
  checkSight(title, meta);
  checkBarring(title, meta);
  const { barId, holdingId, ground, until, months } = data;
  const known = title.bars.get(barId);
  const from = data.from ?? known?.from ?? shanghaiDate(meta.now);
  const raised = { ...data, from };
  if (known !== undefined) {
    return sameJson(factOf(known), raised) ? [] : refuse('title_id_taken', { id: barId });
  }
  if (holdingId !== undefined) entryOf(title, holdingId);
  if (!isDate(from)) return refuse('term_invalid', { field: 'from' });
  const today = shanghaiDate(meta.now);
  if (!backdated.has(ground) && from < today) {
    return refuse('term_invalid', { field: 'from', earliest: today });
  }
  if (until !== undefined && (!isDate(until) || until < from)) {
    return refuse('term_invalid', { field: 'until' });
  }
  const isTerm = months === undefined || (ground === 'freeze' && until === undefined);
  if (!isTerm) return refuse('term_invalid', { field: 'months' });
  return [{ type: 'BarRaised', data: raised }];
};

export const liftBar = ({ data, meta }: CommandOf<'LiftBar'>, title: Title): TitleEvent[] => {
  checkSight(title, meta);
  checkBarring(title, meta);
  const { assetId, barId, reason } = data;
  const bar = title.bars.get(barId) ?? refuse('bar_not_found', { barId });
  if (bar.ended !== undefined) return [];
  const on = shanghaiDate(meta.now);
  return [{ type: 'BarLifted', data: { assetId, barId, reason, on } }];
};

/**
 * Puts a bar's last day off (续封). One whose time is over cannot be extended: it is raised again
 * and takes a new place; nor one whose term has not begun because it waits.
 */
export const extendBar = ({ data, meta }: CommandOf<'ExtendBar'>, title: Title): TitleEvent[] => {
  checkSight(title, meta);
  checkRegistrar(title, meta);
  const { barId, until } = data;
  const bar = title.bars.get(barId) ?? refuse('bar_not_found', { barId });
  if (bar.until === until && bar.extensions !== undefined) return [];
  const standing = barStanding(title, bar, meta.now);
  const isYetToCome = bar.ended === undefined && bar.from > shanghaiDate(meta.now);
  if (standing === 'none' && !isYetToCome) return refuse('bar_over', { barId });
  const previousUntil = barUntil(title, bar, meta.now);
  if (previousUntil === undefined) {
    return refuse(bar.months === undefined ? 'bar_unlimited' : 'bar_waiting', { barId });
  }
  if (!isDate(until) || until <= previousUntil) {
    return refuse('term_invalid', { field: 'until', previousUntil });
  }
  const on = shanghaiDate(meta.now);
  return [{ type: 'BarExtended', data: { ...data, previousUntil, on } }];
};

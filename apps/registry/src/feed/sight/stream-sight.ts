import { shanghaiDate } from '@ledger/domain/calendar.js';
import { categoryOf, type RecordedEvent, subjectOf } from '@ledger/event-store/event.js';
import { bookEffects, journalEffects, periodsEffects } from './accounting.effects.js';
import { auditors, audienceOf } from './audience.js';
import { financingEffects } from './financing.effects.js';
import { type Effect, type Ground, type Grounds, type Level, levels } from './ground.js';
import { levelOf } from './level.js';
import { pledgeLifeEffects } from './pledge.effects.js';
import {
  assetEffects,
  importEffects,
  partyEffects,
  titleEffects,
  valuationEffects,
  watchEffects,
  policyEffects,
  webhookEffects,
} from './registry.effects.js';
import {
  needEffects,
  nettingEffects,
  offerEffects,
  orderEffects,
  sharingEffects,
  usageEffects,
  exportEffects,
  negotiationEffects,
  transferEffects,
  walletEffects,
} from './trade.effects.js';

type Effects = Readonly<Record<string, ((data: never) => readonly Effect[]) | undefined>>;

/** What events change by category. A category that is not here is the auditors' alone. */
export const effectsByCategory: Readonly<Record<string, Effects>> = {
  asset: assetEffects,
  title: { ...titleEffects, ...pledgeLifeEffects },
  valuation: valuationEffects,
  financing: financingEffects,
  party: partyEffects,
  import: importEffects,
  offer: offerEffects,
  need: needEffects,
  order: orderEffects,
  usage: usageEffects,
  wallet: walletEffects,
  export: exportEffects,
  sharing: sharingEffects,
  negotiation: negotiationEffects,
  transfer: transferEffects,
  netting: nettingEffects,
  watch: watchEffects,
  policy: policyEffects,
  webhook: webhookEffects,
  book: bookEffects,
  journal: journalEffects,
  periods: periodsEffects,
};

/** Streams of one asset share their readers. */
const ofAnAsset: ReadonlySet<string> = new Set(['asset', 'title', 'valuation']);

/** What the readers of a stream are kept under. */
export const sightKeyOf = (stream: string): string =>
  ofAnAsset.has(categoryOf(stream)) ? `asset-${subjectOf(stream)}` : stream;

const effectsOf = ({ stream, type, data }: RecordedEvent): readonly Effect[] => {
  const category = categoryOf(stream);
  return effectsByCategory[category]?.[type]?.(data as never) ?? [];
};

/** Who reads one event, and how much of it: level by audience. */
export type Readers = ReadonlyMap<string, Level>;

export interface Sighted {
  /** Grounds after the event. */
  readonly grounds: Grounds;
  readonly readers: Readers;
}

/**
 * Who reads an event, judged where it stands in the log: those who could read before it (whoever it
 * shuts out learns so from it) and those whom it lets in. A ground with a last day shows nothing
 * that was recorded after that day.
 */
export const sighted = (before: Grounds, event: RecordedEvent): Sighted => {
  const effects = effectsOf(event);
  const grounds = changed(before, effects);
  const about = new Set(effects.map(({ reason }) => reason));
  const today = shanghaiDate(event.recordedAt);
  const readers = new Map<string, Level>([[auditors, levels.full]]);
  for (const [reason, all] of [...Object.entries(before), ...Object.entries(grounds)]) {
    for (const ground of all) {
      if (ground.until !== undefined && ground.until < today) continue;
      if (!effects.every((effect) => isOpenTo(effect, reason, ground))) continue;
      const level = levelOf(ground, event, about.has(reason));
      const audience = audienceOf(ground);
      if (level !== undefined && level > (readers.get(audience) ?? 0)) {
        readers.set(audience, level);
      }
    }
  }
  return { grounds, readers };
};

const isOpenTo = (effect: Effect, reason: string, { partyId }: Ground): boolean => {
  if (effect.is !== 'inner') return true;
  return effect.partyId === undefined ? effect.reason === reason : effect.partyId === partyId;
};

const changed = (before: Grounds, effects: readonly Effect[]): Grounds => {
  if (effects.every(({ is }) => is === 'concerns' || is === 'inner')) return before;
  const grounds = { ...before };
  for (const effect of effects) {
    if (effect.is === 'lets in') grounds[effect.reason] = effect.grounds;
    else if (effect.is === 'ends') delete grounds[effect.reason];
    else if (effect.is === 'confirms') grounds[effect.reason] = confirmed(before[effect.reason]);
  }
  return grounds;
};

const confirmed = (claim: readonly Ground[] = []): readonly Ground[] =>
  claim.map(({ partyId }) => ({ kind: 'lender', ...(partyId === undefined ? {} : { partyId }) }));

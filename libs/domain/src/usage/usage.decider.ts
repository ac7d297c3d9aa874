import type { Meta, StreamKind } from '../decider.js';
import type { Entitlement } from '../entitlement/entitlement.js';
import { sideOf } from '../order/order.state.js';
import { refuse } from '../refusal.js';
import { openingOf } from './usage.carry.js';
import type { RecordUsage, UsageCommand } from './usage.commands.js';
import type { PeriodName, RecordedUse, UsageEvent } from './usage.events.js';
import { judgedUses } from './usage.rules.js';
import { evolveUsage, monthOf } from './usage.state.js';
import type { UsageState } from './usage.state.js';

/** Events of use in one period, at most; then the next part opens. */
export const batchesMax = 500;

/** Bytes of uses in one event, at most: an event carries 64 KiB with everything around them. */
const usesBytesMax = 60_000;

/** `usage-<orderId>-<yyyy-MM>` and its parts. */
export const usageKind: StreamKind<UsageCommand, UsageEvent, UsageState> = {
  category: 'usage',
  decider: {
    initialState: () => undefined,
    evolve: evolveUsage,
    decide: (command, state) => recordUsage(command, state),
  },
  schemaVersions: {
    UsagePeriodOpened: 1,
    UsageMetersCarried: 1,
    UsageRecorded: 1,
    UsagePeriodClosed: 1,
  },
  // The opening with what it carries, the batches (the last request may bring two) and the closing.
  eventsMax: 600,
};

const recordUsage = ({ data, meta }: RecordUsage, state: UsageState): readonly UsageEvent[] => {
  const { orderId, order } = data;
  const entitlement = checkOrder(data, meta);
  const opening = state === undefined ? openingOf(data, entitlement) : [];
  const period = opening.reduce(evolveUsage, state);
  if (period === undefined) throw new Error('A period of use was not opened.');
  if (period.next !== undefined) return [];
  const thisMonth = monthOf(meta.now);
  if (period.month < thisMonth) {
    return [...opening, closing(orderId, { month: thisMonth, part: 1 })];
  }
  const uses = judgedUses(data, entitlement, period, meta.now);
  const recorded = chunked(uses).map((events): UsageEvent => ({
    type: 'UsageRecorded',
    data: {
      orderId,
      meterId: data.meterId,
      unit: period.unit,
      events,
      requestLogDigest: data.requestLogDigest,
      orderVersion: order.version,
      policyVersion: data.policy.version,
    },
  }));
  const isFull = period.batches + recorded.length >= batchesMax;
  const next = { month: period.month, part: period.part + 1 };
  return [...opening, ...recorded, ...(isFull ? [closing(orderId, next)] : [])];
};

/** An outsider gets the same answer as for an order that is not there. */
const checkOrder = (
  { orderId, order, standsFor }: RecordUsage['data'],
  { actor }: Meta,
): Entitlement => {
  const side = sideOf(order, standsFor);
  if (actor.role !== 'operator' && side !== 'seller') {
    refuse(side === 'buyer' ? 'not_the_metering_side' : 'order_not_found', { orderId });
  }
  return order.entitlement ?? refuse('order_not_in_use', { orderId, state: order.stage });
};

const closing = (orderId: string, next: PeriodName): UsageEvent => ({
  type: 'UsagePeriodClosed',
  data: { orderId, next },
});

/** Uses in runs that fit into an event each; nearly always one. */
const chunked = (uses: readonly RecordedUse[]): readonly (readonly RecordedUse[])[] => {
  const chunks: RecordedUse[][] = [];
  let bytes = Infinity;
  for (const use of uses) {
    // Numbers, words of ours and instants: a character is a byte.
    const length = JSON.stringify(use).length + 1;
    bytes += length;
    if (bytes > usesBytesMax) {
      chunks.push([]);
      bytes = length;
    }
    chunks.at(-1)?.push(use);
  }
  return chunks;
};

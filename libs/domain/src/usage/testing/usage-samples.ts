import type { Role } from '../../decider.js';
import type { Entitlement } from '../../entitlement/entitlement.js';
import type { RecordUsage } from '../usage.commands.js';
import type { PeriodName, UsageEvent, UsageLine } from '../usage.events.js';
import { usageKind } from '../usage.decider.js';
import type { UsagePeriod, UsageState } from '../usage.state.js';

/** Literal facts for the specs of metering: one order, in use from 1 March to 30 June 2026. */
export const seller = '11111111-1111-5111-8111-111111111111';
export const buyer = '22222222-2222-5222-8222-222222222222';
export const outsider = '33333333-3333-5333-8333-333333333333';
export const orderId = 'aaaaaaaa-aaaa-5aaa-8aaa-aaaaaaaaaaaa';
export const digest = 'd'.repeat(64);

/** 10:00 on 16 March 2026 in Shanghai. */
export const now = '2026-03-16T02:00:00.000Z';
export const march: PeriodName = { month: '2026-03', part: 1 };
export const april: PeriodName = { month: '2026-04', part: 1 };

export const entitlement = (more: Partial<Entitlement> = {}): Entitlement => ({
  orderId,
  sellerPartyId: seller,
  buyerPartyId: buyer,
  purpose: '信贷风险评估',
  from: '2026-03-01',
  until: '2026-06-30',
  metering: { unit: 'call' },
  ...more,
});

export const meta = (partyId = seller, at = now, role: Role = 'manager') => ({
  actor: { person: 'person-token', partyId, role },
  now: at,
});

/** One call on 16 March unless told otherwise. */
export const use = (sequence: number, more: Partial<UsageLine> = {}): UsageLine => ({
  sequence,
  usedAt: '2026-03-16T01:00:00.000Z',
  quantity: 1,
  ...more,
});

/** Takes back what an earlier sequence number said. */
export const correction = (
  sequence: number,
  corrects: number,
  quantity = -1,
  more: Partial<UsageLine> = {},
): UsageLine => use(sequence, { corrects, quantity, ...more });

export const uses = (...sequences: readonly number[]): readonly UsageLine[] =>
  sequences.map((sequence) => use(sequence));

export interface Report {
  readonly meterId?: string;
  readonly by?: string;
  readonly standsFor?: readonly string[];
  readonly role?: Role;
  readonly at?: string;
  readonly order?: Partial<RecordUsage['data']['order']>;
  readonly terms?: Partial<Entitlement>;
  readonly policy?: Partial<RecordUsage['data']['policy']['terms']>;
  readonly period?: PeriodName;
  readonly previous?: UsagePeriod;
}

export const report = (lines: readonly UsageLine[], more: Report = {}): RecordUsage => ({
  type: 'RecordUsage',
  data: {
    orderId,
    meterId: more.meterId ?? 'gateway-1',
    lines,
    requestLogDigest: digest,
    order: {
      version: 4,
      stage: 'contracted',
      sellerPartyId: seller,
      buyerPartyId: buyer,
      entitlement: entitlement(more.terms),
      ...more.order,
    },
    standsFor: more.standsFor ?? [more.by ?? seller],
    policy: {
      version: 1,
      terms: { futureToleranceSeconds: 300, lateDaysMax: 400, ...more.policy },
    },
    period: more.period ?? march,
    ...(more.previous && { previous: more.previous }),
  },
  meta: meta(more.by, more.at, more.role),
});

export const openedEvent: UsageEvent = {
  type: 'UsagePeriodOpened',
  data: {
    orderId,
    sellerPartyId: seller,
    buyerPartyId: buyer,
    ...march,
    unit: 'call',
    months: [],
    uncounted: { beforeTerm: 0, afterExpiry: 0, noResult: 0 },
  },
};

export const recordedEvent = (
  events: Extract<UsageEvent, { type: 'UsageRecorded' }>['data']['events'],
  meterId = 'gateway-1',
): UsageEvent => ({
  type: 'UsageRecorded',
  data: {
    orderId,
    meterId,
    unit: 'call',
    events,
    requestLogDigest: digest,
    orderVersion: 4,
    policyVersion: 1,
  },
});

/** The state after a report, and what it recorded. */
export const after = (
  state: UsageState,
  command: RecordUsage,
): { readonly state: UsagePeriod; readonly events: readonly UsageEvent[] } => {
  const { decide, evolve } = usageKind.decider;
  const events = decide(command, state);
  const reached = events.reduce(evolve, state);
  if (reached === undefined) throw new Error('Nothing was opened.');
  return { state: reached, events };
};

import type { Meta, StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { AlertGround, WatchEvent } from './alert.events.js';
import type { Risk } from './risk.stake.js';

type DataOf<T extends WatchEvent['type']> = Extract<WatchEvent, { type: T }>['data'];

/** Process or sweep: a party is to know of a fact. */
export type RaiseAlert = {
  readonly type: 'RaiseAlert';
  readonly data: Omit<DataOf<'AlertRaised'>, 'alertId'>;
  readonly meta: Meta;
};

/** Whom it is addressed to: seen, and dealt with. */
export type AcknowledgeAlert = {
  readonly type: 'AcknowledgeAlert';
  readonly data: {
    readonly watchId: string;
    readonly alertId: string;
    readonly note?: string;
    /** Pattern 2: in whose place the actor's organisation stands by now; absent: in its own. */
    readonly standsFor?: readonly string[];
  };
  readonly meta: Meta;
};

/** Process: a fact about a source reaches an asset that was made from it. */
export type NoteSourceImpact = {
  readonly type: 'NoteSourceImpact';
  readonly data: DataOf<'SourceImpactNoted'>;
  readonly meta: Meta;
};

/** Process or sweep: all that a party is to worry about in an asset now; what is missing is over. */
export type AssessRisks = {
  readonly type: 'AssessRisks';
  readonly data: {
    readonly watchId: string;
    readonly partyId: string;
    readonly assetId: string;
    readonly grounds: readonly AlertGround[];
    readonly risks: readonly Risk[];
    readonly nextOn?: string;
  };
  readonly meta: Meta;
};

/** A lender that may see the asset puts it on its list. */
export type WatchAsset = {
  readonly type: 'WatchAsset';
  readonly data: {
    readonly watchId: string;
    readonly assetId: string;
    readonly note?: string;
    /** Process: for the successor of whoever watched it; absent: for the actor's organisation. */
    readonly forPartyId?: string;
  };
  readonly meta: Meta;
};

export type UnwatchAsset = {
  readonly type: 'UnwatchAsset';
  readonly data: {
    readonly watchId: string;
    readonly reason: string;
    /** Pattern 2: in whose place the actor's organisation alone stands; absent: in its own. */
    readonly standsFor?: readonly string[];
  };
  readonly meta: Meta;
};

export type WatchCommand =
  RaiseAlert | AcknowledgeAlert | NoteSourceImpact | AssessRisks | WatchAsset | UnwatchAsset;

export type WatchState = {
  /** Kind and fact of every alert and impact so far. */
  readonly facts: ReadonlySet<string>;
  readonly alerts: ReadonlyMap<string, { readonly partyId: string; readonly isOpen: boolean }>;
  /** Breaches that last, by key, each with the alert that tells of it. */
  readonly breaches: ReadonlyMap<
    string,
    { readonly alertId: string; readonly daysLeftMax?: number }
  >;
  /** The list on which the asset is. */
  readonly listed?: { readonly partyId: string; readonly assetId: string; readonly note?: string };
  readonly schedule?: Schedule;
};

type Schedule = { readonly grounds: readonly AlertGround[]; readonly nextOn?: string };

/**
 * `watch-<watchId>`: what one party is told of one asset, and what reached one asset from its
 * sources. As long as the assets' own streams allow.
 */
export const watchKind: StreamKind<WatchCommand, WatchEvent, WatchState> = {
  category: 'watch',
  decider: {
    initialState: () => ({ facts: new Set(), alerts: new Map(), breaches: new Map() }),
    evolve: (state, event) => evolveWatch(state, event),
    decide: (command, state) => {
      switch (command.type) {
        case 'RaiseAlert':
          return raiseAlert(command, state);
        case 'AcknowledgeAlert':
          return acknowledgeAlert(command, state);
        case 'NoteSourceImpact':
          return noteSourceImpact(command, state);
        case 'AssessRisks':
          return assessRisks(command, state);
        case 'WatchAsset':
          return watchAsset(command, state);
        case 'UnwatchAsset':
          return unwatchAsset(command, state);
      }
    },
  },
  schemaVersions: {
    AlertRaised: 1,
    AlertCured: 1,
    AlertAcknowledged: 1,
    SourceImpactNoted: 1,
    AssetWatched: 1,
    AssetUnwatched: 1,
    WatchScheduled: 1,
  },
  eventsMax: 10_000,
};

export const watchStream = (watchId: string): string => `watch-${watchId}`;

/** The watch that an alert's id names; `undefined` where the text is no alert id. */
export const watchOfAlert = (alertId: string): string | undefined =>
  /^(.+)\.[1-9]\d*$/.exec(alertId)?.[1];

const evolveWatch = (state: WatchState, { type, data }: WatchEvent): WatchState => {
  switch (type) {
    case 'AlertRaised': {
      const { alertId, partyId, breach } = data;
      const alerts = new Map(state.alerts).set(alertId, { partyId, isOpen: true });
      if (breach === undefined) {
        return { ...state, alerts, facts: new Set(state.facts).add(factOf(data)) };
      }
      const { key, ...reminder } = breach;
      const breaches = new Map(state.breaches).set(key, { alertId, ...reminder });
      return { ...state, alerts, breaches };
    }
    case 'AlertCured': {
      const breaches = new Map(state.breaches);
      breaches.delete(data.breachKey);
      return { ...state, breaches };
    }
    case 'AssetWatched': {
      const { watchId: _, ...listed } = data;
      return { ...state, listed };
    }
    case 'AssetUnwatched': {
      const { listed: _, ...rest } = state;
      return rest;
    }
    case 'WatchScheduled': {
      const { grounds, nextOn } = data;
      return { ...state, schedule: scheduleOf({ grounds, nextOn }) };
    }
    case 'AlertAcknowledged': {
      const { alertId, partyId } = data;
      return { ...state, alerts: new Map(state.alerts).set(alertId, { partyId, isOpen: false }) };
    }
    case 'SourceImpactNoted':
      return { ...state, facts: new Set(state.facts).add(factOf(data)) };
  }
};

const scheduleOf = ({
  grounds,
  nextOn,
}: {
  readonly grounds: readonly AlertGround[];
  readonly nextOn?: string | undefined;
}): Schedule => ({ grounds, ...(nextOn !== undefined && { nextOn }) });

const factOf = ({ kind, fact }: Pick<DataOf<'AlertRaised'>, 'kind' | 'fact'>): string =>
  `${kind} ${fact.key}`;

/** One alert per fact: however often it is reported, the party is told once. */
const raiseAlert = ({ data }: RaiseAlert, state: WatchState): readonly WatchEvent[] => {
  if (state.facts.has(factOf(data))) return [];
  const alertId = `${data.watchId}.${state.alerts.size + 1}`;
  return [{ type: 'AlertRaised', data: { ...data, alertId } }];
};

const acknowledgeAlert = (
  { data, meta: { actor } }: AcknowledgeAlert,
  state: WatchState,
): readonly WatchEvent[] => {
  const { standsFor = [actor.partyId], ...said } = data;
  const alert = state.alerts.get(data.alertId);
  if (alert === undefined || !standsFor.includes(alert.partyId)) return refuse('alert_not_found');
  const { partyId, isOpen } = alert;
  return isOpen ? [{ type: 'AlertAcknowledged', data: { ...said, partyId } }] : [];
};

const noteSourceImpact = ({ data }: NoteSourceImpact, state: WatchState): readonly WatchEvent[] =>
  state.facts.has(factOf(data)) ? [] : [{ type: 'SourceImpactNoted', data }];

/**
 * What lasts is told once; what is over is said to be; and what came back is told anew. A reminder
 * takes the place of the one before it when fewer days are left.
 */
const assessRisks = (
  { data: { watchId, partyId, assetId, risks, grounds, nextOn } }: AssessRisks,
  { breaches, alerts, schedule }: WatchState,
): readonly WatchEvent[] => {
  const named = new Map(risks.map((risk) => [risk.breach.key, risk]));
  const cured = (key: string, alertId: string, how: 'over' | 'escalated'): WatchEvent => ({
    type: 'AlertCured',
    data: { watchId, alertId, partyId, breachKey: key, how },
  });
  const over = [...breaches].filter(([key]) => !named.has(key));
  const told = [...named.values()].filter(({ breach }) => isNew(breach, breaches.get(breach.key)));
  const raised = told.flatMap(({ streams, ...risk }, index): readonly WatchEvent[] => {
    const { key, daysLeftMax } = risk.breach;
    const before = breaches.get(key);
    const alertId = `${watchId}.${alerts.size + 1 + index}`;
    const fact = { key: daysLeftMax === undefined ? key : `${key} ${daysLeftMax}`, streams };
    const data = { watchId, alertId, partyId, assetId, ...risk, fact };
    return [
      ...(before === undefined ? [] : [cured(key, before.alertId, 'escalated')]),
      { type: 'AlertRaised', data },
    ];
  });
  const next = scheduleOf({ grounds, nextOn });
  const isKnown = sameJson(schedule ?? { grounds: [] }, next);
  return [
    ...over.map(([key, { alertId }]) => cured(key, alertId, 'over')),
    ...raised,
    ...(isKnown
      ? []
      : [{ type: 'WatchScheduled' as const, data: { watchId, partyId, assetId, ...next } }]),
  ];
};

/** A later reminder comes in place of an earlier one, never the other way round. */
const isNew = (
  { daysLeftMax = Infinity }: Risk['breach'],
  known: { readonly daysLeftMax?: number } | undefined,
): boolean => known === undefined || daysLeftMax < (known.daysLeftMax ?? Infinity);

const watchAsset = (
  { data: { forPartyId, ...data }, meta: { actor } }: WatchAsset,
  { listed }: WatchState,
): readonly WatchEvent[] => {
  if (listed !== undefined) return [];
  const partyId = (actor.role === 'system' && forPartyId) || actor.partyId;
  return [{ type: 'AssetWatched', data: { ...data, partyId } }];
};

/** Its owner's, or his who stands in its place; our own process hands it on to a successor. */
const unwatchAsset = (
  { data: { watchId, reason, standsFor }, meta: { actor } }: UnwatchAsset,
  { listed }: WatchState,
): readonly WatchEvent[] => {
  const { partyId, assetId } = listed ?? refuse('watch_not_found');
  const isOwners = (standsFor ?? [actor.partyId]).includes(partyId);
  if (!isOwners && actor.role !== 'system') refuse('watch_not_found');
  return [{ type: 'AssetUnwatched', data: { watchId, partyId, assetId, reason } }];
};

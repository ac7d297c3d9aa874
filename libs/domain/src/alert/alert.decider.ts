import type { Meta, StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';
import type { WatchEvent } from './alert.events.js';

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
  };
  readonly meta: Meta;
};

/** Process: a fact about a source reaches an asset that was made from it. */
export type NoteSourceImpact = {
  readonly type: 'NoteSourceImpact';
  readonly data: DataOf<'SourceImpactNoted'>;
  readonly meta: Meta;
};

export type WatchCommand = RaiseAlert | AcknowledgeAlert | NoteSourceImpact;

export type WatchState = {
  /** Kind and fact of every alert and impact so far. */
  readonly facts: ReadonlySet<string>;
  readonly alerts: ReadonlyMap<string, { readonly partyId: string; readonly isOpen: boolean }>;
};

/**
 * `watch-<watchId>`: what one party is told of one asset, and what reached one asset from its
 * sources. As long as the assets' own streams allow.
 */
export const watchKind: StreamKind<WatchCommand, WatchEvent, WatchState> = {
  category: 'watch',
  decider: {
    initialState: () => ({ facts: new Set(), alerts: new Map() }),
    evolve: (state, event) => evolveWatch(state, event),
    decide: (command, state) => {
      switch (command.type) {
        case 'RaiseAlert':
          return raiseAlert(command, state);
        case 'AcknowledgeAlert':
          return acknowledgeAlert(command, state);
        case 'NoteSourceImpact':
          return noteSourceImpact(command, state);
      }
    },
  },
  schemaVersions: { AlertRaised: 1, AlertAcknowledged: 1, SourceImpactNoted: 1 },
  eventsMax: 10_000,
};

export const watchStream = (watchId: string): string => `watch-${watchId}`;

/** The watch that an alert's id names; `undefined` where the text is no alert id. */
export const watchOfAlert = (alertId: string): string | undefined =>
  /^(.+)\.[1-9]\d*$/.exec(alertId)?.[1];

const evolveWatch = (state: WatchState, { type, data }: WatchEvent): WatchState => {
  switch (type) {
    case 'AlertRaised': {
      const { alertId, partyId } = data;
      return {
        facts: new Set(state.facts).add(factOf(data)),
        alerts: new Map(state.alerts).set(alertId, { partyId, isOpen: true }),
      };
    }
    case 'AlertAcknowledged': {
      const { alertId, partyId } = data;
      return { ...state, alerts: new Map(state.alerts).set(alertId, { partyId, isOpen: false }) };
    }
    case 'SourceImpactNoted':
      return { ...state, facts: new Set(state.facts).add(factOf(data)) };
  }
};

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
  const alert = state.alerts.get(data.alertId);
  if (alert?.partyId !== actor.partyId) return refuse('alert_not_found');
  const { partyId, isOpen } = alert;
  return isOpen ? [{ type: 'AlertAcknowledged', data: { ...data, partyId } }] : [];
};

const noteSourceImpact = ({ data }: NoteSourceImpact, state: WatchState): readonly WatchEvent[] =>
  state.facts.has(factOf(data)) ? [] : [{ type: 'SourceImpactNoted', data }];

import { isDate, shanghaiDate } from '../calendar.js';
import type { Decider, Meta, StreamKind } from '../decider.js';
import type { JsonObject } from '../json.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { type PolicyDefinition, shippedFrom, shippedReason } from './policy.definition.js';
import { policyNamed } from './policy.definitions.js';
import type { PolicyEvent } from './policy.events.js';
import { faultsOf } from './policy.shape.js';
import { evolvePolicy, initialPolicy, type PolicyState } from './policy.state.js';

/** Sets the parameters that decisions follow from a day on. */
export type AdoptPolicy = {
  readonly type: 'AdoptPolicy';
  readonly data: {
    readonly name: string;
    readonly partyId?: string;
    readonly content: JsonObject;
    readonly from: string;
    readonly reason: string;
  };
  readonly meta: Meta;
};

/** Puts the shipped content in as version 1, where nothing is there yet. */
export type ShipPolicy = {
  readonly type: 'ShipPolicy';
  readonly data: { readonly name: string };
  readonly meta: Meta;
};

export type PolicyCommand = AdoptPolicy | ShipPolicy;

export const policyDecider: Decider<PolicyCommand, PolicyEvent, PolicyState> = {
  initialState: initialPolicy,
  evolve: evolvePolicy,
  decide: (command, state) => {
    switch (command.type) {
      case 'AdoptPolicy':
        return adoptPolicy(command, state);
      case 'ShipPolicy':
        return shipPolicy(command, state);
    }
  },
};

/** `policy-<name>[-<partyId>]`: a parameter set changes some times a year. */
export const policyKind: StreamKind<PolicyCommand, PolicyEvent, PolicyState> = {
  category: 'policy',
  decider: policyDecider,
  schemaVersions: { PolicyAdopted: 1 },
  eventsMax: 1_000,
};

const adoptPolicy = (
  { data, meta }: AdoptPolicy,
  { versions }: PolicyState,
): readonly PolicyEvent[] => {
  const definition = policyNamed(data.name) ?? refuse('policy_not_found', { name: data.name });
  checkOwner(definition, data.partyId, meta);
  const { content, from, reason } = data;
  const last = versions.at(-1);
  if (last?.from === from && sameJson(last.content, content)) return [];
  checkContent(definition, content);
  const today = shanghaiDate(meta.now);
  if (!isDate(from)) return refuse('date_invalid', { field: 'from' });
  if (from < today) return refuse('policy_from_past', { field: 'from', today });
  const { name, partyId } = data;
  const owner = partyId === undefined ? {} : { partyId };
  const adopted: PolicyEvent = {
    type: 'PolicyAdopted',
    data: { name, ...owner, content, from, reason },
  };
  // Decisions before it followed the shipped content: that is version 1, also where no start came
  // to write it down.
  const isFirst = versions.length === 0 && partyId === undefined;
  return isFirst ? [...shippedOf(definition), adopted] : [adopted];
};

const shipPolicy = ({ data: { name } }: ShipPolicy, state: PolicyState): readonly PolicyEvent[] => {
  const definition = policyNamed(name);
  return definition === undefined || state.versions.length > 0 ? [] : shippedOf(definition);
};

const shippedOf = ({ name, shipped }: PolicyDefinition): readonly PolicyEvent[] =>
  shipped === undefined
    ? []
    : [
        {
          type: 'PolicyAdopted',
          data: { name, content: shipped(), from: shippedFrom, reason: shippedReason },
        },
      ];

const checkOwner = (
  { of, partyMayAdopt, name }: PolicyDefinition,
  partyId: string | undefined,
  { actor }: Meta,
): void => {
  if (of !== 'both' && (of === 'party') !== (partyId !== undefined)) {
    return refuse('policy_owner_wrong', { name, of });
  }
  const isOwn = partyMayAdopt && partyId !== undefined && partyId === actor.partyId;
  if (actor.role !== 'admin' && !isOwn) return refuse('policy_not_own', { name });
};

const checkContent = ({ shape, moreFaults, name }: PolicyDefinition, content: JsonObject): void => {
  const faults = faultsOf(shape, content);
  const all = faults.length > 0 ? faults : (moreFaults?.(content) ?? []);
  if (all.length === 0) return;
  const lines = all.map(({ pointer, expected }) => `${pointer || '/'}: ${expected}`);
  return refuse('policy_content_invalid', { name, faults: lines });
};

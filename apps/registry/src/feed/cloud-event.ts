import type { JsonObject, JsonValue } from '@ledger/domain/json.js';
import { categoryOf } from '@ledger/event-store/event.js';
import type { FeedBody } from './feed-bodies.js';
import { type Level, levels } from './sight/ground.js';

/** Media type of one event in the structured JSON form of CloudEvents 1.0. */
export const cloudEventMediaType = 'application/cloudevents+json';

/** Where events come from: this ledger's log. Ids are unique in it, and beyond. */
const source = 'urn:data-asset-registry:log';

/** An event of the feed as its reader gets it. */
export interface FeedItem {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly level: Level;
  readonly body: FeedBody;
}

/** An event as CloudEvents 1.0 says it; extension attributes are in lower case. */
export type CloudEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  /** Digits in text: integers of CloudEvents have 32 bits. */
  readonly position: string;
  /** Place in its stream. */
  readonly version: number;
  readonly effectiveon: string;
  readonly correlationid?: string;
  readonly causationid?: string;
  readonly actorparty?: string;
  readonly actorrole?: string;
  readonly actorperson?: string;
  readonly data: JsonObject;
};

/** Name of an event type to the outside world; a new schema version is a new type. */
export const cloudEventType = (stream: string, type: string, schemaVersion: number): string =>
  `org.data-asset-registry.${categoryOf(stream)}.${type}.v${schemaVersion}`;

export const cloudEventOf = ({
  position,
  stream,
  version,
  type,
  level,
  body,
}: FeedItem): CloudEvent => ({
  specversion: '1.0',
  id: body.id,
  source,
  type: cloudEventType(stream, type, body.schemaVersion),
  subject: stream,
  time: body.recordedAt,
  datacontenttype: 'application/json',
  dataschema: `urn:data-asset-registry:event:${type}:${body.schemaVersion}`,
  position: String(position),
  version,
  effectiveon: body.effectiveOn,
  ...(level === levels.full ? whoActed(body) : {}),
  data: level === levels.outline ? outlineOf(body.data) : body.data,
});

const whoActed = ({ actor, correlationId, causationId }: FeedBody) => ({
  correlationid: correlationId,
  ...(causationId === undefined ? {} : { causationid: causationId }),
  actorparty: actor.partyId,
  actorrole: actor.role,
  actorperson: actor.person,
});

/** What only the sides of a deal know of it, wherever it stands in the data. */
const ofTheSides: ReadonlySet<string> = new Set([
  'contractDigest',
  'authorisationId',
  'pledgorEvidence',
  'assetEvidence',
  'transfereeEvidence',
  'consentIds',
  'claims',
  'proceeds',
  'shares',
  'surplus',
  'proposer',
  'approver',
]);

const outlineOf = (data: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(data)
      .filter(([name]) => !ofTheSides.has(name))
      .map(([name, value]) => [name, outlined(value as JsonValue)]),
  );

const outlined = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map((each) => outlined(each as JsonValue));
  if (value !== null && typeof value === 'object') return outlineOf(value as JsonObject);
  return value;
};

import { streamKinds } from '@ledger/domain/stream-kinds.js';
import { version } from '@ledger/service/version.js';
import { eventSchemas, type EventSchema, type JsonSchema } from './event-schemas.js';

/** An event type in the version in which it is written today. */
export interface ReleasedEvent extends EventSchema {
  readonly category: string;
  readonly schemaVersion: number;
}

/** Every event that the ledger writes, by category and type. Throws where code and types disagree. */
export const releasedEvents = (): readonly ReleasedEvent[] => {
  const schemas = new Map(eventSchemas().map((schema) => [schema.type, schema]));
  const released = streamKinds.flatMap(({ category, schemaVersions }) =>
    Object.entries(schemaVersions).map(([type, schemaVersion]) => {
      const schema = schemas.get(type);
      if (schema === undefined) throw new Error(`${type} has a version but no type.`);
      return { ...schema, category, schemaVersion };
    }),
  );
  if (released.length !== schemas.size)
    throw new Error('Two kinds of streams share an event type.');
  return released;
};

/** The catalogue of events as an AsyncAPI 3 document: a channel per category of streams. */
export const eventCatalogue = (events: readonly ReleasedEvent[]): JsonSchema => {
  const categories = [...new Set(events.map(({ category }) => category))];
  return {
    asyncapi: '3.0.0',
    info: {
      title: '数据资产登记与交易账本 · Event catalogue',
      version,
      description: 'Every event of the log: its stream, its schema version and what it says.',
    },
    channels: Object.fromEntries(categories.map((name) => [name, channelOf(name, events)])),
    components: {
      messages: Object.fromEntries(events.map((event) => [event.type, messageOf(event)])),
    },
  };
};

const channelOf = (category: string, events: readonly ReleasedEvent[]): JsonSchema => {
  const own = events.filter((event) => event.category === category);
  const messages = own.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }]);
  return {
    address: `${category}-{subject}`,
    parameters: { subject: { description: 'What the stream is about.' } },
    messages: Object.fromEntries(messages) as JsonSchema,
  };
};

const messageOf = ({ type, schemaVersion, description, data }: ReleasedEvent): JsonSchema => ({
  name: type,
  ...(description === undefined ? {} : { summary: description }),
  contentType: 'application/json',
  'x-schema-version': schemaVersion,
  payload: data,
});

/** The shape alone: comments may be bettered for ever, the shape is frozen. */
export const shapeOf = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(shapeOf);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { description, ...rest } = schema as Record<string, unknown>;
  // A property may itself be named description; then it is a schema and not a text.
  const kept = typeof description === 'object' ? { description, ...rest } : rest;
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, shapeOf(value)]));
};

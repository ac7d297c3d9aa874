import { streamKinds } from '@ledger/domain/stream-kinds.js';
import { eventCatalogue, releasedEvents, shapeOf } from '@ledger/tools/events/event-catalogue.js';
import { frozenFolder, frozenShapeFile } from '@ledger/tools/events/generate-events.js';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { schemaFaults } from './support/schema-faults.js';

const events = releasedEvents();
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const sampleFile = (type: string, schemaVersion: number): string =>
  path.join(frozenFolder, `${type}.v${schemaVersion}.json`);

describe('released events', () => {
  it('are all in the catalogue, each in a channel of its category', () => {
    const types = streamKinds.flatMap(({ schemaVersions }) => Object.keys(schemaVersions));
    const { components } = eventCatalogue(events) as { components: { messages: object } };
    expect(Object.keys(components.messages).sort()).toEqual([...types].sort());
  });

  it.each(events.map((event) => [event.type, event] as const))(
    '%s has the shape that was released; a new shape needs a new schema version',
    (type, { schemaVersion, data }) => {
      expect(shapeOf(data)).toEqual(readJson(frozenShapeFile(type, schemaVersion)));
    },
  );

  it.each(events.map((event) => [event.type, event] as const))(
    '%s has a frozen sample of that shape',
    (type, { schemaVersion, data }) => {
      const file = sampleFile(type, schemaVersion);
      expect(existsSync(file) ? 'there' : `${path.basename(file)} is missing`).toBe('there');
      const sample = readJson(file) as { type: string; schemaVersion: number; data: unknown };
      expect([sample.type, sample.schemaVersion]).toEqual([type, schemaVersion]);
      expect(schemaFaults(data, sample.data)).toEqual([]);
    },
  );
});

describe('the check of samples against shapes', () => {
  const shape = {
    type: 'object',
    properties: { a: { type: 'integer' }, b: { enum: ['x', 'y'] } },
    required: ['a'],
    additionalProperties: false,
  };

  it.each([
    [{ a: 1 }, 0],
    [{ a: 1, b: 'y' }, 0],
    [{ a: 1.5 }, 1],
    [{ b: 'z' }, 2],
    [{ a: 1, c: 2 }, 1],
    ['text', 1],
  ])('finds in %j as many faults as there are', (value, faults) =>
    expect(schemaFaults(shape, value)).toHaveLength(faults),
  );
});

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.js';
import { eventCatalogue, releasedEvents, shapeOf } from './event-catalogue.js';

/** Where the shape of every released event is frozen, beside a sample of it. */
export const frozenFolder = path.join(root, 'test', 'events');

/** `PledgeRegistered.v1.schema.json`. */
export const frozenShapeFile = (type: string, schemaVersion: number): string =>
  path.join(frozenFolder, `${type}.v${schemaVersion}.schema.json`);

/**
 * Writes the event catalogue, and the frozen shape of each event version that has none yet. A shape
 * that is there is never written again: `test/architecture` fails when the code departs from it.
 */
export const generateEvents = (): void => {
  const events = releasedEvents();
  write(path.join(root, 'openapi', 'events.json'), eventCatalogue(events));
  for (const { type, schemaVersion, data } of events) {
    const file = frozenShapeFile(type, schemaVersion);
    if (!existsSync(file)) write(file, shapeOf(data));
  }
};

const write = (file: string, content: unknown): void => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
  console.log(path.relative(root, file));
};

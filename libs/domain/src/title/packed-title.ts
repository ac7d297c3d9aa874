import type { JsonObject, JsonValue } from '../json.js';
import { initialTitle } from './title.state.js';
import type { Title } from './title.js';

/**
 * A title as a value that a row can keep: its maps as lists of pairs. Folding on from what was
 * unpacked is the same as never having packed it.
 */
export const packedTitle = (title: Title): JsonObject =>
  Object.fromEntries(
    Object.entries(title).map(([name, value]: readonly [string, unknown]) => [
      name,
      (value instanceof Map ? [...value] : value) as JsonValue,
    ]),
  );

export const unpackedTitle = (packed: JsonObject): Title => {
  const maps = Object.entries(initialTitle()).filter(([, value]) => value instanceof Map);
  return {
    ...(packed as unknown as Title),
    ...Object.fromEntries(
      maps.map(([name]) => [
        name,
        new Map(packed[name] as unknown as readonly [string, unknown][]),
      ]),
    ),
  };
};

import type { Ending, Kept } from './title.js';

/** Maps that a fold leaves as they were and answers changed. */

export const put = <V>(map: ReadonlyMap<string, V>, id: string, value: V): ReadonlyMap<string, V> =>
  new Map(map).set(id, value);

export const change = <V extends object>(
  map: ReadonlyMap<string, V>,
  id: string,
  changed: Partial<V>,
): ReadonlyMap<string, V> => put(map, id, { ...known(map, id), ...changed });

export const end = <V extends Kept>(
  map: ReadonlyMap<string, V>,
  id: string,
  { on, version, reason }: Ending,
): ReadonlyMap<string, V> => put(map, id, { ...known(map, id), ended: { on, version, reason } });

/** Ends those of the ids that have not ended before. */
export const endAll = <V extends Kept>(
  map: ReadonlyMap<string, V>,
  ids: readonly string[],
  ending: Ending,
): ReadonlyMap<string, V> =>
  ids.reduce((all, id) => (known(all, id).ended === undefined ? end(all, id, ending) : all), map);

/** A fold that speaks of what was never recorded reads a stream that cannot be true. */
export const known = <V>(map: ReadonlyMap<string, V>, id: string): V => {
  const value = map.get(id);
  if (value === undefined) throw new Error(`The title speaks of ${id} before it was recorded.`);
  return value;
};

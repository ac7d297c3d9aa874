type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/**
 * Only the members that are there: neither an event nor an answer has a member without a value.
 * Member by member, for every answer is put together of several of these.
 */
export const present = <T extends object>(members: T): Present<T> => {
  const given = members as Record<string, unknown>;
  const there: Record<string, unknown> = {};
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (value !== undefined) there[name] = value;
  }
  return there as Present<T>;
};

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only the members that are there: neither an event nor an answer has a member without a value. */
export const present = <T extends object>(members: T): Present<T> =>
  Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as Present<T>;

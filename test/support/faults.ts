const atOnce = 16;

/** Runs a check on every item, several at once; answers what the checks found wrong. */
export const faultsOf = async <T>(
  items: readonly T[],
  check: (item: T, index: number) => Promise<string | undefined>,
): Promise<readonly string[]> => {
  const left = items.entries();
  const found: string[] = [];
  const work = async (): Promise<void> => {
    for (const [index, item] of left) {
      const fault = await check(item, index);
      if (fault !== undefined) found.push(fault);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found;
};

/** Whose CPU seconds are counted: a name for them, and how many they have been so far. */
export type Spent = readonly (readonly [who: string, seconds: () => number])[];

/** What each of some requests costs whom: on a busy machine it says more than their rate. */
export const withCosts = <T extends { readonly statuses: Readonly<Record<string, number>> }>(
  spent: Spent,
  load: () => T,
): { readonly sample: T; readonly costs: string } => {
  const before = spent.map(([, seconds]) => seconds());
  const sample = load();
  const requests = Object.values(sample.statuses).reduce((sum, count) => sum + count, 0);
  const costs = spent.map(([who, seconds], at) => {
    const micros = ((seconds() - (before[at] ?? 0)) * 1e6) / requests;
    return `${who} ${micros.toFixed(0)} µs`;
  });
  return { sample, costs: `CPU a request: ${costs.join(', ')}` };
};

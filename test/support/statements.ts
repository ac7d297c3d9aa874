import type { DataSource } from 'typeorm';

/** How many statements went to a database while something ran. */
export const statementsDuring = async (
  source: DataSource,
  run: () => Promise<unknown>,
): Promise<number> => {
  const runner = source.createQueryRunner().constructor.prototype as {
    query: (...args: unknown[]) => Promise<unknown>;
  };
  const original = runner.query;
  let statements = 0;
  runner.query = function (this: unknown, ...args: unknown[]) {
    statements += 1;
    return original.apply(this, args);
  };
  try {
    await run();
    return statements;
  } finally {
    runner.query = original;
  }
};

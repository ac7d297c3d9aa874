/**
 * The state that the clock has an asset in on a day, as SQL over a row of `read.asset`: whether or
 * not an event says so yet. `today` is a placeholder.
 */
export const stateSql = (row: string, today: string): string =>
  `CASE WHEN ${row}.due_on <= ${today}::text THEN ${row}.due_state ELSE ${row}.state END`;

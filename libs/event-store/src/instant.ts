/** Microseconds since 1970 as RFC 3339 in UTC with six decimals. Exact until the year 2255. */
export const instantOf = (micros: number): string => {
  const rest = micros % 1000;
  const millis = new Date((micros - rest) / 1000).toISOString();
  return `${millis.slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
};

const instant = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/;

/** Microseconds since 1970 of an RFC 3339 instant in UTC. Throws where it is none. */
export const microsOf = (text: string): number => {
  const [, seconds, fraction = ''] = instant.exec(text) ?? [];
  const millis = Date.parse(`${seconds ?? ''}Z`);
  if (Number.isNaN(millis)) throw new Error(`${text} is not an RFC 3339 instant in UTC.`);
  return millis * 1000 + Number(fraction.padEnd(6, '0'));
};

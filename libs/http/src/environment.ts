/** A variable has a value that cannot be used; the message says which, why, and what to do. */
export class BadConfiguration extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadConfiguration';
  }
}

/** A variable that is set but empty says nothing, as in `.env.example`. */
export const given = (env: NodeJS.ProcessEnv, name: string): string | undefined => {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? undefined : value;
};

/**
 * A whole number within bounds, or `otherwise` where the variable says nothing. Throws
 * `BadConfiguration`.
 */
export const whole = (
  env: NodeJS.ProcessEnv,
  name: string,
  otherwise: number,
  min: number,
  max: number,
): number => {
  const value = given(env, name);
  if (value === undefined) return otherwise;
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new BadConfiguration(`${name} is "${value}": it must be a whole number, ${min} to ${max}.`);
};

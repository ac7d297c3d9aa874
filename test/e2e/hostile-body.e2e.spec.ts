import type { CallerRole } from '@ledger/http/auth/caller.js';
import { organisations } from '../support/apps.js';
import { faultsOf } from '../support/faults.js';
import { exampleOf, type Route, type Schema } from '../support/routes.js';
import { World } from '../support/world.js';

const { bank } = organisations;

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.close());

interface Attack {
  readonly route: Route;
  /** Where the wrong value is, as a JSON pointer. */
  readonly pointer: string;
  readonly what: string;
  readonly body: unknown;
}

type Step = string | number;

/** A copy of a body in which one value is another, or gone (`undefined`). */
const withValue = (body: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown => {
  if (step === undefined) return value;
  if (Array.isArray(body)) {
    return body.map((item, at) => (at === step ? withValue(item, rest, value) : (item as unknown)));
  }
  if (typeof step === 'number') return [withValue(undefined, rest, value)];
  const members = (body ?? {}) as Record<string, unknown>;
  return { ...members, [step]: withValue(members[step], rest, value) };
};

type Wrong = Readonly<Record<string, unknown>>;

const every = ['null', 'a list', 'an object', 'true'] as const;
const ofEvery = { null: null, 'a list': [[]], 'an object': { $ne: null }, true: true };

/** Texts that a schema forbids, by what they are. */
const wrongTexts = ({ format, pattern, maxLength = 0, ...schema }: Schema): Wrong => {
  if (schema.enum) return { 'another word': 'nope', empty: '' };
  if (format === 'date') return Object.fromEntries(dates.map((date) => [date, date]));
  if (format === 'date-time') return { date: '2026-11-21', 'no zone': '2026-11-21T00:00:00' };
  if (pattern !== undefined) return { SQL: `' OR '1'='1`, empty: '', 'too long': '9'.repeat(99) };
  const tooLong = { 'too long': '行'.repeat(maxLength + 1) };
  // A cell of a sample may be empty, and says so.
  return schema.minLength === 0 ? tooLong : { blank: ' ', ...tooLong };
};

const dates = ['2026-02-30', '2026-13-01', '20261121', '0000-00-00', '2026-11-21T00:00:00Z'];

/** One below the least that is allowed, which a correction may take below zero. */
const tooSmall = ({ minimum = 0 }: Schema): Wrong => ({ negative: minimum - 1 });

/** Values that a schema forbids, by what they are. */
const wrongOf = (schema: Schema): Wrong => {
  const general = Object.fromEntries(every.map((name) => [name, ofEvery[name]]));
  switch (schema.type as 'object' | 'array' | 'boolean' | 'integer' | 'string') {
    case 'object':
      return { null: null, 'a list': [], text: 'x', true: true };
    case 'array':
      return { null: null, 'an object': {}, text: 'x', 'too many': Array(2_000).fill('x') };
    case 'boolean':
      return { ...general, true: 'true', zero: 0 };
    case 'integer':
      return { ...general, ...tooSmall(schema), fraction: 1.5, text: '1', huge: 1e300 };
    case 'string':
      return {
        ...general,
        'a number': 12.5,
        NUL: 'a\0b',
        'half a surrogate': '\ud800',
        'ten thousand characters': '行'.repeat(Math.max(10_000, (schema.maxLength ?? 0) + 1)),
        ...wrongTexts(schema),
      };
  }
};

const amounts = ['-1.00', '1.001', '1e5', '01.00', '1,000.00', '', '９', 'NaN', '9'.repeat(16)];

/**
 * Every single wrong value in an otherwise good body. The rules of a class are the same wherever it
 * stands: inside another one they are tried where it is met first, and elsewhere that they are asked.
 */
const attacksOn = (route: Route, schema: Schema, met: Set<string>): readonly Attack[] => {
  const good = exampleOf(schema);
  const found: Attack[] = [];
  const add = (path: readonly Step[], what: string, value: unknown) => {
    const pointer = path.map((step) => `/${step}`).join('');
    found.push({ route, pointer, what, body: withValue(good, path, value) });
  };
  const walk = (one: Schema, path: readonly Step[]): void => {
    const { properties = {}, required = [] } = one;
    const members = JSON.stringify(properties);
    const isMet = path.length > 0 && members !== '{}' && met.has(members);
    met.add(members);
    for (const [what, value] of Object.entries(wrongOf(one))) {
      // A body of which nothing is required may as well be none.
      const isNoBody = path.length === 0 && value === null && required.length === 0;
      if (!isNoBody) add(path, what, value);
    }
    if (one.items) walk(one.items, [...path, 0]);
    if (isMet) return add(path, 'unknown', { ...(exampleOf(one) as object), colour: 1 });
    for (const [name, member] of Object.entries(properties)) {
      walk(member, [...path, name]);
      if (required.includes(name)) add([...path, name], 'missing', undefined);
    }
    // An object without declared members is judged by a rule, such as the shape of a policy.
    if (one.type === 'object' && Object.keys(properties).length > 0) {
      for (const name of ['colour', '__proto__x', 'constructor'])
        add([...path, name], 'unknown', 1);
    }
    if ('amount' in properties && 'currency' in properties) {
      for (const amount of amounts) add([...path, 'amount'], amount, amount);
    }
  };
  walk(schema, []);
  return found;
};

const send = ({ route, body }: Attack, language: string) => {
  const role = (route.access as readonly CallerRole[])[0]!;
  return world.send(route, {
    as: [bank, role],
    body: JSON.stringify(body),
    headers: { 'accept-language': language },
  });
};

interface Told {
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
}

/** What is wrong with how an attack was answered; nothing when it was answered well. */
const faultOf = async (attack: Attack, language: string): Promise<string | undefined> => {
  const { pointer, what, route } = attack;
  const { status, body, headers } = await send(attack, language);
  const { errors = [] } = body as Told;
  const named = errors.filter((one) => `${one.pointer}/`.startsWith(`${pointer}/`));
  const isProblem = headers['content-type']?.startsWith('application/problem+json');
  const isSpoken = named.every(
    ({ message }) => /[\u4e00-\u9fff]/.test(message) === (language === 'zh'),
  );
  if (status === 400 && named.length > 0 && isSpoken && isProblem) return undefined;
  return `${route.name} ${pointer} (${what}): ${status} ${JSON.stringify(body)}`.slice(0, 400);
};

describe('the example of every body', () => {
  it('is well formed when it is pasted: what it names is there, or is told not to be', async () => {
    const routes = world.writes.filter(({ body }) => body !== undefined);
    const faults = await faultsOf(routes, async (route) => {
      const role = (route.access as readonly CallerRole[])[0]!;
      const { status, body } = await world.send(route, { as: [bank, role] });
      const isGood = status < 300 || [403, 404, 409].includes(status);
      return isGood ? undefined : `${route.name}: ${status} ${JSON.stringify(body)}`;
    });
    expect(faults).toEqual([]);
  });
});

describe('a wrong value in any field of any body', () => {
  it('is refused, naming the field and the remedy in both languages; nothing is recorded', async () => {
    const before = await world.headAtRest();
    const met = new Set<string>();
    const attacks = world.writes.flatMap((route) =>
      route.body ? attacksOn(route, route.body, met) : [],
    );
    expect(attacks.length).toBeGreaterThan(2_000);
    const faults = await faultsOf(attacks, (attack, index) =>
      faultOf(attack, index % 2 === 0 ? 'zh' : 'en'),
    );
    expect(faults).toEqual([]);
    expect(await world.head()).toBe(before);
    // Thousands of requests: how long they take is the machine's matter.
  }, 900_000);
});

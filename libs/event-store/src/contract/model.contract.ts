import fc from 'fast-check';
import { noDigest, noStream, type StreamHead } from '../digest.js';
import type { NewEvent } from '../event.js';
import { type Appended, EventIdTaken, type EventLog, VersionConflict } from '../event-log.js';
import { newEvent, newStream } from '../testing/new-event.js';
import { eachWith, expectOrdered, type OpenLog, positionsOf } from './log-under-test.js';

/** One append of a random history: `off` is by how much the version it expects is wrong. */
interface Step {
  readonly stream: number;
  readonly isMetered: boolean;
  readonly off: -1 | 0 | 1;
  readonly count: number;
  /** Sends an earlier append once more, counted from the latest; undefined makes a new one. */
  readonly again: number | undefined;
  /** Which of the two ways into the log is used. */
  readonly byOther: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  stream: fc.nat(2),
  isMetered: fc.boolean(),
  off: fc.constantFrom(0, 0, 0, 0, -1, 1),
  count: fc.integer({ min: 1, max: 4 }),
  again: fc.option(fc.nat(5), { nil: undefined, freq: 3 }),
  byOther: fc.boolean(),
});

interface Sent {
  readonly stream: string;
  readonly expected: StreamHead | 'any';
  readonly events: readonly NewEvent[];
}

/** The log as it is meant: a list of ids per stream, and one list of all. */
class Model {
  readonly all: string[] = [];
  readonly streams = new Map<string, string[]>();
  readonly heads = new Map<string, StreamHead>();

  idsOf(stream: string): string[] {
    return this.streams.get(stream) ?? [];
  }

  /** What an append must lead to, in words. */
  verdict({ stream, expected, events }: Sent): string {
    const ids = this.idsOf(stream);
    const first = events[0]?.id ?? '';
    const at = ids.indexOf(first);
    const repeats = expected === 'any' ? at >= 0 : ids[expected.version] === first;
    if (repeats) return 'repeated';
    if (expected !== 'any' && expected.version !== ids.length)
      return `${expected.version}, not ${ids.length}`;
    return events.some(({ id }) => this.all.includes(id)) ? 'taken' : 'recorded';
  }

  record({ stream, events }: Sent, head: StreamHead): void {
    const ids = events.map(({ id }) => id);
    this.streams.set(stream, [...this.idsOf(stream), ...ids]);
    this.all.push(...ids);
    this.heads.set(stream, head);
  }
}

const sentBy = (model: Model, names: readonly string[], past: readonly Sent[], one: Step): Sent => {
  const earlier = one.again === undefined ? undefined : past[past.length - 1 - one.again];
  if (earlier) return earlier;
  const stream = names[one.stream + (one.isMetered ? 3 : 0)] ?? '';
  const events = Array.from({ length: one.count }, () => newEvent());
  if (one.isMetered) return { stream, expected: 'any', events };
  const head = model.heads.get(stream) ?? noStream;
  const version = Math.max(head.version + one.off, 0);
  const expected = version === head.version ? head : { version, digest: noDigest };
  return { stream, expected, events };
};

const verdictOf = async (appending: Promise<Appended>): Promise<[string, Appended?]> => {
  try {
    const appended = await appending;
    return [appended.repeated ? 'repeated' : 'recorded', appended];
  } catch (error) {
    if (error instanceof EventIdTaken) return ['taken'];
    if (error instanceof VersionConflict) return [`${error.expected}, not ${error.actual}`];
    throw error;
  }
};

const readIds = async (log: EventLog, stream: string): Promise<string[]> =>
  (await log.read(stream)).map(({ id }) => id);

/** Random histories against a model that is easy to believe. */
export const modelContract = (open: OpenLog, runs: number): void => {
  describe('any history of appends and repeats', () => {
    const under = eachWith(open);

    it('leads to what the model says', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          const names = [...'abcabc'].map((_, n) => newStream(n < 3 ? 'asset' : 'usage'));
          const { head: base } = await under.log.versions([]);
          const model = new Model();
          const past: Sent[] = [];
          for (const one of steps) {
            const sent = sentBy(model, names, past, one);
            past.push(sent);
            const expected = model.verdict(sent);
            const log = one.byOther ? under.other : under.log;
            const [verdict, appended] = await verdictOf(
              log.append(sent.stream, sent.expected, sent.events),
            );
            expect(verdict).toBe(expected);
            if (verdict === 'recorded' && appended) model.record(sent, appended.head);
          }
          for (const name of names) {
            expect(await readIds(under.log, name)).toEqual(model.idsOf(name));
          }
          const { events } = await under.other.readAll(base, 1000);
          expect(events.map(({ id }) => id)).toEqual(model.all);
          expectOrdered(positionsOf(events), { guarantees: under.guarantees, start: base });
        }),
        { numRuns: runs },
      );
    });
  });
};

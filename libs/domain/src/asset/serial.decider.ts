import type { Decider, Meta, StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';

/** Facts of `serial-<series>`: numbers without gaps, from 1, each drawn for one purpose. */
export type SerialEvent = {
  readonly type: 'SerialDrawn';
  readonly data: {
    readonly series: string;
    /** Equals the event's version. */
    readonly number: number;
    /** Id of what it was drawn for: drawing again for it gives the same number. */
    readonly drawnFor: string;
  };
};

export type SerialCommand = {
  readonly type: 'DrawSerial';
  readonly data: {
    readonly series: string;
    readonly drawnFor: string;
    /** The highest number of the series; absent: what six digits hold. */
    readonly numberMax?: number;
  };
  readonly meta: Meta;
};

/** Numbers drawn in one series, at most: what six digits hold. */
const numbersMax = 999_999;

/**
 * What was drawn for whom, as maps whose sizes fall by half: adding a number copies little on
 * average, and an earlier state stays what it was.
 */
export type SerialState = {
  readonly count: number;
  readonly drawn: readonly ReadonlyMap<string, number>[];
};

export const serialDecider: Decider<SerialCommand, SerialEvent, SerialState> = {
  initialState: () => ({ count: 0, drawn: [] }),
  evolve: ({ count, drawn }, { data }) => {
    const { series, number, drawnFor } = data;
    if (number !== count + 1) throw new Error(`Series ${series} has ${number} after ${count}.`);
    return { count: number, drawn: added(drawn, drawnFor, number) };
  },
  decide: ({ data: { series, drawnFor, numberMax = numbersMax } }, state) => {
    if (serialFor(state, drawnFor) !== undefined) return [];
    if (state.count >= Math.min(numberMax, numbersMax))
      return refuse('certificate_serial_exhausted', { series });
    return [{ type: 'SerialDrawn', data: { series, number: state.count + 1, drawnFor } }];
  },
};

/** `serial-<series>`: ends where the digits end; a series of certificates lasts one month. */
export const serialKind: StreamKind<SerialCommand, SerialEvent, SerialState> = {
  category: 'serial',
  decider: serialDecider,
  schemaVersions: { SerialDrawn: 1 },
  eventsMax: numbersMax,
};

/** The number drawn for something, if one was. */
export const serialFor = ({ drawn }: SerialState, drawnFor: string): number | undefined =>
  drawn.find((part) => part.has(drawnFor))?.get(drawnFor);

/** The stream of a series. */
export const serialStream = (series: string): string => `serial-${series}`;

const added = (
  drawn: readonly ReadonlyMap<string, number>[],
  drawnFor: string,
  number: number,
): readonly ReadonlyMap<string, number>[] => {
  let newest = new Map([[drawnFor, number]]);
  let older = drawn;
  for (let [next] = older; next && next.size <= newest.size; [next] = older) {
    newest = new Map([...next, ...newest]);
    older = older.slice(1);
  }
  return [newest, ...older];
};

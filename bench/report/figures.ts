import type { Sample } from '../measure.js';
import type { Role } from '../store.js';
import { type Measured, type Results, type Spread, spread } from '../results.js';

/** Looks figures of a run up. */
export class Figures {
  constructor(readonly results: Results) {}

  /** The stores of some roles, in the order in which they take turns. */
  names(...roles: readonly Role[]): readonly string[] {
    return this.results.stores.filter(({ role }) => roles.includes(role)).map(({ name }) => name);
  }

  get ours(): string {
    return this.names('ours')[0] ?? '';
  }

  find(
    scenario: Measured['scenario'],
    store: string,
    inFlight: number,
    events?: number,
  ): Measured | undefined {
    return this.results.measured.find(
      (one) =>
        one.scenario === scenario &&
        one.store === store &&
        one.inFlight === inFlight &&
        one.events === events,
    );
  }

  /** A figure over the runs; undefined where it was not measured. */
  spread(measured: Measured | undefined, of: (sample: Sample) => number): Spread | undefined {
    return measured && spread(measured.samples.map(of));
  }

  rate(scenario: Measured['scenario'], store: string, inFlight: number): number | undefined {
    return this.spread(this.find(scenario, store, inFlight), perSecond)?.median;
  }

  /** The peer with the greatest rate. */
  fastestPeer(
    scenario: Measured['scenario'],
    inFlight: number,
  ): { readonly name: string; readonly rate: number } | undefined {
    const peers = this.names('peer').flatMap((name) => {
      const rate = this.rate(scenario, name, inFlight);
      return rate === undefined ? [] : [{ name, rate }];
    });
    return peers.sort((a, b) => b.rate - a.rate)[0];
  }

  /** The best median of pgbench over its numbers of clients. */
  get pgbenchBest(): number | undefined {
    const rates = Object.values(this.results.pgbench ?? {}).map((runs) => spread(runs).median);
    return rates.length === 0 ? undefined : Math.max(...rates);
  }
}

export const perSecond = (sample: Sample): number => sample.perSecond;
export const cpuMicros = (sample: Sample): number => sample.clientMicros + sample.serverMicros;

export const whole = (figure: number): string =>
  Math.round(figure)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');

export const times = (ratio: number): string => `${ratio.toFixed(2)}×`;

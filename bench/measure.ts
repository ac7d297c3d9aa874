import { serverCpuSeconds } from './database.js';
import { stolenCoreSeconds } from './machine.js';
import { quantile } from './quantile.js';

/** How long one sample takes. */
export interface Times {
  readonly warmUpMs: number;
  readonly sampleMs: number;
}

/** One measured stretch of a closed loop. */
export interface Sample {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU of this process and of the server, in microseconds for each operation. */
  readonly clientMicros: number;
  readonly serverMicros: number;
  /** Cores that the hypervisor gave to others meanwhile. */
  readonly stolenCores: number;
  /** Times that somebody else was faster, for each operation. */
  readonly conflicts: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Keeps so many operations under way, each beginning when one before it ended, and measures the
 * middle. An operation may answer how many conflicts it met.
 */
export const measure = async (
  operation: () => Promise<unknown>,
  inFlight: number,
  { warmUpMs, sampleMs }: Times,
  server: number | undefined,
): Promise<Sample> => {
  const latencies: number[] = [];
  let conflicts = 0;
  let phase: 'warm-up' | 'sample' | 'over' = 'warm-up';
  const isOver = (): boolean => phase === 'over';
  const loop = async (): Promise<void> => {
    while (!isOver()) {
      const began = performance.now();
      const answer = await operation();
      if (phase !== 'sample') continue;
      latencies.push(performance.now() - began);
      if (typeof answer === 'number') conflicts += answer;
    }
  };
  const loops = Promise.all(Array.from({ length: inFlight }, loop));
  try {
    await Promise.race([pause(warmUpMs), loops]);
    const began = performance.now();
    const before = [process.cpuUsage(), serverCpuSeconds(server), stolenCoreSeconds()] as const;
    phase = 'sample';
    await Promise.race([pause(sampleMs), loops]);
    phase = 'over';
    const seconds = (performance.now() - began) / 1000;
    const client = process.cpuUsage(before[0]);
    const serverSeconds = serverCpuSeconds(server) - before[1];
    const stolenCores = (stolenCoreSeconds() - before[2]) / seconds;
    await loops;
    return sampleOf(latencies, {
      seconds,
      clientSeconds: (client.user + client.system) / 1e6,
      serverSeconds,
      stolenCores,
      conflicts,
    });
  } finally {
    phase = 'over';
  }
};

interface Stretch {
  readonly seconds: number;
  readonly clientSeconds: number;
  readonly serverSeconds: number;
  readonly stolenCores: number;
  readonly conflicts: number;
}

const sampleOf = (latencies: readonly number[], stretch: Stretch): Sample => {
  const sorted = [...latencies].sort((a, b) => a - b);
  const count = Math.max(sorted.length, 1);
  return {
    perSecond: sorted.length / stretch.seconds,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    clientMicros: (stretch.clientSeconds * 1e6) / count,
    serverMicros: (stretch.serverSeconds * 1e6) / count,
    stolenCores: stretch.stolenCores,
    conflicts: stretch.conflicts / count,
  };
};

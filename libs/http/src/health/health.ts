/** Whether a part can do its work. `degraded`: answers are right, but something needs a look. */
export type HealthStatus = 'up' | 'degraded' | 'down';

export interface HealthState {
  readonly status: HealthStatus;
  /** What is wrong, in sentences fit for anybody to read. */
  readonly reasons?: readonly string[];
}

/** A part on which readiness depends: the log, the read models, a process. */
export interface HealthContributor {
  readonly name: string;
  /** Throwing, or taking longer than two seconds, means `down`. */
  check(): Promise<HealthState>;
}

export interface Health {
  readonly status: HealthStatus;
  readonly parts: Readonly<Record<string, HealthState>>;
}

const answerMsMax = 2_000;
const order: readonly HealthStatus[] = ['up', 'degraded', 'down'];

/** Gathers what the parts of a service say about themselves. */
export class HealthBoard {
  private readonly contributors: HealthContributor[] = [];

  add(contributor: HealthContributor): void {
    this.contributors.push(contributor);
  }

  /** The worst of all parts, and each part by its name. */
  async health(): Promise<Health> {
    const states = await Promise.all(
      this.contributors.map(async (each) => [each.name, await stateOf(each)] as const),
    );
    const worst = Math.max(0, ...states.map(([, { status }]) => order.indexOf(status)));
    return { status: order[worst] ?? 'down', parts: Object.fromEntries(states) };
  }
}

/** The message of an error may hold addresses and names, so it is only logged, never shown here. */
const stateOf = async (contributor: HealthContributor): Promise<HealthState> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HealthState>((resolve) => {
    const reasons = [`no answer within ${answerMsMax / 1_000} s`];
    timer = setTimeout(() => resolve({ status: 'down', reasons }), answerMsMax);
  });
  try {
    return await Promise.race([contributor.check(), late]);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'error';
    return { status: 'down', reasons: [`does not answer (${name})`] };
  } finally {
    clearTimeout(timer);
  }
};

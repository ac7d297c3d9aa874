import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** One number with its labels, at the moment of asking. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface GaugeOptions {
  /** Prometheus name, unit last, e.g. `ledger_projection_lag_events`. */
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly string[];
  /** Asked at every scrape. */
  readonly samples: () => Promise<readonly Sample[]>;
}

/** The numbers of one service, for Prometheus. */
export class Metrics {
  readonly registry = new Registry();
  private readonly durations: Histogram<'method' | 'route' | 'status'>;

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
    this.durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the first byte of a request to the last of its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers: [this.registry],
    });
  }

  /** `route` is the template, never the path: ids would make a series each. */
  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.durations.observe({ method, route, status: String(status) }, seconds);
  }

  /** A number that is looked up when somebody asks. What cannot be looked up is left out. */
  gauge({ name, help, labelNames = [], samples }: GaugeOptions): void {
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      async collect() {
        this.reset();
        const found = await samples().catch(() => []);
        for (const { labels = {}, value } of found) this.set({ ...labels }, value);
      },
    });
  }

  page(): Promise<string> {
    return this.registry.metrics();
  }

  close(): void {
    this.registry.clear();
  }
}

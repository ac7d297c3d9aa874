interface Waiter {
  readonly position: number;
  readonly tell: (reached: boolean) => void;
}

/** How far each projection and process has come, and who waits for it to come further. */
export class ProgressBoard {
  private readonly reached = new Map<string, number>();
  private readonly waiters = new Map<string, Set<Waiter>>();
  private readonly resting = new Map<string, () => void>();

  set(name: string, through: number): void {
    this.reached.set(name, through);
    for (const waiter of this.waiters.get(name) ?? []) {
      if (waiter.position <= through) waiter.tell(true);
    }
  }

  /** Sends away those who wait in vain. */
  giveUp(name: string): void {
    for (const waiter of this.waiters.get(name) ?? []) waiter.tell(false);
  }

  /** Resolves to whether the position was reached in time. */
  wait(name: string, position: number, timeoutMs: number): Promise<boolean> {
    if ((this.reached.get(name) ?? -1) >= position) return Promise.resolve(true);
    return new Promise((resolve) => {
      const line = this.waiters.get(name) ?? new Set();
      this.waiters.set(name, line);
      const tell = (reached: boolean): void => {
        clearTimeout(timer);
        line.delete(waiter);
        if (line.size === 0) this.waiters.delete(name);
        resolve(reached);
      };
      const timer = setTimeout(() => tell(false), timeoutMs);
      const waiter: Waiter = { position, tell };
      line.add(waiter);
      this.resting.get(name)?.();
    });
  }

  /** Resolves after so long, or as soon as somebody waits for the name, or when the signal aborts. */
  rest(name: string, ms: number, signal: AbortSignal): Promise<void> {
    if (ms <= 0 || this.waiters.has(name) || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.resting.delete(name);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end);
      this.resting.set(name, end);
    });
  }

  get awaited(): readonly string[] {
    return [...this.waiters.keys()];
  }
}

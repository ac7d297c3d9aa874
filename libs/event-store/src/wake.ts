/**
 * Wakes those who wait for the log to grow. Counting the wakings closes the gap between looking
 * and waiting: who read `count` before he looked is woken at once when something came since.
 */
export class Wake {
  private wakings = 0;
  private readonly sleepers = new Set<() => void>();

  get count(): number {
    return this.wakings;
  }

  wakeAll(): void {
    this.wakings += 1;
    for (const wakeUp of [...this.sleepers]) wakeUp();
  }

  /** Resolves when woken after `count` was read, after `timeoutMs`, or when `signal` aborts. */
  after(count: number, timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (count !== this.wakings || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const wakeUp = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wakeUp);
        this.sleepers.delete(wakeUp);
        resolve();
      };
      const timer = setTimeout(wakeUp, timeoutMs);
      signal?.addEventListener('abort', wakeUp);
      this.sleepers.add(wakeUp);
    });
  }
}

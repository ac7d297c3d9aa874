/** Lets work through side by side, but in order of arrival where it shares a key. */
export class Lanes {
  private readonly tails = new Map<string, Promise<void>>();

  /** Runs the work when all earlier work with one of its keys has ended, well or not. */
  run(keys: readonly string[], work: () => Promise<void>): Promise<void> {
    const before = keys.map((key) => this.tails.get(key) ?? Promise.resolve());
    const done = Promise.all(before).then(work);
    const tail = done.catch(() => undefined);
    for (const key of keys) this.tails.set(key, tail);
    void tail.then(() => {
      for (const key of keys) if (this.tails.get(key) === tail) this.tails.delete(key);
    });
    return done;
  }

  /** Resolves when all that is in the lanes now has ended. */
  async idle(): Promise<void> {
    await Promise.all(this.tails.values());
  }
}

/** So many at once and no more. */
export class Slots {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** Whether somebody waits for one. */
  get areTaken(): boolean {
    return this.waiting.length > 0;
  }

  async use<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.free += 1;
      else next();
    }
  }
}

interface Item {
  position: number;
  isDone: boolean;
}

/**
 * How far everything is done, when work ends in another order than it began: `through` only moves
 * over what is finished without a gap.
 */
export class FinishedPrefix {
  private readonly items: Item[] = [];
  private readonly waiting: (() => void)[] = [];

  constructor(
    public through: number,
    private readonly onMoved: (through: number) => void,
  ) {}

  /** Work that began; positions come in ascending order. A rejection keeps the prefix where it is. */
  add(position: number, done: Promise<void>): void {
    const item = { position, isDone: false };
    this.items.push(item);
    done.then(
      () => {
        item.isDone = true;
        this.move();
      },
      () => undefined,
    );
  }

  /** Nothing to do up to here, beyond what was added before. */
  pass(position: number): void {
    const last = this.items.at(-1);
    if (last?.isDone === true) last.position = Math.max(position, last.position);
    else this.items.push({ position, isDone: true });
    this.move();
  }

  /** Resolves when fewer than so many are unfinished, or when the signal aborts. */
  async room(max: number, signal: AbortSignal): Promise<void> {
    while (this.items.length >= max && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const goOn = (): void => {
          signal.removeEventListener('abort', goOn);
          resolve();
        };
        this.waiting.push(goOn);
        signal.addEventListener('abort', goOn);
      });
    }
  }

  private move(): void {
    let moved = false;
    for (let item = this.items[0]; item?.isDone === true; item = this.items[0]) {
      this.through = Math.max(this.through, item.position);
      this.items.shift();
      moved = true;
    }
    if (!moved) return;
    for (const resolve of this.waiting.splice(0)) resolve();
    this.onMoved(this.through);
  }
}

/**
 * Carries positions of one log over to another that takes its events: a position stands for the
 * last event up to it, so its counterpart is the place of that same event; 0 before the first.
 */
export class Places {
  private readonly wanted: readonly number[];
  private readonly found = new Map<number, number>();
  private next = 0;
  private last = 0;

  constructor(wanted: Iterable<number>) {
    this.wanted = [...new Set(wanted)].sort((a, b) => a - b);
  }

  /** Notes where the next event, in order, stood and stands. */
  note(before: number, now: number): void {
    for (;;) {
      const wanted = this.wanted[this.next];
      if (wanted === undefined || wanted >= before) break;
      this.found.set(wanted, this.last);
      this.next += 1;
    }
    this.last = now;
  }

  /** Where a position has its counterpart, once all events have been noted. */
  of(before: number): number {
    return this.found.get(before) ?? this.last;
  }
}

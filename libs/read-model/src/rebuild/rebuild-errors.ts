/** Somebody asked for the end before it was done; the live tables are as they were. */
export class RebuildCancelled extends Error {
  constructor(name: string) {
    super(`The rebuild of ${name} was cancelled.`);
    this.name = 'RebuildCancelled';
  }
}

/** Another process rebuilds this projection now. */
export class RebuildUnderWay extends Error {
  constructor(projection: string) {
    super(`The projection ${projection} is being rebuilt by another process.`);
    this.name = 'RebuildUnderWay';
  }
}

/** Its rows come from more than the events, or it has none: they cannot be made anew this way. */
export class NotRebuildable extends Error {
  constructor(projection: string) {
    super(
      `The projection ${projection} does not make its tables from events alone, row by row: ` +
        'it cannot be rebuilt beside itself.',
    );
    this.name = 'NotRebuildable';
  }
}

/** The live tables could not be had for a moment: some query or transaction holds them for long. */
export class TablesBusy extends Error {
  constructor(projection: string) {
    super(`The tables of ${projection} were in use all the time: they could not be swapped.`);
    this.name = 'TablesBusy';
  }
}

/** The caller's `If-Match` names another version than the stream has (HTTP 412). */
export class StaleVersion extends Error {
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`Stream ${stream} is at version ${actual}; the request was made for ${expected}.`);
    this.name = 'StaleVersion';
  }
}

/** The idempotency key was used before for another request (HTTP 422). */
export class KeyReused extends Error {
  constructor(readonly key: string) {
    super('The idempotency key was used before with another request.');
    this.name = 'KeyReused';
  }
}

/** The stream has reached its stated maximum length (HTTP 409, `stream_full`). */
export class StreamFull extends Error {
  constructor(
    readonly stream: string,
    readonly eventsMax: number,
  ) {
    super(`Stream ${stream} would pass its limit of ${eventsMax} events.`);
    this.name = 'StreamFull';
  }
}

/** Too much is going on on one stream; try again after `retryAfterSeconds` (HTTP 503). */
export class Busy extends Error {
  readonly retryAfterSeconds = 1;

  constructor(message: string) {
    super(message);
    this.name = 'Busy';
  }
}

import type { EventBody } from '@ledger/domain/decider.js';
import type { Outcome } from '@ledger/event-store/command-handler.js';

/** The part of an outcome that the answer of a write is made of. */
export type WrittenOutcome = Pick<Outcome<EventBody, unknown>, 'version' | 'position' | 'replayed'>;

export interface WrittenOptions {
  /** Path of the resource that came into being, for the `Location` header of a 201. */
  readonly location?: string;
  /** Another status than the route's own, e.g. 202 where the effect is still on its way. */
  readonly status?: number;
}

/** The answer of a write before `answerWritten` has turned it into body and headers. */
export class Written<Body extends { readonly id: string }> {
  constructor(
    readonly outcome: WrittenOutcome,
    readonly body: Body,
    readonly options: WrittenOptions,
  ) {}
}

/**
 * The answer of a write: body `{...body, version, position}`, headers `ETag`, `Log-Position`,
 * `Location` and, where the request had been recorded before, `Idempotency-Replayed`.
 */
export const written = <Body extends { readonly id: string }>(
  { version, position, replayed }: WrittenOutcome,
  body: Body,
  options: WrittenOptions = {},
): Written<Body> => new Written({ version, position, replayed }, body, options);

import {
  requestClaimKind,
  requestClaimStream,
} from '@ledger/domain/claim/request-claim.decider.js';
import type { CommandContext } from './command-context.js';
import type { CommandLoop } from './command-loop.js';
import { derivedId } from './ids.js';
import { KeyReused } from './loop-errors.js';

/**
 * For creates whose id follows from what is created and not from the `Idempotency-Key`: another body
 * under the same key goes to another stream, which cannot know the key. So the key gets a stream of
 * its own (pattern 3). It is looked at first and written last, for a refusal must record nothing and
 * leave the key free; of two different requests that race under one key both may be carried out, but
 * one of them is told so (`KeyReused`).
 */
export class RequestClaims {
  private readonly claim;

  constructor(private readonly loop: CommandLoop) {
    this.claim = loop.handler(requestClaimKind);
  }

  /** Carries out a keyed request once per key; throws `KeyReused`, and whatever `work` throws. */
  async run<T>(context: CommandContext, work: () => Promise<T>): Promise<T> {
    const { idempotency } = context;
    if (idempotency === undefined) return work();
    const { scope, key, fingerprint } = idempotency;
    const requestId = derivedId('request', scope, key);
    const stream = requestClaimStream(requestId);
    const { state: known } = await this.loop.load(requestClaimKind, stream);
    if ((known.fingerprint ?? fingerprint) !== fingerprint) throw new KeyReused(key);
    const done = await work();
    if (known.fingerprint !== undefined) return done;
    const { actor, correlationId } = context;
    const { state } = await this.claim(
      stream,
      { type: 'ClaimRequest', data: { requestId, fingerprint } },
      { actor, correlationId },
    );
    if (state.fingerprint !== fingerprint) throw new KeyReused(key);
    return done;
  }
}

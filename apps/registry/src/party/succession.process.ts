import { partyKind } from '@ledger/domain/party/party.decider.js';
import type { PartyEvent } from '@ledger/domain/party/party.events.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';

type Succeeded = Extract<PartyEvent, { type: 'PartySucceeded' }>;

const name = 'succession';

/** Tells successors in their own streams in whose place they stand, so that lists find both. */
@Injectable()
export class SuccessionProcess implements Process {
  readonly name = name;
  readonly categories = ['party'];
  readonly reactsTo: readonly Succeeded['type'][] = ['PartySucceeded'];

  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {}

  react(event: RecordedEvent): Promise<void> {
    return notePredecessor(this.loop, event as RecordedOf<Succeeded>);
  }
}

/**
 * Tells each successor in its own stream. The route that records a succession does so before it
 * answers, so that lists find what was acknowledged; the process does it where the route could not.
 */
export const notePredecessor = async (
  loop: CommandLoop,
  event: RecordedOf<Succeeded>,
): Promise<void> => {
  const { partyId: predecessorPartyId, kind, successors, on } = event.data;
  for (const { partyId } of successors) {
    const data = { partyId, predecessorPartyId, kind, on };
    await loop.handler(partyKind)(
      partyStream(partyId),
      { type: 'NotePredecessor', data },
      reactionTo(event, name),
    );
  }
};

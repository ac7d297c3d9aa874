import { partyKind } from '@ledger/domain/party/party.decider.js';
import { nameOn, partyStream } from '@ledger/domain/party/party.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/** An organisation as it was called on a day. */
export interface PartyName {
  readonly partyId: string;
  readonly name: string;
  /** Unified social credit code or other identifier. */
  readonly identifier: string | undefined;
}

/** What organisations are called, by their own streams: however many, in one look at the log. */
@Injectable()
export class PartyNames {
  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {}

  /** Names of a day; one that is not registered here shows its id. */
  async on(
    date: string,
    partyIds: readonly string[],
  ): Promise<{ readonly of: (partyId: string) => PartyName }> {
    const streams = [...new Set(partyIds)].map(partyStream);
    const { states } = await this.loop.loadMany(partyKind, streams);
    return {
      of: (partyId) => {
        const party = states.get(partyStream(partyId))?.state;
        const name = (party && nameOn(party, date)) ?? partyId;
        return { partyId, name, identifier: party?.registration?.identifier.value };
      },
    };
  }
}

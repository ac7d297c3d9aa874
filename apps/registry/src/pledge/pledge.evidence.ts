import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import type { PledgorEvidence } from '@ledger/domain/title/title.events.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/** Reads what the rules of pledges need to know of the pledgors (pattern 2). */
@Injectable()
export class PledgeEvidence {
  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {}

  /** Every holder of an entry as his own stream describes him; who is not registered is left out. */
  async ofEntry(assetId: string, holdingId: string): Promise<readonly PledgorEvidence[]> {
    const { state } = await this.loop.load(titleKind, titleStream(assetId));
    const partyIds = state.entries.get(holdingId)?.holders.map(({ partyId }) => partyId) ?? [];
    if (partyIds.length === 0) return [];
    const streams = partyIds.map(partyStream);
    const { states } = await this.loop.loadMany(partyKind, streams);
    return partyIds.flatMap((partyId) => {
      const party = states.get(partyStream(partyId));
      const registration = party?.state.registration;
      if (party === undefined || registration === undefined) return [];
      return [{ partyId, partyClass: registration.partyClass, version: party.version }];
    });
  }

  async ofPledge(assetId: string, pledgeId: string): Promise<readonly PledgorEvidence[]> {
    const { state } = await this.loop.load(titleKind, titleStream(assetId));
    const pledge = state.pledges.get(pledgeId);
    return pledge === undefined ? [] : this.ofEntry(assetId, pledge.holdingId);
  }
}

import { shanghaiDate } from '@ledger/domain/calendar.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { holdersOf } from '@ledger/domain/title/entry-line.js';
import type { PledgorEvidence } from '@ledger/domain/title/title.events.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';
import { TitleLook } from './title-look.js';

/** Reads what the rules of pledges need to know of the pledgors (pattern 2). */
@Injectable()
export class PledgeEvidence {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(TitleLook) private readonly titles: TitleLook,
  ) {}

  /** Every holder of an entry as his own stream describes him; who is not registered is left out. */
  async ofEntry(assetId: string, holdingId: string): Promise<readonly PledgorEvidence[]> {
    const { title } = await this.titles.at(assetId);
    const partyIds = title.entries.get(holdingId)?.holders.map(({ partyId }) => partyId) ?? [];
    return this.described(partyIds);
  }

  /** Every holder of what the pledged entry has become. */
  async ofPledge(
    assetId: string,
    pledgeId: string,
    now: string,
  ): Promise<readonly PledgorEvidence[]> {
    const { title } = await this.titles.at(assetId);
    const pledge = title.pledges.get(pledgeId);
    if (pledge === undefined) return [];
    return this.described(holdersOf(title, pledge.holdingId, shanghaiDate(now)));
  }

  private async described(partyIds: readonly string[]): Promise<readonly PledgorEvidence[]> {
    if (partyIds.length === 0) return [];
    const { states } = await this.loop.loadMany(partyKind, partyIds.map(partyStream));
    return partyIds.flatMap((partyId) => {
      const party = states.get(partyStream(partyId));
      const registration = party?.state.registration;
      if (party === undefined || registration === undefined) return [];
      return [{ partyId, partyClass: registration.partyClass, version: party.version }];
    });
  }
}

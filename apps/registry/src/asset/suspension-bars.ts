import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { stepsOf } from '@ledger/domain/asset/possible-steps.js';
import { asOf } from '@ledger/domain/asset/clock.rules.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import { Inject, Injectable } from '@nestjs/common';

interface Suspending {
  readonly assetId: string;
  readonly barId: string;
  readonly authority: string;
  readonly documentDigest?: string;
}

/**
 * Pattern 1, lock in the title: what limits disposal stands as a bar on the title before the asset
 * says that it is suspended. No bar is raised for a suspension that the asset would refuse.
 */
@Injectable()
export class SuspensionBars {
  private readonly door: TitleDoor;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Standings) private readonly standings: Standings,
  ) {
    this.door = new TitleDoor(loop);
  }

  async raiseFor(suspending: Suspending, { ifMatch, ...context }: CommandContext): Promise<void> {
    const { assetId, barId, authority, documentDigest } = suspending;
    const { state, version } = await this.loop.load(assetKind, assetStream(assetId));
    const now = asOf(state, assetId, shanghaiDate(this.clock.now()));
    const { sole } = await this.standings.of(context.actor.partyId);
    const registrarPartyId = state.application?.registrarPartyId;
    const isOwn = registrarPartyId !== undefined && sole.includes(registrarPartyId);
    const isStale = ifMatch !== undefined && ifMatch !== version;
    if (!isOwn || isStale || !stepsOf(now).includes('suspension')) return;
    const document = documentDigest === undefined ? {} : { documentDigest };
    const bar = { assetId, barId, ground: 'suspendedCertificate', authority, ...document } as const;
    await this.door.handle(titleStream(assetId), { type: 'RaiseBar', data: bar }, context);
  }
}

import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';

type Registered = Extract<AssetEvent, { type: 'AssetRegistered' }>;

/** Opens the title of an asset that was registered, with the entries of its rights statement. */
@Injectable()
export class TitleOpeningProcess implements Process {
  readonly name = 'title-opening';
  readonly categories = ['asset'];
  readonly reactsTo: readonly Registered['type'][] = ['AssetRegistered'];

  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {}

  async react(event: RecordedEvent): Promise<void> {
    const { assetId, registrarPartyId, rights } = (event as RecordedOf<Registered>).data;
    const { state } = await this.loop.load(assetKind, assetStream(assetId));
    const inHouse = state.application?.scheme === 'in-house';
    const data = { assetId, registrarPartyId, inHouse, entries: rights };
    const handle = this.loop.handler(titleKind);
    const context = reactionTo(event, this.name);
    await handle(titleStream(assetId), { type: 'OpenTitle', data }, context);
  }
}

import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream, type AssetState } from '@ledger/domain/asset/asset.state.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream, type Title } from '@ledger/domain/title/title.state.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import type { ValuationState } from '@ledger/domain/valuation/valuation.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { StreamInstants } from '@ledger/event-store/stream-instants.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Inject, Injectable } from '@nestjs/common';

/** A title as it stood at a position, with the instants of its versions. */
export interface SeenTitle {
  readonly asOf: number;
  readonly title: Title;
  readonly version: number;
  readonly instant: (version: number) => string;
}

/** A title together with what the asset is and what it is worth, at one position. */
export interface SeenSheet extends SeenTitle {
  readonly asset: Loaded<AssetState>;
  readonly valuations: ValuationState;
}

/**
 * Looks at titles in the log (linearizable): everything acknowledged before the look is in it,
 * whichever process wrote it. No table is read.
 */
@Injectable()
export class TitleLook {
  private readonly instants: StreamInstants;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) log: EventLog,
  ) {
    this.instants = new StreamInstants(log);
  }

  async at(assetId: string, after?: number): Promise<SeenTitle> {
    const stream = titleStream(assetId);
    const view = await this.loop.view([{ kind: titleKind, stream }]);
    const { state, version } = view.of(titleKind, stream);
    return this.seen({ asOf: view.asOf, title: state, version }, assetId, after);
  }

  async sheet(assetId: string, after?: number): Promise<SeenSheet> {
    const title = { kind: titleKind, stream: titleStream(assetId) };
    const asset = { kind: assetKind, stream: assetStream(assetId) };
    const valuation = { kind: valuationKind, stream: `valuation-${assetId}` };
    const view = await this.loop.view([title, asset, valuation]);
    const { state, version } = view.of(titleKind, title.stream);
    return {
      ...(await this.seen({ asOf: view.asOf, title: state, version }, assetId, after)),
      asset: view.of(assetKind, asset.stream),
      valuations: view.of(valuationKind, valuation.stream).state,
    };
  }

  private async seen(
    found: Omit<SeenTitle, 'instant'>,
    assetId: string,
    after = 0,
  ): Promise<SeenTitle> {
    if (found.asOf < after) throw problem('read_model_behind');
    const instant = await this.instants.upTo(titleStream(assetId), found.version);
    return { ...found, instant };
  }
}

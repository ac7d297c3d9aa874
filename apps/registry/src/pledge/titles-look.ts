import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream, type AssetState } from '@ledger/domain/asset/asset.state.js';
import type { PartyClass } from '@ledger/domain/party/party.events.js';
import type { Title } from '@ledger/domain/title/title.state.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import type { ValuationState } from '@ledger/domain/valuation/valuation.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { lookAtTitles } from '@ledger/http/titles/many-titles.js';
import { Inject, Injectable } from '@nestjs/common';

/** One asset among many, all as of one position. */
export interface GlancedSheet {
  readonly assetId: string;
  readonly title: Title;
  readonly version: number;
  readonly asset: AssetState;
  readonly valuations: ValuationState;
  readonly classOf: (partyId: string) => PartyClass | undefined;
}

/** Many titles with what their assets are and what they are worth, in one look at the log. */
@Injectable()
export class TitlesLook {
  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {}

  async sheets(
    assetIds: readonly string[],
    now: string,
  ): Promise<{ readonly asOf: number; readonly sheets: readonly GlancedSheet[] }> {
    const also = (id: string) => [
      { kind: assetKind, stream: assetStream(id) },
      { kind: valuationKind, stream: `valuation-${id}` },
    ];
    const { view, titles, parties } = await lookAtTitles(this.loop, assetIds, { now, also });
    const classOf = (id: string) => parties.get(id)?.state.registration?.partyClass;
    const sheets = [...titles].map(([assetId, title]) => ({
      assetId,
      title,
      version: title.version,
      asset: view.of(assetKind, assetStream(assetId)).state,
      valuations: view.of(valuationKind, `valuation-${assetId}`).state,
      classOf,
    }));
    return { asOf: view.asOf, sheets };
  }
}

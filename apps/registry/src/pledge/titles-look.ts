import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream, type AssetState } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import type { PartyClass } from '@ledger/domain/party/party.events.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { informed, partiesOf, resolved } from '@ledger/domain/title/successions.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream, type Title } from '@ledger/domain/title/title.state.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import type { ValuationState } from '@ledger/domain/valuation/valuation.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { View } from '@ledger/event-store/stream-reader.js';
import { factsOf } from '@ledger/http/titles/title-parties.js';
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

/** Each look finds the successors of those found before; a longer line is no real one. */
const looksMax = 20;

/**
 * Many titles in one look at the log (linearizable): a look names every stream it wants at once, so
 * that the number of statements does not depend on how many there are. A first look finds the
 * parties, a second one sees them and all the rest as of one position.
 */
@Injectable()
export class TitlesLook {
  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {}

  async sheets(
    assetIds: readonly string[],
    now: string,
  ): Promise<{ readonly asOf: number; readonly sheets: readonly GlancedSheet[] }> {
    let partyIds: readonly string[] = [];
    for (let looks = 0; looks < looksMax; looks += 1) {
      const view = await this.look(assetIds, partyIds);
      const parties = new Map(partyIds.map((id) => [id, view.of(partyKind, partyStream(id))]));
      const facts = factsOf(parties);
      const titles = assetIds.map((id) =>
        informed(view.of(titleKind, titleStream(id)).state, facts),
      );
      const heirs = facts.flatMap(({ succession }) => succession?.successors ?? []);
      const wanted = unique([
        ...partyIds,
        ...titles.flatMap((title) => (title.version === 0 ? [] : partiesOf(title))),
        ...heirs.map(({ partyId }) => partyId),
      ]);
      if (wanted.length > partyIds.length) {
        partyIds = wanted;
        continue;
      }
      const classOf = (id: string) => parties.get(id)?.state.registration?.partyClass;
      const sheets = titles.map((title, index) =>
        glanced(view, assetIds[index] ?? '', resolved(title, shanghaiDate(now)), classOf),
      );
      return { asOf: view.asOf, sheets };
    }
    throw new Error('The successions of the parties of these titles have no end.');
  }

  private look(assetIds: readonly string[], partyIds: readonly string[]): Promise<View> {
    return this.loop.view([
      ...assetIds.flatMap((id) => [
        { kind: titleKind, stream: titleStream(id) },
        { kind: assetKind, stream: assetStream(id) },
        { kind: valuationKind, stream: `valuation-${id}` },
      ]),
      ...partyIds.map((id) => ({ kind: partyKind, stream: partyStream(id) })),
    ]);
  }
}

const glanced = (
  view: View,
  assetId: string,
  title: Title,
  classOf: GlancedSheet['classOf'],
): GlancedSheet => ({
  assetId,
  title,
  version: title.version,
  asset: view.of(assetKind, assetStream(assetId)).state,
  valuations: view.of(valuationKind, `valuation-${assetId}`).state,
  classOf,
});

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

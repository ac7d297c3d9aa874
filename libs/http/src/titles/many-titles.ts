import { shanghaiDate } from '@ledger/domain/calendar.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream, type PartyState } from '@ledger/domain/party/party.state.js';
import { informed, partiesOf, resolved } from '@ledger/domain/title/successions.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream, type Title } from '@ledger/domain/title/title.state.js';
import type { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Loaded, StreamAsk, View } from '@ledger/event-store/stream-reader.js';
import { factsOf } from './title-parties.js';

/** Each look finds the successors of those found before; a longer line is no real one. */
const looksMax = 20;

/** Many titles as they stand, successors in their predecessors' places. */
export interface ManyTitles {
  /** Also holds the further streams that were asked for. */
  readonly view: View;
  readonly titles: ReadonlyMap<string, Title>;
  readonly parties: ReadonlyMap<string, Loaded<PartyState>>;
}

/**
 * Many titles in one look at the log (linearizable): a look names every stream it wants at once, so
 * that the number of statements does not depend on how many there are. A first look finds the
 * parties, a second one sees them and all the rest as of one position.
 */
export const lookAtTitles = async (
  loop: CommandLoop,
  assetIds: readonly string[],
  { now, also }: { readonly now: string; readonly also: (assetId: string) => readonly StreamAsk[] },
): Promise<ManyTitles> => {
  const asks = assetIds.flatMap((id) => [
    { kind: titleKind, stream: titleStream(id) },
    ...also(id),
  ]);
  let partyIds: readonly string[] = [];
  for (let looks = 0; looks < looksMax; looks += 1) {
    const named = partyIds.map((id) => ({ kind: partyKind, stream: partyStream(id) }));
    const view = await loop.view([...asks, ...named]);
    const parties = new Map(partyIds.map((id) => [id, view.of(partyKind, partyStream(id))]));
    const facts = factsOf(parties);
    const titles = new Map(
      assetIds.map((id) => [id, informed(view.of(titleKind, titleStream(id)).state, facts)]),
    );
    const heirs = facts.flatMap(({ succession }) => succession?.successors ?? []);
    const wanted = new Set([
      ...partyIds,
      ...[...titles.values()].flatMap((title) => (title.version === 0 ? [] : partiesOf(title))),
      ...heirs.map(({ partyId }) => partyId),
    ]);
    if (wanted.size === partyIds.length) {
      const today = shanghaiDate(now);
      const standing = new Map([...titles].map(([id, title]) => [id, resolved(title, today)]));
      return { view, titles: standing, parties };
    }
    partyIds = [...wanted];
  }
  throw new Error('The successions of the parties of these titles have no end.');
};

import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream, type PartyState } from '@ledger/domain/party/party.state.js';
import type { PartyFact } from '@ledger/domain/title/disposal.commands.js';
import { informed, partiesOf } from '@ledger/domain/title/successions.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream, type Title } from '@ledger/domain/title/title.state.js';
import type { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Loaded, StreamAsk, View } from '@ledger/event-store/stream-reader.js';
import { LRUCache } from 'lru-cache';

/** Titles whose parties are remembered, so that one look at the log is enough the next time. */
const titlesMax = 20_000;

/** Each look finds the successors of those found before; a longer line is no real one. */
const looksMax = 20;

/** The parties that a title names at a version, and their successors as they were then known. */
interface Named {
  readonly version: number;
  readonly ids: readonly string[];
}

/** A title with the parties that it names, all as of one position of the log. */
export interface PartiedTitle {
  readonly view: View;
  /** With what the parties' streams say of their successions, not yet resolved. */
  readonly title: Title;
  readonly version: number;
  readonly parties: ReadonlyMap<string, Loaded<PartyState>>;
  /** Of the parties, those that were succeeded or are suspended. */
  readonly facts: readonly PartyFact[];
}

/**
 * Looks at a title together with its parties (pattern 2, linearizable): who was merged into whom
 * and who is suspended is known as of the same position as the title.
 */
export class TitleParties {
  private readonly named = new LRUCache<string, Named>({ max: titlesMax });

  constructor(private readonly loop: CommandLoop) {}

  /** With further streams that the caller wants in the same look. */
  async look(
    assetId: string,
    also: { readonly partyIds?: readonly string[]; readonly streams?: readonly StreamAsk[] } = {},
  ): Promise<PartiedTitle> {
    const stream = titleStream(assetId);
    const named = this.named.get(assetId);
    let ids = unique(named?.ids ?? [], also.partyIds ?? []);
    for (let looks = 0; looks < looksMax; looks += 1) {
      const asks = ids.map((id) => ({ kind: partyKind, stream: partyStream(id) }));
      const view = await this.loop.view([
        { kind: titleKind, stream },
        ...(also.streams ?? []),
        ...asks,
      ]);
      const { state, version } = view.of(titleKind, stream);
      const parties = new Map(ids.map((id) => [id, view.of(partyKind, partyStream(id))]));
      const facts = factsOf(parties);
      const title = informed(state, facts);
      const found = { view, title, version, parties, facts };
      // What a version names, it names for ever; who has followed whom is in the facts.
      if (version === 0 || (facts.length === 0 && named?.version === version)) return found;
      const inTitle = partiesOf(title);
      const wanted = unique(ids, inTitle, heirs(facts));
      if (wanted.length === ids.length) {
        this.named.set(assetId, { version, ids: inTitle });
        return found;
      }
      ids = wanted;
    }
    throw new Error(`The successions of the parties of ${stream} have no end.`);
  }
}

/** What of the parties' streams a decision about a title relies on. */
export const factsOf = (
  parties: ReadonlyMap<string, Pick<Loaded<PartyState>, 'state' | 'version'>>,
): readonly PartyFact[] => {
  const facts: PartyFact[] = [];
  for (const [partyId, { state, version }] of parties) {
    const { succession, suspension } = state;
    if (succession === undefined && suspension === undefined) continue;
    const succeeded = succession && {
      succession: { successors: succession.successors, on: succession.on },
    };
    facts.push({ partyId, version, ...succeeded, ...(suspension && { suspended: true }) });
  }
  return facts;
};

const heirs = (facts: readonly PartyFact[]): readonly string[] =>
  facts.flatMap(({ succession }) => (succession?.successors ?? []).map(({ partyId }) => partyId));

const unique = (...lists: readonly (readonly string[])[]): readonly string[] => {
  const [first = [], ...more] = lists;
  return more.every(({ length }) => length === 0) ? first : [...new Set(lists.flat())];
};

import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { nameOn } from '@ledger/domain/party/party.state.js';
import { pledgorIn, type SearchQuery } from '@ledger/domain/pledge-search/pledge-search.events.js';
import type { FoundItem, FoundTitle } from '@ledger/domain/pledge-search/search-result.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { upcast } from '@ledger/event-store/upcast.js';
import { KnownParties } from '@ledger/http/titles/known-parties.js';

/**
 * What organisations and assets were called on the day of a search, as far as the log knew it at the
 * search's position: a person who reads the certificate years later knows nothing of ids.
 */
export interface CertificateNames {
  readonly parties: readonly {
    readonly partyId: string;
    readonly name: string;
    /** Unified social credit code or other identifier. */
    readonly identifier?: string;
  }[];
  readonly assets: readonly { readonly assetId: string; readonly name: string }[];
}

/** What a certificate speaks of. */
export interface Spoken {
  readonly query: SearchQuery;
  readonly searcherPartyId: string;
  readonly searchedAt: string;
  readonly asOf: number;
  readonly titles: readonly FoundTitle[];
}

/** The same whenever it is asked: nothing that was recorded later is in it. */
export const namesIn = async (log: EventLog, spoken: Spoken): Promise<CertificateNames> => {
  const { asOf, searchedAt, titles } = spoken;
  const isKnown = ({ position }: RecordedEvent): boolean => position <= asOf;
  const ids = [...new Set(partiesIn(spoken))].toSorted();
  const known = await new KnownParties(log, isKnown).all(ids);
  const date = shanghaiDate(searchedAt);
  const parties = ids.flatMap((partyId) => {
    const state = known.get(partyId)?.state;
    const name = state && nameOn(state, date);
    const identifier = state?.registration?.identifier.value;
    return name === undefined ? [] : [{ partyId, name, ...(identifier && { identifier }) }];
  });
  const assets = await Promise.all(titles.map(({ assetId }) => assetName(log, assetId, isKnown)));
  return { parties, assets: assets.flat() };
};

const assetName = async (
  log: EventLog,
  assetId: string,
  isKnown: (event: RecordedEvent) => boolean,
): Promise<CertificateNames['assets']> => {
  const { evolve, initialState } = assetKind.decider;
  const events = (await log.read(assetStream(assetId))).filter(isKnown);
  const state = events.map((event) => upcast(assetKind, event)).reduce(evolve, initialState());
  const name = state.application?.description.name;
  return name === undefined ? [] : [{ assetId, name }];
};

const partiesIn = ({ query, searcherPartyId, titles }: Spoken): readonly string[] => [
  searcherPartyId,
  ...[pledgorIn(query)?.partyId ?? []].flat(),
  ...titles.flatMap(({ entries, items, successions = [] }) => [
    ...entries.flatMap(({ holderPartyIds }) => holderPartyIds),
    ...items.flatMap(partiesOfItem),
    ...successions.flatMap(({ partyId, successorPartyIds }) => [partyId, ...successorPartyIds]),
  ]),
];

const partiesOfItem = (item: FoundItem): readonly string[] => {
  if (item.kind === 'pledge') return [item.pledgeePartyId, ...item.pledgorPartyIds];
  return item.kind === 'grant' ? [item.granterPartyId, item.granteePartyId] : [];
};

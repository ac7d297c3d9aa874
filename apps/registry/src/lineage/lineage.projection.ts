import type { AssetEvent, SourceReference } from '@ledger/domain/asset/asset.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { LineageView } from './lineage.view.js';

/** One row per asset that names sources: in its application, or adopted later. */
export const lineageFold: RowFold<AssetEvent, LineageView> = {
  name: 'lineage',
  categories: ['asset'],
  table: LineageView,
  key: 'assetId',
  keysOf: (event) => (saysSources(event) && !isBare(event) ? [event.data.assetId] : []),
  evolve: (row, event) => {
    if (!saysSources(event)) return row;
    const sources = sourcesIn(event);
    if (sources.length === 0) return undefined;
    return {
      assetId: event.data.assetId,
      sourceIds: [...new Set(sources.map(({ assetId }) => assetId))],
    };
  },
};

type SayingSources = Extract<
  RecordedOf<AssetEvent>,
  { type: 'ApplicationSubmitted' | 'ApplicationSupplemented' | 'SourcesAdopted' }
>;

const saysSources = (event: RecordedOf<AssetEvent>): event is SayingSources =>
  event.type === 'ApplicationSubmitted' ||
  event.type === 'ApplicationSupplemented' ||
  event.type === 'SourcesAdopted';

/** The first that is said of an asset, and of no sources: there is no row yet that it could end. */
const isBare = (event: SayingSources): boolean =>
  event.version === 1 && sourcesIn(event).length === 0;

const sourcesIn = (event: SayingSources): readonly SourceReference[] =>
  event.type === 'SourcesAdopted' ? event.data.sources : (event.data.description.sources ?? []);

import type { AssetDescription, AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { bandsOf, sketchOf, sketchText } from '@ledger/domain/fingerprint/sketch.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { AssetSketchView } from './asset-sketch.view.js';

type Row = Omit<AssetSketchView, 'lastPosition'>;

/** One row per asset whose application states a fingerprint. */
export const assetSketchFold: RowFold<AssetEvent, AssetSketchView> = {
  name: 'asset-sketch',
  categories: ['asset'],
  table: AssetSketchView,
  key: 'assetId',
  keysOf: (event) => (matters(event) ? [event.data.assetId] : []),
  evolve: (row, event) => {
    if (!matters(event)) return row;
    switch (event.type) {
      case 'ApplicationSubmitted': {
        const { assetId, applicantPartyId, registrarPartyId, description } = event.data;
        const sketched = sketchedIn(description);
        const registeredPosition = null;
        return (
          sketched && {
            assetId,
            applicantPartyId,
            registrarPartyId,
            ...sketched,
            registeredPosition,
          }
        );
      }
      case 'ApplicationSupplemented': {
        const sketched = sketchedIn(event.data.description);
        return row && sketched && { ...row, ...sketched };
      }
      case 'AssetRegistered':
        return row && { ...row, registeredPosition: event.position };
    }
  },
};

type Mattering = Extract<
  RecordedOf<AssetEvent>,
  { type: 'ApplicationSubmitted' | 'ApplicationSupplemented' | 'AssetRegistered' }
>;

const matters = (event: RecordedOf<AssetEvent>): event is Mattering =>
  event.type === 'ApplicationSubmitted' ||
  event.type === 'ApplicationSupplemented' ||
  event.type === 'AssetRegistered';

const sketchedIn = ({
  name,
  summary,
  fingerprint,
}: AssetDescription): Pick<Row, 'contentDigest' | 'sketch' | 'bands'> | undefined => {
  if (fingerprint === undefined) return undefined;
  const { contentDigest, fields = [], sampleDigests = [] } = fingerprint;
  const sketch = sketchOf({ name, summary, fields, sampleDigests });
  return { contentDigest, sketch: sketchText(sketch), bands: bandsOf(sketch) };
};

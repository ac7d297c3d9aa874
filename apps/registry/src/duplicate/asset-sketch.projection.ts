import type { AssetDescription, AssetEvent } from '@ledger/domain/asset/asset.events.js';
import type { Fingerprint } from '@ledger/domain/fingerprint/fingerprint.events.js';
import { bandsOf, sketchOf, sketchText } from '@ledger/domain/fingerprint/sketch.js';
import { sameJson } from '@ledger/domain/same-json.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { AssetSketchView } from './asset-sketch.view.js';

type Row = Omit<AssetSketchView, 'lastPosition'>;

/** One row per asset whose application, or a change since, states a fingerprint. */
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
        const { assetId, applicantPartyId, registrarPartyId, scheme, description } = event.data;
        const sides = { assetId, applicantPartyId, registrarPartyId, scheme: scheme.name };
        const sketched = sketchedIn(description);
        return sketched && { ...sides, ...sketched, registeredPosition: null };
      }
      case 'ApplicationSupplemented': {
        const sketched = sketchedIn(event.data.description);
        return row && sketched && { ...row, ...sketched };
      }
      case 'AssetRegistered':
        return row && { ...row, registeredPosition: event.position };
      case 'RegistrationChanged':
      case 'RegistrationCorrected':
        return changed(row, event);
    }
  },
};

type Of<Type extends AssetEvent['type']> = Extract<RecordedOf<AssetEvent>, { type: Type }>;
type Change = Of<'RegistrationChanged' | 'RegistrationCorrected'>;
type Mattering =
  Of<'ApplicationSubmitted' | 'ApplicationSupplemented' | 'AssetRegistered'> | Change;

const mattering: ReadonlySet<string> = new Set<Mattering['type']>([
  'ApplicationSubmitted',
  'ApplicationSupplemented',
  'AssetRegistered',
  'RegistrationChanged',
  'RegistrationCorrected',
]);

const matters = (event: RecordedOf<AssetEvent>): event is Mattering =>
  mattering.has(event.type) && !isBare(event);

/** An asset's first application, without a fingerprint: there is no row yet that it could end. */
const isBare = ({ type, version, data }: RecordedOf<AssetEvent>): boolean =>
  type === 'ApplicationSubmitted' && version === 1 && data.description.fingerprint === undefined;

/**
 * Another fingerprint is the asset's from the change on, so whoever had it before is the earlier
 * one. A change that states none leaves the one that is known; other words move no place.
 */
const changed = (row: Row | undefined, { data, position }: Change): Row | undefined => {
  const { assetId, description, applicantPartyId, registrarPartyId } = data;
  const sketched = sketchedIn(description, row?.fingerprint);
  if (sketched === undefined) return row;
  if (row && sameJson(row.fingerprint, sketched.fingerprint)) return { ...row, ...sketched };
  if (row) return { ...row, ...sketched, registeredPosition: position };
  if (applicantPartyId === undefined || registrarPartyId === undefined) return undefined;
  const sides = { assetId, applicantPartyId, registrarPartyId, scheme: null };
  return { ...sides, ...sketched, registeredPosition: position };
};

const sketchedIn = (
  { name, summary, fingerprint: stated }: AssetDescription,
  known?: Fingerprint,
): Pick<Row, 'fingerprint' | 'contentDigest' | 'sketch' | 'bands'> | undefined => {
  const fingerprint = stated ?? known;
  if (fingerprint === undefined) return undefined;
  const { contentDigest, fields = [], sampleDigests = [] } = fingerprint;
  const sketch = sketchOf({ name, summary, fields, sampleDigests });
  return { fingerprint, contentDigest, sketch: sketchText(sketch), bands: bandsOf(sketch) };
};

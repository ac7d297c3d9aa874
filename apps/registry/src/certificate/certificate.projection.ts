import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { schemeOf } from '@ledger/domain/asset/schemes.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { CertificateView } from './certificate.view.js';

type Row = Omit<CertificateView, 'lastPosition'>;
type Of<Type extends AssetEvent['type']> = Extract<RecordedOf<AssetEvent>, { readonly type: Type }>;

/** One row per asset that has been applied for; it has a number once one is issued. */
export const certificateFold: RowFold<AssetEvent, CertificateView> = {
  name: 'certificate',
  categories: ['asset'],
  table: CertificateView,
  key: 'assetId',
  keysOf: (event) => {
    switch (event.type) {
      case 'ApplicationSubmitted':
      case 'CertificateIssued':
        return [event.data.assetId];
      case 'ApplicationAccepted':
      case 'ApplicationRejected':
      case 'AssetRegistered':
      case 'AssetReclassified':
      case 'QualityAssessed':
      case 'SourcesProposed':
      case 'SourcesAdopted':
      case 'SourcesDropped':
      case 'DuplicateNoticed':
      case 'DuplicateResolved':
        return [];
    }
  },
  evolve: (row, event) => {
    switch (event.type) {
      case 'ApplicationSubmitted':
        return appliedFor(event);
      case 'CertificateIssued':
        return issued(row, event);
      case 'ApplicationAccepted':
      case 'ApplicationRejected':
      case 'AssetRegistered':
      case 'AssetReclassified':
      case 'QualityAssessed':
      case 'SourcesProposed':
      case 'SourcesAdopted':
      case 'SourcesDropped':
      case 'DuplicateNoticed':
      case 'DuplicateResolved':
        return row;
    }
  },
};

const appliedFor = ({ data, version }: Of<'ApplicationSubmitted'>): Row => ({
  assetId: data.assetId,
  certificateNo: null,
  isPublic: schemeOf(data.scheme.name).certificate.isPublic,
  name: data.description.name,
  registrarPartyId: data.registrarPartyId,
  issuedAt: null,
  validUntil: null,
  version,
});

const issued = (row: Row | undefined, event: Of<'CertificateIssued'>): Row => {
  if (!row) throw new Error('A certificate comes before any application.');
  const { data, recordedAt, version } = event;
  const { certificateNo, validUntil = null } = data;
  return { ...row, certificateNo, validUntil, issuedAt: recordedAt, version };
};

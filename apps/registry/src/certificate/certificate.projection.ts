import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { CertificateView } from './certificate.view.js';
import { certified } from './certified-entry.js';

type Row = Omit<CertificateView, 'lastPosition'>;
type Of<Type extends AssetEvent['type']> = Extract<RecordedOf<AssetEvent>, { readonly type: Type }>;

/** What of a title changes who holds what: the certificate names it from the same position on. */
const ofTitle = [
  'HoldingRecorded',
  'HoldingEnded',
  'RightTransferred',
] as const satisfies readonly TitleEvent['type'][];

type Moved = Extract<TitleEvent, { readonly type: (typeof ofTitle)[number] }>;

/** What a certificate rests on; everything else that is said of an asset leaves it as it is. */
const heard: readonly (AssetEvent | Moved)['type'][] = [
  'ApplicationSubmitted',
  'ApplicationSupplemented',
  'AssetRegistered',
  'CertificateIssued',
  'CertificateAdjusted',
  'RegistrationChanged',
  'RegistrationCorrected',
  'RegistrationRenewed',
  'RegistrationSuspended',
  'RegistrationRestored',
  'RegistrationCancelled',
  'RegistrationRevoked',
  'RegistrationExpired',
  ...ofTitle,
];

/** One row per asset that has been applied for; it has a number once one is issued. */
export const certificateFold: RowFold<AssetEvent | Moved, CertificateView> = {
  name: 'certificate',
  categories: ['asset', 'title'],
  types: heard,
  table: CertificateView,
  key: 'assetId',
  keysOf: (event) => (heard.includes(event.type) ? [event.data.assetId] : []),
  evolve: (row, event) => {
    if (isMoved(event)) return row && { ...row, ...movedBy(event, row) };
    const changed = changesOf(event, row);
    return changed && { ...changed, version: event.version };
  },
};

const isMoved = (event: RecordedOf<AssetEvent | Moved>): event is RecordedOf<Moved> =>
  ofTitle.some((type) => type === event.type);

const movedBy = (event: RecordedOf<Moved>, { entries, registeredEntries }: Row) => ({
  entries: entriesAfter(entries, event),
  registeredEntries: registeredAfter(registeredEntries, event),
});

/** What is recorded later was not registered; of what was, those who held it last remain. */
const registeredAfter = (
  before: Row['registeredEntries'],
  event: RecordedOf<Moved>,
): Row['registeredEntries'] => {
  if (event.type === 'HoldingRecorded') return before;
  const gone = event.type === 'HoldingEnded' ? event.data.holdingId : event.data.fromHoldingId;
  if (before.every(({ holdingId }) => holdingId !== gone)) return before;
  const after = entriesAfter(before, event);
  return after.length > 0 ? after : before;
};

const entriesAfter = (
  before: Row['entries'],
  { type, data }: RecordedOf<Moved>,
): Row['entries'] => {
  const without = (id: string) => before.filter(({ holdingId }) => holdingId !== id);
  switch (type) {
    case 'HoldingRecorded':
      return [...without(data.entry.holdingId), certified(data.entry)];
    case 'HoldingEnded':
      return without(data.holdingId);
    case 'RightTransferred': {
      const { fromHoldingId, to, remaining } = data;
      const opened = [to, ...(remaining === undefined ? [] : [remaining])];
      return [...without(fromHoldingId), ...opened.map(certified)];
    }
  }
};

const changesOf = (event: RecordedOf<AssetEvent>, row: Row | undefined): Row | undefined => {
  if (event.type === 'ApplicationSubmitted') return appliedFor(event);
  if (row === undefined) throw new Error(`${event.type} comes before any application.`);
  switch (event.type) {
    case 'ApplicationSupplemented':
    case 'RegistrationChanged':
    case 'RegistrationCorrected':
      return { ...row, name: event.data.description.name };
    case 'AssetRegistered': {
      const { rights, validUntil = null } = event.data;
      const entries = rights.map(certified);
      const { effectiveOn: registeredOn } = event.metadata;
      const entered = { entries, registeredEntries: entries };
      return { ...row, ...entered, validUntil, registeredOn, waitingSince: registeredOn };
    }
    case 'CertificateIssued': {
      const { certificateNo, validUntil = null, isPublic = false } = event.data;
      const number = { certificateNo, issuedAt: event.recordedAt, waitingSince: null };
      return { ...row, ...number, validUntil, isPublic };
    }
    case 'RegistrationRenewed':
      return { ...row, validUntil: event.data.validUntil };
    case 'RegistrationSuspended':
      return { ...row, state: 'suspended' };
    case 'RegistrationRestored':
      return { ...row, state: 'valid' };
    case 'RegistrationCancelled':
      return { ...row, state: 'cancelled', endedOn: event.data.on };
    case 'RegistrationRevoked':
      return { ...row, state: 'revoked', endedOn: event.data.on };
    case 'RegistrationExpired':
      return { ...row, state: 'expired' };
    // The title said it before, and may have gone on since.
    case 'CertificateAdjusted':
    case 'ApplicationDrafted':
    case 'ApplicationReturned':
    case 'ApplicationWithdrawn':
    case 'ApplicationAccepted':
    case 'ApplicationRejected':
    case 'ApplicationPublicised':
    case 'SupplementRequested':
    case 'ReviewSupplemented':
    case 'ReviewExtended':
    case 'ObjectionRaised':
    case 'ObjectionAnswered':
    case 'ObjectionUpheld':
    case 'ObjectionDismissed':
    case 'RequestFiled':
    case 'RequestRefused':
    case 'RequestWithdrawn':
    case 'CancellationRequested':
    case 'CancellationRefused':
    case 'RegistrationCorrectionProposed':
    case 'RegistrationCorrectionRejected':
    case 'AssetReclassified':
    case 'QualityAssessed':
    case 'SourcesProposed':
    case 'SourcesAdopted':
    case 'SourcesDropped':
    case 'DuplicateNoticed':
    case 'DuplicateResolved':
      return row;
  }
};

const appliedFor = ({ data, version }: Of<'ApplicationSubmitted'>): Row => ({
  assetId: data.assetId,
  certificateNo: null,
  isPublic: false,
  scheme: data.scheme.name,
  state: 'valid',
  entries: [],
  registeredEntries: [],
  applicantPartyId: data.applicantPartyId,
  registeredOn: null,
  endedOn: null,
  name: data.description.name,
  registrarPartyId: data.registrarPartyId,
  issuedAt: null,
  validUntil: null,
  waitingSince: null,
  version,
});

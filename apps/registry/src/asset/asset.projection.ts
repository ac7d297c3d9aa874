import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { standsOver } from '@ledger/domain/quality/standing-assessment.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { caseAfter } from './asset-case.columns.js';
import { expiryOf, lifeChanges, noDue, silenceOf } from './asset-life.columns.js';
import { searchColumns } from './asset.terms.js';
import { type AssetQuality, AssetView } from './asset.view.js';

type Row = Omit<AssetView, 'lastPosition'>;
type Of<Type extends AssetEvent['type']> = Extract<RecordedOf<AssetEvent>, { readonly type: Type }>;

/** One row per asset. */
export const assetFold: RowFold<AssetEvent, AssetView> = {
  name: 'asset',
  categories: ['asset'],
  table: AssetView,
  key: 'assetId',
  keysOf: ({ data }) => [data.assetId],
  evolve: (row, event) => {
    const next = evolved(row, event);
    // Into the row that was just made: a copy of so many columns costs more than all they say.
    return next && Object.assign(next, caseAfter(row, event));
  },
  derive: searchColumns,
};

/** A row of its own, but for what follows from its other columns. */
const evolved = (row: Row | undefined, event: RecordedOf<AssetEvent>): Row | undefined => {
  switch (event.type) {
    case 'ApplicationDrafted':
    case 'ApplicationSubmitted':
      return filed(event, row);
    case 'ApplicationAccepted': {
      const { reviewBy = null } = event.data;
      return changed(row, event, { state: 'accepted', reviewBy, ...noDue });
    }
    case 'ApplicationReturned':
    case 'ApplicationSupplemented':
    case 'ApplicationWithdrawn':
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
    case 'RegistrationChanged':
    case 'RegistrationRenewed':
    case 'RegistrationSuspended':
    case 'RegistrationRestored':
    case 'CancellationRequested':
    case 'CancellationRefused':
    case 'RegistrationCancelled':
    case 'RegistrationRevoked':
    case 'RegistrationExpired':
    case 'RegistrationCorrectionProposed':
    case 'RegistrationCorrected':
    case 'RegistrationCorrectionRejected':
      return changed(row, event, withLabelOf(row, lifeChanges(event)));
    case 'ApplicationRejected':
      return changed(row, event, { ...rejectedBy(event.data), ...noDue });
    case 'AssetRegistered':
      return changed(row, event, {
        state: 'registered',
        registeredAt: event.recordedAt,
        registeredOn: event.metadata.effectiveOn,
        ...expiryOf(event.data.validUntil),
      });
    case 'CertificateIssued':
      return changed(row, event, {
        certificateNo: event.data.certificateNo,
        validUntil: event.data.validUntil ?? null,
      });
    case 'AssetReclassified':
      return relabelled(row, event);
    case 'QualityAssessed':
      return changed(row, event, {
        ...(standsOver(event.data, row?.quality ?? undefined) && { quality: qualityOf(event) }),
      });
    case 'SourcesAdopted':
      return (
        row &&
        changed(row, event, { description: { ...row.description, sources: event.data.sources } })
      );
    case 'CertificateAdjusted':
      return row && changed(row, event, { rights: movedRights(row.rights, event.data) });
    case 'SourcesProposed':
    case 'SourcesDropped':
    case 'DuplicateNoticed':
    case 'DuplicateResolved':
      return changed(row, event, {});
  }
};

const rejectedBy = ({ ground, explanation }: Of<'ApplicationRejected'>['data']) => ({
  ...({ state: 'rejected' } as const),
  ...{ rejectionGround: ground, rejectionExplanation: explanation },
});

/**
 * An application made anew replaces the row but keeps its place in lists, and what was found of the
 * data before.
 */
const filed = (
  event: Of<'ApplicationSubmitted' | 'ApplicationDrafted'>,
  before: Row | undefined,
): Row => {
  const row = firstFiled(event, before);
  if (before === undefined) return row;
  const { quality, personalBasis, gradedUntil } = before;
  return { ...row, ...withLabelOf(before, row), quality, personalBasis, gradedUntil };
};

const firstFiled = (
  event: Of<'ApplicationSubmitted' | 'ApplicationDrafted'>,
  before: Row | undefined,
): Row => {
  const { data, recordedAt, position, version } = event;
  const { description, externalNumber = null } = data;
  const { dueOn, dueState } = 'procedure' in data ? silenceOf(data.procedure) : noDue;
  // Every column by its name, so that the engine knows the shape of the row beforehand.
  return {
    assetId: data.assetId,
    state: event.type === 'ApplicationDrafted' ? 'draft' : 'submitted',
    scheme: data.scheme.name,
    applicantPartyId: data.applicantPartyId,
    registrarPartyId: data.registrarPartyId,
    externalNumber,
    industry: description.industry ?? null,
    source: description.source,
    category: description.category ?? null,
    grade: description.grade ?? null,
    description,
    rights: data.rights,
    circumstances: data.circumstances ?? null,
    warnings: 'warnings' in data ? data.warnings : [],
    rejectionGround: null,
    rejectionExplanation: null,
    certificateNo: null,
    submittedAt: recordedAt,
    registeredAt: null,
    registeredOn: null,
    quality: null,
    personalBasis: null,
    gradedUntil: null,
    validUntil: null,
    reviewBy: null,
    publicityFrom: null,
    publicityUntil: null,
    withheldReason: null,
    dueOn,
    dueState,
    nameKey: '',
    form: description.form,
    searchText: '',
    terms: '',
    tasks: null,
    caseDue: null,
    appliedPosition: before?.appliedPosition ?? position,
    version,
  };
};

/** A description that changes says nothing of the label, once the asset was graded. */
const withLabelOf = <Changes extends Partial<Row>>(row: Row | undefined, changes: Changes) => {
  if (!row || row.gradedUntil === null || changes.description === undefined) return changes;
  const { category, grade, origin } = row.description;
  const label = {
    ...(category && { category }),
    ...(grade && { grade }),
    ...(origin && { origin }),
  };
  const { category: _c, grade: _g, origin: _o, ...rest } = changes.description;
  return {
    ...changes,
    description: { ...rest, ...label },
    category: row.category,
    grade: row.grade,
  };
};

/** The label that stands replaces the one that was applied with. */
const relabelled = (row: Row | undefined, event: Of<'AssetReclassified'>): Row => {
  if (!row) throw new Error('A label comes before any application.');
  const { category, grade, origin, personalBasis = null } = event.data.to;
  const { category: _c, grade: _g, origin: _o, ...rest } = row.description;
  const label = {
    ...(category === undefined ? {} : { category }),
    grade,
    ...(origin === undefined ? {} : { origin }),
  };
  return changed(row, event, {
    description: { ...rest, ...label },
    category: category ?? null,
    grade,
    personalBasis,
    gradedUntil: event.data.validUntil,
  });
};

/** What moved is held by others from then on, on the basis that it was registered with. */
const movedRights = (
  rights: Row['rights'],
  { fromHoldingId, entries }: Of<'CertificateAdjusted'>['data'],
): Row['rights'] => {
  const moved = rights.find(({ holdingId }) => holdingId === fromHoldingId);
  if (moved === undefined) return rights;
  const now = entries.map(({ holdingId, holderPartyIds }) => ({
    ...moved,
    holdingId,
    holders: holderPartyIds.map((partyId) => ({ partyId })),
  }));
  return rights.flatMap((right) => (right === moved ? now : [right]));
};

const qualityOf = ({ data, position }: Of<'QualityAssessed'>): AssetQuality => {
  const { assessmentId, assessedOn, score, scores, assessorRole } = data;
  return { assessmentId, assessedOn, score, scores, assessorRole, position };
};

const changed = (
  row: Row | undefined,
  { type, version }: RecordedOf<AssetEvent>,
  changes: Partial<Row>,
): Row => {
  if (!row) throw new Error(`${type} comes before any application.`);
  return { ...row, ...changes, version };
};

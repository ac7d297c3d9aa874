import type { AssetDto } from '@ledger/contracts/asset/asset.dto.js';
import type { AssetHistoryEventDto } from '@ledger/contracts/asset/asset-history.dto.js';
import type { QualityMarkDto } from '@ledger/contracts/quality/quality.dto.js';
import { rejectionArticles } from '@ledger/domain/asset/asset-description.js';
import { qualityCoefficient } from '@ledger/domain/quality/quality.score.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { stateOn } from './asset-clock.js';
import type { AssetQuality, AssetView } from './asset.view.js';

/** The asset as it is shown on a day: what the clock has brought about counts, written or not. */
export const assetAnswer = (row: AssetView, today: string): AssetDto => ({
  assetId: row.assetId,
  state: stateOn(row, today),
  scheme: row.scheme,
  applicantPartyId: row.applicantPartyId,
  registrarPartyId: row.registrarPartyId,
  ...(row.externalNumber === null ? {} : { externalNumber: row.externalNumber }),
  description: row.description as AssetDto['description'],
  rights: row.rights as AssetDto['rights'],
  warnings: [...row.warnings],
  ...(row.rejectionGround === null || row.rejectionExplanation === null
    ? {}
    : { rejection: rejectionAnswer(row.rejectionGround, row.rejectionExplanation) }),
  ...(row.certificateNo === null ? {} : { certificateNo: row.certificateNo }),
  ...(row.reviewBy === null ? {} : { reviewBy: row.reviewBy }),
  ...publicityOf(row),
  ...(row.validUntil === null ? {} : { validUntil: row.validUntil }),
  ...(row.personalBasis === null ? {} : { personalBasis: row.personalBasis }),
  ...(row.gradedUntil === null ? {} : { gradedUntil: row.gradedUntil }),
  ...(row.quality === null ? {} : { quality: qualityAnswer(row.quality) }),
  submittedAt: row.submittedAt,
  ...(row.registeredAt === null ? {} : { registeredAt: row.registeredAt }),
  version: row.version,
});

const publicityOf = (row: AssetView): Pick<AssetDto, 'publicity'> => {
  const { publicityFrom: from, publicityUntil: until, withheldReason } = row;
  if (from === null || until === null) return {};
  return { publicity: { from, until, ...(withheldReason !== null && { withheldReason }) } };
};

const qualityAnswer = ({ position: _, ...mark }: AssetQuality): QualityMarkDto => ({
  ...mark,
  coefficient: qualityCoefficient(mark.score),
});

/** One event of its life as it is shown. */
export const historyAnswer = (event: RecordedEvent): AssetHistoryEventDto => ({
  eventId: event.id,
  type: event.type,
  version: event.version,
  position: event.position,
  recordedAt: event.recordedAt,
  effectiveOn: event.metadata.effectiveOn,
  actor: { ...event.metadata.actor },
  data: event.data,
});

const rejectionAnswer = (
  ground: NonNullable<AssetView['rejectionGround']>,
  explanation: string,
): NonNullable<AssetDto['rejection']> => ({
  ground,
  articles: [...rejectionArticles[ground]],
  explanation,
});

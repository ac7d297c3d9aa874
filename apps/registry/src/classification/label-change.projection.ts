import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { ClassificationEvent } from '@ledger/domain/classification/classification.events.js';
import { gradeRank } from '@ledger/domain/classification/grade.js';
import { sameJson } from '@ledger/domain/same-json.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { type LabelDirection, LabelChangeView } from './label-change.view.js';

/** One row per change of a label; what an application says first is no change. */
export const labelChangeFold: RowFold<AssetEvent, LabelChangeView> = {
  name: 'label-change',
  categories: ['asset'],
  table: LabelChangeView,
  key: 'changeId',
  keysOf: ({ type, data, version }) =>
    type === 'AssetReclassified' ? [`${data.assetId}/${version}`] : [],
  evolve: (row, event, changeId) => {
    if (event.type !== 'AssetReclassified') return row;
    const { data, metadata, recordedAt, position, version } = event;
    const { assetId, applicantPartyId } = data;
    const { person, partyId, role } = metadata.actor;
    return {
      changeId,
      assetId,
      applicantPartyId,
      direction: directionOf(data),
      change: { ...data, version },
      actor: { person, partyId, role },
      changedAt: recordedAt,
      changedOn: shanghaiDate(recordedAt),
      position,
    };
  },
};

/** What the change did to the grade; where none stood before, any grade is taken for a change. */
export const directionOf = ({ from, to }: ClassificationEvent['data']): LabelDirection => {
  if (sameJson(from, to)) return 'confirmed';
  if (from.grade === undefined || from.grade === to.grade) return 'changed';
  return gradeRank(to.grade) > gradeRank(from.grade) ? 'raised' : 'lowered';
};

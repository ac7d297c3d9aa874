import type { AlertKind, AlertSeverity } from '@ledger/domain/alert/alert.events.js';
import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { isRaise } from '@ledger/domain/classification/grade.js';
import type { JsonObject } from '@ledger/domain/json.js';
import type { RecordedOf } from '@ledger/event-store/event.js';

/** What an event of an asset means for those concerned by it and by what was made from it. */
export type AssetFact = {
  readonly own: AlertKind;
  /** What those concerned by derived assets are told; absent: nothing. */
  readonly derived?: AlertKind;
  readonly severity: AlertSeverity;
  readonly about: JsonObject;
  /** The objection that it is about: its registrar and its objector are told, too. */
  readonly objectionNo?: number;
};

/** Events of an asset that concern others than who wrote them. */
export const alarming = [
  'AssetReclassified',
  'ApplicationWithdrawn',
  'RegistrationSuspended',
  'RegistrationCancelled',
  'RegistrationRevoked',
  'RegistrationExpired',
  'DuplicateNoticed',
  'ObjectionRaised',
  'ObjectionUpheld',
  'ObjectionDismissed',
] as const satisfies readonly AssetEvent['type'][];

export type AlarmingEvent = Extract<
  RecordedOf<AssetEvent>,
  { readonly type: (typeof alarming)[number] }
>;

/** What an alarming event says; `undefined` where it turns out to alarm nobody. */
export const factOf = (event: AlarmingEvent): AssetFact | undefined => {
  switch (event.type) {
    case 'AssetReclassified': {
      const { from, to } = event.data;
      if (!isRaise(from.grade, to.grade)) return undefined;
      const severity = to.grade === 'core' ? 'critical' : 'warning';
      const about = { ...(from.grade && { from: from.grade }), to: to.grade };
      return { own: 'gradeRaised', derived: 'sourceGradeRaised', severity, about };
    }
    case 'RegistrationCancelled':
      return ended('critical', { ending: 'cancelled', ground: event.data.ground });
    case 'RegistrationRevoked':
      return ended('critical', { ending: 'revoked', ground: event.data.ground });
    case 'RegistrationSuspended':
      return ended('warning', { ending: 'suspended', ground: event.data.ground });
    case 'RegistrationExpired':
      return ended('warning', { ending: 'expired', validUntil: event.data.validUntil });
    case 'ApplicationWithdrawn':
      return ended('warning', { ending: 'withdrawn', reason: event.data.reason });
    case 'DuplicateNoticed': {
      const { basis, similarityPermille, duplicateNo } = event.data;
      const about = { basis, similarityPermille, duplicateNo };
      return { own: 'possibleDuplicate', severity: 'warning', about };
    }
    case 'ObjectionRaised': {
      const { objectionNo, stage, investigateBy } = event.data;
      const about = { objectionNo, stage, ...(investigateBy && { investigateBy }) };
      return { own: 'objectionRaised', severity: 'warning', about, objectionNo };
    }
    case 'ObjectionUpheld': {
      const { objectionNo, outcome } = event.data;
      const about = { objectionNo, outcome };
      return { own: 'objectionDecided', severity: 'warning', about, objectionNo };
    }
    case 'ObjectionDismissed': {
      const { objectionNo } = event.data;
      const about = { objectionNo, outcome: 'dismissed' };
      return { own: 'objectionDecided', severity: 'info', about, objectionNo };
    }
  }
};

const ended = (severity: AlertSeverity, about: JsonObject): AssetFact => ({
  own: 'assetEnded',
  derived: 'sourceEnded',
  severity,
  about,
});

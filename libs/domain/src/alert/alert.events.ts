import type { JsonObject } from '../json.js';

/** What an alert is about. New kinds are added as new watches are. */
export type AlertKind =
  /** An asset was graded higher. */
  | 'gradeRaised'
  /** Something that an asset was made from was graded higher. */
  | 'sourceGradeRaised'
  /** An asset's registration ended or is suspended. */
  | 'assetEnded'
  /** The registration of something that an asset was made from ended or is suspended. */
  | 'sourceEnded'
  /** An asset is registered with a grade below one of its sources, and no exception stands. */
  | 'gradeBelowSources'
  /** The grading of an asset runs out. */
  | 'regradingDue'
  /** The content of an asset may be that of another holder's asset. */
  | 'possibleDuplicate';

export type AlertSeverity = 'info' | 'warning' | 'critical';

/** Why a party is told. */
export type AlertGround =
  'applicant' | 'registrar' | 'holder' | 'grantee' | 'licensee' | 'lender' | 'pledgee' | 'claimant';

/** The fact that an alert rests on; one alert per fact, kind and party. */
export type AlertFact = {
  /** Names the fact: the event's id, or what fell due. */
  readonly key: string;
  readonly eventId?: string;
  readonly eventType?: string;
  readonly position?: number;
};

export type WatchEvent =
  | {
      readonly type: 'AlertRaised';
      readonly data: {
        readonly watchId: string;
        /** `<watchId>.<n>`, n from 1. */
        readonly alertId: string;
        /** Whom it is addressed to. */
        readonly partyId: string;
        readonly ground: AlertGround;
        readonly assetId: string;
        readonly kind: AlertKind;
        readonly severity: AlertSeverity;
        readonly fact: AlertFact;
        /** What the kind says more, e.g. the grades. */
        readonly about: JsonObject;
      };
    }
  | {
      readonly type: 'AlertAcknowledged';
      readonly data: {
        readonly watchId: string;
        readonly alertId: string;
        readonly partyId: string;
        readonly note?: string;
      };
    }
  | {
      /** A fact about one of its sources reached this asset: those concerned by it are told next. */
      readonly type: 'SourceImpactNoted';
      readonly data: {
        readonly watchId: string;
        readonly assetId: string;
        /** The source through which it came. */
        readonly viaAssetId: string;
        /** The source that it is about. */
        readonly rootAssetId: string;
        /** 1: made from the root itself. */
        readonly depth: number;
        readonly kind: AlertKind;
        readonly severity: AlertSeverity;
        readonly fact: AlertFact;
        readonly about: JsonObject;
      };
    };

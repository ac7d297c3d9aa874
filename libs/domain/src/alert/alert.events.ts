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
  | 'possibleDuplicate'
  /** Another holder registered what may be the content of an asset; nothing bars the asset. */
  | 'possibleCopy'
  /** Somebody objects to an application or a registration. */
  | 'objectionRaised'
  /** An objection was decided. */
  | 'objectionDecided'
  /** The registrar's time for something ran out, and it is not done. */
  | 'caseOverdue'
  | RiskKind;

/** What the risk monitor finds and finds over again: each is a breach that lasts until it is cured. */
export type RiskKind =
  /** What the collateral is worth no longer covers what is owed or secured as agreed. */
  | 'coverageBelow'
  /** The appraisal that is relied on ends before the loan does, or has ended. */
  | 'valuationExpiring'
  /** So does the registration of the asset. */
  | 'certificateExpiring'
  /** So does the right that is pledged. */
  | 'rightExpiring'
  /** So does the registration of the pledge: after it the place is lost. */
  | 'registrationExpiring'
  /** Somebody objects to the registration of the pledge. */
  | 'pledgeObjection'
  /** A freeze, a dispute, an insolvency or an administrative measure weighs on the right. */
  | 'barRaised'
  /** The pledge should have been released by now. */
  | 'releaseOverdue'
  /** What the asset earns has fallen. */
  | 'revenueFalling'
  /** The asset is cancelled: the pledge has lost its object. */
  | 'objectGone';

export type AlertSeverity = 'info' | 'warning' | 'critical';

/** Why a party is told. */
export type AlertGround =
  | 'applicant'
  | 'registrar'
  | 'holder'
  | 'grantee'
  | 'licensee'
  | 'lender'
  | 'pledgee'
  | 'claimant'
  | 'objector';

/** The fact that an alert rests on; one alert per fact, kind and party. */
export type AlertFact = {
  /** Names the fact: the event's id, or what fell due. */
  readonly key: string;
  readonly eventId?: string;
  readonly eventType?: string;
  readonly position?: number;
  /** The streams that it was read from, each as of a version. */
  readonly streams?: readonly StreamSeen[];
};

/** A stream as of a version. */
export type StreamSeen = { readonly stream: string; readonly version: number };

/** A state that lasts, as against a fact that happened. */
export type Breach = {
  /** Names it within the watch, e.g. `coverage/<financingId>`. */
  readonly key: string;
  /** The reminder that it is: so many days or fewer are left; 0: over. Absent: no reminder. */
  readonly daysLeftMax?: number;
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
        /** Set where it tells of a state: the next alert of it comes after it was cured. */
        readonly breach?: Breach;
      };
    }
  | {
      /** The breach is over, or a graver alert of the same breach has taken the place of this one. */
      readonly type: 'AlertCured';
      readonly data: {
        readonly watchId: string;
        readonly alertId: string;
        readonly partyId: string;
        readonly breachKey: string;
        readonly how: 'over' | 'escalated';
      };
    }
  | {
      /** A lender puts an asset on its watch list. */
      readonly type: 'AssetWatched';
      readonly data: {
        readonly watchId: string;
        readonly partyId: string;
        readonly assetId: string;
        readonly note?: string;
      };
    }
  | {
      readonly type: 'AssetUnwatched';
      readonly data: {
        readonly watchId: string;
        readonly partyId: string;
        readonly assetId: string;
        readonly reason: string;
      };
    }
  | {
      /** Why the party is told, and when the clock alone may change what there is to tell. */
      readonly type: 'WatchScheduled';
      readonly data: {
        readonly watchId: string;
        readonly partyId: string;
        readonly assetId: string;
        readonly grounds: readonly AlertGround[];
        /** Day (Asia/Shanghai) on which to look again; absent: only when something is recorded. */
        readonly nextOn?: string;
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

import type { Label } from '../classification/classification.events.js';
import type { JsonObject } from '../json.js';
import type {
  AssetDescription,
  AssetEvent,
  RejectionGround,
  RightStatement,
  SourceReference,
} from './asset.events.js';
import type { SchemeName } from './schemes.js';

/** How far an asset has come; `none` before anything happened. */
export type AssetStatus = 'none' | 'submitted' | 'accepted' | 'rejected' | 'registered';

/** Steps as the routes name them. */
export type AssetStep = 'submission' | 'acceptance' | 'rejection' | 'registration';

/** The state graph: which steps each status allows. */
export const possibleSteps: Readonly<Record<AssetStatus, readonly AssetStep[]>> = {
  none: ['submission'],
  submitted: ['acceptance', 'rejection'],
  accepted: ['registration', 'rejection'],
  rejected: ['submission'],
  registered: [],
};

/** What was applied for, as far as a repeated application is compared with it. */
export type ApplicationTerms = {
  readonly scheme: SchemeName;
  readonly registrarPartyId: string;
  readonly applicantPartyId: string;
  readonly externalNumber?: string;
  readonly description: AssetDescription;
  readonly rights: readonly RightStatement[];
};

/** What the rules must know of an asset. */
export type AssetState = {
  readonly status: AssetStatus;
  readonly application?: ApplicationTerms;
  readonly rejection?: { readonly ground: RejectionGround; readonly explanation: string };
  readonly certificateNo?: string;
  /** The last grading; absent: what the application says stands. */
  readonly classification?: { readonly label: Label; readonly validUntil: string };
  /** The last assessment, whose score a valuation uses. */
  readonly quality?: {
    readonly assessmentId: string;
    readonly assessedOn: string;
    readonly score: string;
  };
  /** What it is made from, where that was changed after the application. */
  readonly sources?: readonly SourceReference[];
  readonly proposedSources?: {
    readonly proposalId: string;
    readonly sources: readonly SourceReference[];
  };
  /** Suspected duplicates by their number, from 1. */
  readonly duplicates?: readonly {
    readonly duplicateId: string;
    readonly decision?: 'unfounded' | 'upheld';
  }[];
};

/** Statuses in which nothing more is said of an asset but how it ended. */
const stopped: ReadonlySet<string> = new Set([
  'none',
  'rejected',
  'withdrawn',
  'cancelled',
  'revoked',
]);

/** Whether an asset's life, or its application, is over. */
export const hasStopped = ({ status }: AssetState): boolean => stopped.has(status);

export const initialAsset = (): AssetState => ({ status: 'none' });

export const evolveAsset = (state: AssetState, event: AssetEvent): AssetState => {
  switch (event.type) {
    case 'ApplicationSubmitted':
      return {
        status: 'submitted',
        application: applicationTerms({ ...event.data, scheme: event.data.scheme.name }),
      };
    case 'ApplicationAccepted':
      return { ...state, status: 'accepted' };
    case 'ApplicationRejected': {
      const { ground, explanation } = event.data;
      return { ...state, status: 'rejected', rejection: { ground, explanation } };
    }
    case 'AssetRegistered':
      return { ...state, status: 'registered' };
    case 'CertificateIssued':
      return { ...state, certificateNo: event.data.certificateNo };
    case 'AssetReclassified': {
      const { to, validUntil } = event.data;
      return { ...state, classification: { label: to, validUntil } };
    }
    case 'QualityAssessed': {
      const { assessmentId, assessedOn, score } = event.data;
      return { ...state, quality: { assessmentId, assessedOn, score } };
    }
    case 'SourcesProposed': {
      const { proposalId, sources } = event.data;
      return { ...state, proposedSources: { proposalId, sources } };
    }
    case 'SourcesAdopted': {
      const { proposedSources: _, ...rest } = state;
      return { ...rest, sources: event.data.sources };
    }
    case 'SourcesDropped': {
      const { proposedSources: _, ...rest } = state;
      return rest;
    }
    case 'DuplicateNoticed': {
      const { duplicateId } = event.data;
      return { ...state, duplicates: [...(state.duplicates ?? []), { duplicateId }] };
    }
    case 'DuplicateResolved': {
      const { duplicateNo, decision } = event.data;
      const duplicates = (state.duplicates ?? []).map((known, index) =>
        index === duplicateNo - 1 ? { ...known, decision } : known,
      );
      return { ...state, duplicates };
    }
  }
};

/** The part of an application that makes it the same one when it is sent again. */
export const applicationTerms = (application: ApplicationTerms): ApplicationTerms => {
  const { scheme, registrarPartyId, applicantPartyId, externalNumber } = application;
  const { description, rights } = application;
  return {
    scheme,
    registrarPartyId,
    applicantPartyId,
    ...(externalNumber === undefined ? {} : { externalNumber }),
    description,
    rights,
  };
};

/** Names the status and the steps it allows, for a refusal's body. */
export const standing = ({ status }: AssetState): JsonObject => ({
  status,
  possible: possibleSteps[status],
});

/** The stream of an asset. */
export const assetStream = (assetId: string): string => `asset-${assetId}`;

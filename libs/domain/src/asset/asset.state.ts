import type { JsonObject } from '../json.js';
import type {
  AssetDescription,
  AssetEvent,
  RejectionGround,
  RightStatement,
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
};

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

import type { AssetEvent } from './asset.events.js';

/** How far an asset has come; `none` before anything happened. */
export const assetStatuses = [
  'none',
  'draft',
  'submitted',
  'returned',
  'accepted',
  'publicised',
  'registered',
  'suspended',
  'rejected',
  'withdrawn',
  'expired',
  'cancelled',
  'revoked',
] as const;
export type AssetStatus = (typeof assetStatuses)[number];

/** Steps as the routes name them. */
export type AssetStep =
  | 'draft'
  | 'submission'
  | 'supplement'
  | 'withdrawal'
  | 'acceptance'
  | 'return'
  | 'rejection'
  | 'publication'
  | 'supplement-request'
  | 'review-supplement'
  | 'review-extension'
  | 'objections'
  | 'registration'
  | 'change'
  | 'renewal'
  | 'suspension'
  | 'restoration'
  | 'cancellation'
  | 'revocation'
  | 'corrections';

/** Which steps each status allows; a scheme may know fewer (see `possibleNow`). */
export const possibleSteps: Readonly<Record<AssetStatus, readonly AssetStep[]>> = {
  none: ['draft', 'submission'],
  draft: ['draft', 'submission', 'withdrawal'],
  submitted: ['acceptance', 'return', 'rejection', 'withdrawal'],
  returned: ['supplement', 'withdrawal'],
  accepted: [
    'publication',
    'registration',
    'supplement-request',
    'review-supplement',
    'review-extension',
    'rejection',
    'withdrawal',
  ],
  publicised: ['objections', 'registration', 'review-extension', 'rejection', 'withdrawal'],
  registered: [
    'objections',
    'change',
    'renewal',
    'suspension',
    'cancellation',
    'revocation',
    'corrections',
  ],
  // A bar keeps the right from its holder's acts; that the registration lapses helps nobody.
  suspended: ['objections', 'renewal', 'restoration', 'cancellation', 'revocation', 'corrections'],
  rejected: ['submission'],
  withdrawn: ['draft', 'submission'],
  expired: [],
  cancelled: [],
  revoked: [],
};

type Move = { readonly from: readonly AssetStatus[]; readonly to: AssetStatus | 'same' };

/** A registration that counts, now or once it is restored. */
export const alive = ['registered', 'suspended'] as const;
/** A registration that counts or did once. */
export const everRegistered: readonly AssetStatus[] = [...alive, 'expired', 'cancelled', 'revoked'];
/** What is said of an asset's content may be said at any time. */
const anywhere: Move = { from: assetStatuses, to: 'same' };

/**
 * The state graph: from which statuses each fact leads where. `evolve` follows it, so that a fact
 * has one meaning; a property test walks random commands and finds no fact outside it.
 */
export const lifeGraph: Readonly<Record<AssetEvent['type'], Move>> = {
  ApplicationDrafted: { from: ['none', 'draft', 'withdrawn'], to: 'draft' },
  ApplicationSubmitted: { from: ['none', 'draft', 'rejected', 'withdrawn'], to: 'submitted' },
  ApplicationReturned: { from: ['submitted'], to: 'returned' },
  ApplicationSupplemented: { from: ['returned'], to: 'submitted' },
  ApplicationWithdrawn: {
    from: ['draft', 'submitted', 'returned', 'accepted', 'publicised'],
    to: 'withdrawn',
  },
  ApplicationAccepted: { from: ['submitted'], to: 'accepted' },
  ApplicationRejected: { from: ['submitted', 'accepted', 'publicised'], to: 'rejected' },
  ApplicationPublicised: { from: ['accepted'], to: 'publicised' },
  SupplementRequested: { from: ['accepted'], to: 'same' },
  ReviewSupplemented: { from: ['accepted'], to: 'same' },
  ReviewExtended: { from: ['accepted', 'publicised'], to: 'same' },
  ObjectionRaised: { from: ['publicised', ...alive], to: 'same' },
  ObjectionAnswered: { from: ['publicised', ...alive], to: 'same' },
  ObjectionUpheld: { from: ['publicised', ...alive], to: 'same' },
  ObjectionDismissed: { from: ['publicised', ...alive], to: 'same' },
  AssetRegistered: { from: ['accepted', 'publicised'], to: 'registered' },
  CertificateIssued: { from: everRegistered, to: 'same' },
  CertificateAdjusted: { from: alive, to: 'same' },
  RequestFiled: { from: alive, to: 'same' },
  RequestRefused: { from: alive, to: 'same' },
  RequestWithdrawn: { from: alive, to: 'same' },
  RegistrationChanged: { from: ['registered'], to: 'same' },
  RegistrationRenewed: { from: alive, to: 'same' },
  RegistrationSuspended: { from: ['registered'], to: 'suspended' },
  RegistrationRestored: { from: ['suspended'], to: 'registered' },
  CancellationRequested: { from: alive, to: 'same' },
  CancellationRefused: { from: alive, to: 'same' },
  RegistrationCancelled: { from: alive, to: 'cancelled' },
  RegistrationRevoked: { from: alive, to: 'revoked' },
  RegistrationExpired: { from: alive, to: 'expired' },
  RegistrationCorrectionProposed: { from: alive, to: 'same' },
  RegistrationCorrected: { from: alive, to: 'same' },
  RegistrationCorrectionRejected: { from: alive, to: 'same' },
  AssetReclassified: anywhere,
  QualityAssessed: anywhere,
  SourcesProposed: anywhere,
  SourcesAdopted: anywhere,
  SourcesDropped: anywhere,
  DuplicateNoticed: anywhere,
  DuplicateResolved: anywhere,
};

/** The status after a fact. */
export const statusAfter = (status: AssetStatus, type: AssetEvent['type']): AssetStatus => {
  const { to } = lifeGraph[type];
  return to === 'same' ? status : to;
};

import type { ExportEvent } from '@ledger/domain/cross-border/cross-border.events.js';
import type { NegotiationEvent, Opening } from '@ledger/domain/dataspace/negotiation.events.js';
import type { TransferEvent } from '@ledger/domain/dataspace/transfer.events.js';
import type { NeedEvent } from '@ledger/domain/need/need.events.js';
import type { OfferEvent } from '@ledger/domain/offer/offer.events.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import type { NettingEvent } from '@ledger/domain/settlement/netting.events.js';
import type { SharingEvent } from '@ledger/domain/sharing/sharing.events.js';
import { participantsOf } from '@ledger/domain/sharing/sharing.terms.js';
import type { UsageEvent } from '@ledger/domain/usage/usage.events.js';
import type { WalletEvent } from '@ledger/domain/wallet/wallet.events.js';
import { type Effect, letsIn } from './ground.js';
import type { EffectsOf } from './registry.effects.js';

/** A draft is its seller's; what was once listed stays in the open. */
export const offerEffects: EffectsOf<OfferEvent> = {
  OfferDrafted: ({ sellerPartyId }) =>
    letsIn('seller', { kind: 'side', partyId: sellerPartyId }, { kind: 'operator' }),
  OfferListed: ({ sellerPartyId }) =>
    letsIn(
      'listed',
      { kind: 'everyone' },
      { kind: 'side', partyId: sellerPartyId },
      { kind: 'operator' },
    ),
  /** An assessor reads what is recorded in its name, and nothing else of the offer. */
  OfferAssessed: ({ assessorPartyId }) =>
    letsIn(`assessment/${assessorPartyId}`, { kind: 'addressee', partyId: assessorPartyId }),
};

export const orderEffects: EffectsOf<OrderEvent> = {
  OrderPlaced: ({ sellerPartyId, buyerPartyId }) =>
    letsIn(
      'sides',
      { kind: 'side', partyId: sellerPartyId },
      { kind: 'side', partyId: buyerPartyId },
      { kind: 'operator' },
    ),
  /** Pledgees see what they are to get; the rest of the order stays its sides'. */
  ProceedsBound: ({ pledges }) =>
    letsIn(
      'proceeds',
      ...pledges.map(({ pledgeePartyId: partyId }) => ({ kind: 'addressee', partyId }) as const),
    ),
};

/** Who shares in the revenue knows by what rule. */
export const sharingEffects: EffectsOf<SharingEvent> = {
  SharingAgreed: ({ ownerPartyId, terms }) =>
    letsIn(
      'agreement',
      ...[...new Set([ownerPartyId, ...participantsOf(terms)])].map(
        (partyId) => ({ kind: 'side', partyId }) as const,
      ),
      { kind: 'operator' },
    ),
};

/** Both sides read what is metered as it is recorded. */
export const usageEffects: EffectsOf<UsageEvent> = {
  UsagePeriodOpened: ({ sellerPartyId, buyerPartyId }) =>
    letsIn(
      'sides',
      { kind: 'side', partyId: sellerPartyId },
      { kind: 'side', partyId: buyerPartyId },
      { kind: 'operator' },
    ),
};

const owner = ({ partyId }: { readonly partyId: string }): readonly Effect[] =>
  letsIn('owner', { kind: 'side', partyId }, { kind: 'operator' });

/** What an organisation provides abroad is its own and the operator's. */
export const exportEffects: EffectsOf<ExportEvent> = {
  ExportDeclared: ({ exporterPartyId }) =>
    letsIn('exporter', { kind: 'side', partyId: exporterPartyId }, { kind: 'operator' }),
};

/** A wallet is its owner's; its first event is whichever it is. */
export const walletEffects: EffectsOf<WalletEvent> = {
  WalletCredited: owner,
  WalletDebited: owner,
  FundsHeld: owner,
  HoldCaptured: owner,
  HoldVoided: owner,
  HoldLapsed: owner,
};

/** What our side and the other one said is the two sides' and the operator's. */
const spoken = ({ opening }: { readonly opening?: Opening }): readonly Effect[] =>
  opening === undefined
    ? []
    : letsIn(
        'sides',
        { kind: 'side', partyId: opening.partyId },
        { kind: 'side', partyId: opening.counterpartyId },
        { kind: 'operator' },
      );

export const negotiationEffects: EffectsOf<NegotiationEvent> = {
  NegotiationRequested: spoken,
  NegotiationOffered: spoken,
};

export const transferEffects: EffectsOf<TransferEvent> = { TransferRequested: spoken };

/** A need is its owner's; what he publishes of it is read by the list of needs. */
export const needEffects: EffectsOf<NeedEvent> = {
  NeedStated: ({ ownerPartyId }) => letsIn('owner', { kind: 'side', partyId: ownerPartyId }),
};

/** What is paid is between the party and the operator. */
export const nettingEffects: EffectsOf<NettingEvent> = {
  MonthNetted: ({ partyId }) => letsIn('party', { kind: 'side', partyId }, { kind: 'operator' }),
};

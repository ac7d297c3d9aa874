import { minorUnits, type Money } from '../money.js';
import { refuse } from '../refusal.js';
import type { DisposalKind } from './disposal.events.js';
import { areKin } from './entry-line.js';
import { consentStands, rankingPledges } from './title.standing.js';
import type { Consent, Pledge, Title } from './title.js';

/** A disposal that others may have to agree to. */
export interface Deal {
  readonly holdingId: string;
  readonly kind: DisposalKind;
  /** Who disposes: needs no consent of his own. */
  readonly byPartyId: string;
  readonly counterpartyPartyIds?: readonly string[];
  readonly offerId?: string;
  readonly contractDigest?: string;
  /** How much more is to come before somebody. */
  readonly amount?: Money;
  /** Consents that an earlier step of the same disposal has used. */
  readonly relied?: readonly string[] | undefined;
}

/**
 * A joint entry is disposed of by all its holders (Civil Code art. 301: what they agree among
 * themselves about majorities is not known here). Answers the consents relied on.
 */
export const checkCoOwners = (
  title: Title,
  partyIds: readonly string[],
  deal: Deal,
  now: string,
): readonly string[] => {
  const others = partyIds.filter((partyId) => partyId !== deal.byPartyId);
  const found = others.map((partyId) =>
    consents(title, deal, now).find(
      (consent) => consent.capacity === 'coOwner' && consent.partyId === partyId,
    ),
  );
  const missing = others.filter((_, index) => found[index] === undefined);
  if (missing.length > 0) refuse('co_owners_must_agree', { partyIds: missing });
  return found.flatMap((consent) => (consent === undefined ? [] : [consent.consentId]));
};

/**
 * A pledge blocks disposal until its pledgee consents (analogy to Civil Code art. 443, 444); every
 * ranking one must. Ordinary licences are let through where a pledge's contract leaves licensing
 * open. Answers the consents relied on.
 */
export const checkPledgees = (
  title: Title,
  deal: Deal,
  now: string,
  disposal: 'any' | 'ordinaryLicence',
): readonly Consent[] => {
  const ranking = rankingPledges(title, deal.holdingId, now);
  const all = disposal === 'any' || ranking.some(({ terms }) => !terms.licensingStaysOpen);
  const blocking = all ? ranking : [];
  const found = blocking.map((pledge) => consentFor(title, pledge, deal, now));
  const missing = blocking.filter((_, index) => found[index] === undefined);
  if (missing.length > 0) {
    refuse('entry_pledged', { pledgeIds: missing.map(({ pledgeId }) => pledgeId) });
  }
  return found.filter((consent) => consent !== undefined);
};

/** Who of these has consented that a pledge comes before his own, and whose consent is missing. */
export const consentsOfJuniors = (
  title: Title,
  { holdingId, pledgeePartyId: byPartyId }: Pledge,
  juniors: readonly Pledge[],
  more: Pick<Deal, 'contractDigest'> & { readonly amount: Money },
  now: string,
): { readonly consentIds: readonly string[]; readonly missing: readonly string[] } => {
  const deal: Deal = {
    holdingId,
    kind: 'rankChange',
    byPartyId,
    counterpartyPartyIds: [byPartyId],
    ...more,
  };
  const others = juniors.filter(({ pledgeePartyId }) => pledgeePartyId !== byPartyId);
  const found = others.map((junior) => consentFor(title, junior, deal, now));
  return {
    consentIds: found.flatMap((consent) => (consent === undefined ? [] : [consent.consentId])),
    missing: others.filter((_, n) => found[n] === undefined).map(({ pledgeId }) => pledgeId),
  };
};

const consentFor = (title: Title, pledge: Pledge, deal: Deal, now: string): Consent | undefined =>
  consents(title, deal, now).find(
    (consent) =>
      consent.capacity === 'pledgee' &&
      consent.pledgeId === pledge.pledgeId &&
      consent.partyId === pledge.pledgeePartyId,
  );

/** Consents that stand for a deal: of its kind, and with no other side, offer or contract. */
const consents = (title: Title, deal: Deal, now: string): readonly Consent[] =>
  [...title.consents.values()].filter((consent) => {
    const { counterpartyPartyId, offerId, contractDigest, consentId, amountMax } = consent;
    const isTooMuch =
      amountMax !== undefined &&
      (deal.amount === undefined || minorUnits(deal.amount) > minorUnits(amountMax));
    const to = deal.counterpartyPartyIds ?? [];
    return (
      (consentStands(consent, now) || (deal.relied ?? []).includes(consentId)) &&
      consent.disposal === deal.kind &&
      !isTooMuch &&
      areKin(title, consent.holdingId, deal.holdingId) &&
      (counterpartyPartyId === undefined || to.every((id) => id === counterpartyPartyId)) &&
      (offerId === undefined || offerId === deal.offerId) &&
      (contractDigest === undefined || contractDigest === deal.contractDigest)
    );
  });

/** `consentIds` as an event carries them: absent where nobody had to be asked. */
export const relying = (
  ...ids: readonly string[]
): { readonly consentIds: readonly string[] } | Record<never, never> =>
  ids.length === 0 ? {} : { consentIds: [...new Set(ids)] };

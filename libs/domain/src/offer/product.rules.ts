import { refuse } from '../refusal.js';
import type { OfferContent } from './offer.events.js';
import { type DeliveryMode, type DeliveryTerms, modesOf } from './product.js';

type Member = Exclude<keyof DeliveryTerms, 'mode'>;

/** What each mode must state, and what else it may. */
export const membersOf: Readonly<
  Record<DeliveryMode, { readonly needs: readonly Member[]; readonly may: readonly Member[] }>
> = {
  api: { needs: ['protocol', 'mediaTypes'], may: ['callsPerSecondMax', 'documentationDigest'] },
  file: { needs: ['mediaTypes'], may: ['encryption'] },
  share: { needs: ['platform'], may: ['region', 'encryption'] },
  privacyComputing: { needs: ['technology', 'output'], may: ['platform', 'region', 'input'] },
  sandbox: { needs: ['platform', 'isOutputReviewed'], may: ['region'] },
  modelOutput: { needs: ['output'], may: ['input', 'protocol', 'mediaTypes'] },
};

/** Refuses a product whose members contradict one another. */
export const checkProduct = ({ product, edition, delivery, modes }: OfferContent): void => {
  if (modes !== undefined) checkModes(delivery, modes);
  if (product === 'dataApi' && !modesOf({ delivery, modes }).includes('api')) {
    refuse('delivery_contradicts_product', { product, delivery });
  }
  const { from, until } = edition?.vintage ?? {};
  if (from !== undefined && until !== undefined && until < from) {
    refuse('edition_vintage_reversed', { from, until });
  }
};

const checkModes = (delivery: DeliveryMode, modes: readonly DeliveryTerms[]): void => {
  const named = modes.map(({ mode }) => mode);
  if (!named.includes(delivery) || new Set(named).size !== named.length) {
    refuse('delivery_modes_inconsistent', { delivery, modes: named });
  }
  for (const terms of modes) checkTerms(terms);
};

const checkTerms = ({ mode, ...terms }: DeliveryTerms): void => {
  const { needs, may } = membersOf[mode];
  const given = Object.keys(terms) as Member[];
  const missing = needs.filter((member) => terms[member] === undefined);
  const misplaced = given.filter((member) => !needs.includes(member) && !may.includes(member));
  if (missing.length + misplaced.length === 0) return;
  refuse('delivery_terms_wrong', { mode, missing, misplaced });
};

/** What a buyer asks for of an offer. */
export type Wanted = {
  /** Which of the modes; absent: the principal one. */
  readonly delivery?: DeliveryMode;
  /** The version of the offer that he has looked at; absent: whichever stands. */
  readonly offerVersion?: number;
};

/**
 * The content that an order pins: the offer's as it stands, in the mode asked for. What is listed
 * later, a newer edition too, does not touch it.
 */
export const orderedContent = (
  {
    offerId,
    version,
    content,
  }: { readonly offerId: string; readonly version: number; readonly content: OfferContent },
  { delivery = content.delivery, offerVersion = version }: Wanted = {},
): OfferContent => {
  if (offerVersion !== version) {
    return refuse('offer_has_changed', { offerId, version, offerVersion });
  }
  const offered = modesOf(content);
  if (!offered.includes(delivery)) {
    return refuse('delivery_mode_not_offered', { offerId, delivery, offered });
  }
  const { modes, ...rest } = content;
  const chosen = modes?.filter(({ mode }) => mode === delivery);
  return { ...rest, delivery, ...(chosen && { modes: chosen }) };
};

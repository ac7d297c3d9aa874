import type { OfferContentDto } from '@ledger/contracts/offer/offer.dto.js';
import type { DeliveryTermsDto, EditionDto } from '@ledger/contracts/offer/product.dto.js';
import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import { planFromDto, type PricePlanDto } from '@ledger/contracts/pricing/price-plan.dto.js';
import { termsOf } from '@ledger/contracts/title/licence-terms.js';
import { termsOfMetering } from '@ledger/contracts/usage/metering.dto.js';
import type { OfferContent } from '@ledger/domain/offer/offer.events.js';
import type { DeliveryTerms, Edition } from '@ledger/domain/offer/product.js';
import { priceAtContract } from '@ledger/domain/pricing/price-plan.js';
import { refuse } from '@ledger/domain/refusal.js';

/** What is offered, as commands carry it. */
export const contentOf = (body: OfferContentDto): OfferContent => ({
  name: body.name,
  summary: body.summary,
  assetId: body.assetId,
  holdingId: body.holdingId,
  kind: body.kind,
  terms: termsOf(body.terms),
  ...present({ cap: body.cap }),
  ...(body.transfer && { transfer: present({ share: body.transfer.share }) }),
  ...priceOf(body),
  delivery: body.delivery,
  ...(body.modes && { modes: body.modes.map(modeOf) }),
  ...(body.product && { product: body.product }),
  ...(body.edition && { edition: editionOf(body.edition) }),
  ...(body.metering && { metering: termsOfMetering(body.metering) }),
});

/** One of the two: a one-off price, or a plan of which it says what falls due with the contract. */
const priceOf = ({
  price,
  pricePlan,
}: OfferContentDto): Pick<OfferContent, 'price' | 'pricePlan'> => {
  if ((price === undefined) === (pricePlan === undefined)) {
    return refuse('price_plan_invalid', { kind: pricePlan?.kind ?? 'oneOff', field: 'price' });
  }
  if (price !== undefined) {
    return { price: { amount: moneyOf(price.amount), vatIncluded: price.vatIncluded } };
  }
  const plan = planFromDto(pricePlan as PricePlanDto);
  const stated = priceAtContract(plan);
  return plan.kind === 'oneOff' ? { price: stated } : { price: stated, pricePlan: plan };
};

const modeOf = ({ mode, ...terms }: DeliveryTermsDto): DeliveryTerms => ({
  mode,
  ...present({
    protocol: terms.protocol,
    mediaTypes: terms.mediaTypes,
    callsPerSecondMax: terms.callsPerSecondMax,
    documentationDigest: terms.documentationDigest,
    encryption: terms.encryption,
    platform: terms.platform,
    region: terms.region,
    technology: terms.technology,
    isOutputReviewed: terms.isOutputReviewed,
    output: terms.output,
    input: terms.input,
  }),
});

const editionOf = ({ label, contentDigest, vintage, followsUpdates }: EditionDto): Edition => ({
  label,
  ...present({ contentDigest, followsUpdates }),
  ...(vintage && { vintage: { from: vintage.from, ...present({ until: vintage.until }) } }),
});

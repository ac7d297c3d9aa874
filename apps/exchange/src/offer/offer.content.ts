import type { OfferContentDto } from '@ledger/contracts/offer/offer.dto.js';
import type { DeliveryTermsDto, EditionDto } from '@ledger/contracts/offer/product.dto.js';
import { present } from '@ledger/contracts/present.js';
import { statedPricing } from '@ledger/contracts/pricing/price-plan.dto.js';
import { termsOf } from '@ledger/contracts/title/licence-terms.js';
import { termsOfMetering } from '@ledger/contracts/usage/metering.dto.js';
import type { StatedContent } from '@ledger/domain/offer/offer-content.rules.js';
import type { DeliveryTerms, Edition } from '@ledger/domain/offer/product.js';

/** What is offered, as commands carry it. */
export const contentOf = (body: OfferContentDto): StatedContent => ({
  name: body.name,
  summary: body.summary,
  assetId: body.assetId,
  holdingId: body.holdingId,
  kind: body.kind,
  terms: termsOf(body.terms),
  ...present({ cap: body.cap }),
  ...(body.transfer && { transfer: present({ share: body.transfer.share }) }),
  ...statedPricing(body),
  delivery: body.delivery,
  ...(body.modes && { modes: body.modes.map(modeOf) }),
  ...(body.product && { product: body.product }),
  ...(body.edition && { edition: editionOf(body.edition) }),
  ...(body.metering && { metering: termsOfMetering(body.metering) }),
});

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

import { minorUnits } from '../money.js';
import { isShare } from '../fraction.js';
import { checkMetering, pricedBy, type StatedPricing } from '../pricing/plan.rules.js';
import { isRunning, planOf } from '../pricing/price-plan.js';
import { refuse } from '../refusal.js';
import { licencesCapMax } from '../title/sale.events.js';
import type { OfferContent } from './offer.events.js';
import { checkProduct } from './product.rules.js';

/** What is offered, as the seller states it: at a price, or under a plan. */
export type StatedContent = Omit<OfferContent, keyof StatedPricing> & StatedPricing;

/** What is offered, in its one spelling; refuses what contradicts itself. */
export const soundContent = (offerId: string, stated: StatedContent): OfferContent => {
  const { price } = stated;
  if (price && minorUnits(price.amount) < 0n) return refuse('price_negative', { offerId });
  const { pricePlan: _stated, ...rest } = stated;
  const content: OfferContent = { ...rest, ...pricedBy(stated) };
  const { terms, kind } = content;
  if (terms.exclusive !== (kind === 'exclusive')) {
    return refuse('deal_kind_contradicts_terms', { kind, exclusive: terms.exclusive });
  }
  if (terms.until !== undefined && terms.until < terms.from) {
    return refuse('licence_term_reversed', { from: terms.from, until: terms.until });
  }
  checkDeal(content);
  checkProduct(content);
  checkPlan(content);
  return content;
};

/** What the plan counts is metered; who sells the right itself is paid once. */
const checkPlan = (content: OfferContent): void => {
  const plan = planOf(content);
  checkMetering(plan, content.metering);
  if (content.kind === 'transfer' && isRunning(plan)) {
    refuse('price_plan_invalid', { kind: plan.kind, field: 'kind' });
  }
};

/** A capped offer says how many licences, one of the right itself has no terms of use. */
const checkDeal = ({ kind, cap, transfer, terms }: OfferContent): void => {
  const isCap = cap !== undefined && cap >= 1 && cap <= licencesCapMax;
  if (kind === 'capped' ? !isCap : cap !== undefined) {
    refuse('offer_cap_wrong', { kind, most: licencesCapMax });
  }
  const wrong = (field: string): never => refuse('offer_transfer_wrong', { kind, field });
  if (kind !== 'transfer') {
    if (transfer !== undefined) wrong('transfer');
    return;
  }
  if (transfer === undefined) return wrong('transfer');
  if (transfer.share !== undefined && !isShare(transfer.share)) wrong('transfer.share');
  const { purposes, fields, territory, until, sublicenceDepth } = terms;
  const limited = Object.entries({ purposes, fields, territory, until }).find(
    ([, value]) => value !== undefined,
  );
  if (limited !== undefined) wrong(`terms.${limited[0]}`);
  if (sublicenceDepth !== 0) wrong('terms.sublicenceDepth');
};

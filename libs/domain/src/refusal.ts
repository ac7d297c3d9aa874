import type { AssetRefusal } from './asset/asset.refusals.js';
import type { ImportRefusal } from './import/import.refusals.js';
import type { JsonObject } from './json.js';
import type { OfferRefusal } from './offer/offer.refusals.js';
import type { OrderRefusal } from './order/order.refusals.js';
import type { PartyRefusal } from './party/party.refusals.js';
import type { TitleRefusal } from './title/title.refusals.js';
import type { ValuationRefusal } from './valuation/valuation.refusals.js';

/** Every reason for which a rule may say no. Stable for ever: part of the API. */
export type RefusalCode =
  | PartyRefusal
  | AssetRefusal
  | ImportRefusal
  | TitleRefusal
  | ValuationRefusal
  | OfferRefusal
  | OrderRefusal;

/** A rule said no. `obstacles` names what stands in the way (ids, fields), for the answer's body. */
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly obstacles: JsonObject = {},
  ) {
    super(code);
    this.name = 'Refused';
  }
}

/** Ends a decision with a refusal; the only way in which a rule throws. */
export const refuse = (code: RefusalCode, obstacles: JsonObject = {}): never => {
  throw new Refused(code, obstacles);
};

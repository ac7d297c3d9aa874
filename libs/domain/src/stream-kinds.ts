import { watchKind } from './alert/alert.decider.js';
import { assetKind } from './asset/asset.decider.js';
import { serialKind } from './asset/serial.decider.js';
import { bookKind } from './book/book.decider.js';
import { requestClaimKind } from './claim/request-claim.decider.js';
import { contentClaimKind } from './fingerprint/content-claim.decider.js';
import { similarPairKind } from './fingerprint/similar-pair.decider.js';
import { financingKind } from './financing/financing.decider.js';
import { importKind } from './import/import.decider.js';
import { journalKind } from './journal/journal.decider.js';
import { periodsKind } from './journal/periods.decider.js';
import { exportKind } from './cross-border/cross-border.decider.js';
import { negotiationKind } from './dataspace/negotiation.decider.js';
import { transferKind } from './dataspace/transfer.decider.js';
import { needKind } from './need/need.decider.js';
import { offerKind } from './offer/offer.decider.js';
import { orderKind } from './order/order.decider.js';
import { partyKind } from './party/party.decider.js';
import { pledgeSearchKind } from './pledge-search/pledge-search.decider.js';
import { policyKind } from './policy/policy.decider.js';
import { registrarCodeKind } from './policy/registrar-code.decider.js';
import { nettingKind } from './settlement/netting.decider.js';
import { sharingKind } from './sharing/sharing.decider.js';
import { titleKind } from './title/title.decider.js';
import { usageKind } from './usage/usage.decider.js';
import { valuationKind } from './valuation/valuation.decider.js';
import { walletKind } from './wallet/wallet.decider.js';
import { webhookKind } from './webhook/webhook.decider.js';

/** Every kind of stream there is: what the event catalogue lists and `test/events` freezes. */
export const streamKinds = [
  partyKind,
  assetKind,
  titleKind,
  valuationKind,
  importKind,
  serialKind,
  requestClaimKind,
  contentClaimKind,
  similarPairKind,
  watchKind,
  policyKind,
  registrarCodeKind,
  webhookKind,
  pledgeSearchKind,
  financingKind,
  bookKind,
  journalKind,
  periodsKind,
  offerKind,
  needKind,
  orderKind,
  negotiationKind,
  transferKind,
  exportKind,
  sharingKind,
  nettingKind,
  usageKind,
  walletKind,
] as const;

import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { organisations } from './apps.js';
import type { Once } from './once.js';
import { ordersOnce } from '../e2e/support/orders-once.js';
import type { World } from './world.js';
import { shown } from './world-trade.js';

const { bank, buyer, appraiser } = organisations;
const manager = [bank, 'manager'] as const;
const operator = [bank, 'operator'] as const;
const theBuyer = [buyer, 'manager'] as const;
const digest = 'b'.repeat(64);
const terms = { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 };
const reasons = { body: { reason: '到期' }, other: { reason: '另有约定' } };

/** A declaration of data that goes abroad, and its end, each under one key. */
export const exportsOnce = async (once: Once): Promise<void> => {
  const goods = {
    ...{ on: '2026-11-20', destination: 'SG', receiver: '境外接收方', isImportant: false },
    ...{ basis: 'belowThreshold', persons: 1, sensitivePersons: 0 },
  };
  const declared = { as: manager, body: goods, other: { ...goods, persons: 2 } };
  const exportId = await once('exchange POST /v1/exports', declared);
  await once('exchange POST /v1/exports/{year}/declarations/{exportId}/withdrawal', {
    ...{ as: manager, things: { year: '2026', exportId }, ...reasons },
  });
};

/** An offer, its orders and its end, each step under one key. */
export const offersOnce = async (world: World, once: Once): Promise<void> => {
  const { assetId, holdingId } = await world.openAsset();
  const price = { amount: { amount: '1.00', currency: 'CNY' }, vatIncluded: true };
  const content = { name: '信息', summary: '按日更新', assetId, holdingId, kind: 'ordinary' };
  const offer = { ...content, terms, price, delivery: 'api' };
  const drafted = { as: manager, body: offer, other: { ...offer, name: '别的' } };
  const offerId = await once('exchange POST /v1/offers', drafted);
  const leave = { holdingId, offerId, terms };
  await once('registry POST /v1/assets/{assetId}/licensing', {
    ...{ as: manager, things: { assetId } },
    ...{ body: { ...leave, until: '2026-12-31' }, other: { ...leave, until: '2026-12-30' } },
  });
  const capped = { ...leave, offerId: newId(), cap: 5, until: '2026-12-31' };
  await once('registry POST /v1/assets/{assetId}/licensing', {
    ...{ as: manager, things: { assetId } },
    ...{ body: capped, other: { ...capped, cap: 4 } },
  });
  await once('registry POST /v1/assets/{assetId}/licensing/{offerId}/cap', {
    ...{ as: manager, things: { assetId, offerId: capped.offerId } },
    ...{ body: { cap: 4 }, other: { cap: 3 } },
  });
  const things = { assetId, offerId };
  await once('exchange POST /v1/offers/{offerId}/assessment', {
    ...{ as: manager, things, body: report, other: { ...report, scope: '来源与安全' } },
  });
  const edition = { label: '2026年10月版' };
  await once('exchange POST /v1/offers/{offerId}/revision', {
    ...{ as: manager, things, body: { ...offer, edition } },
    other: { ...offer, edition, summary: '按周更新' },
  });
  await once('exchange POST /v1/offers/{offerId}/sample', {
    ...{ as: manager, things, body: shown },
    other: { ...shown, records: [{ values: ['另一企业'] }] },
  });
  await once('exchange POST /v1/offers/{offerId}/sample/removal', {
    ...{ as: manager, things, ...reasons },
  });
  const needId = await needsOnce(once);
  const listing = { body: { until: '2026-12-31' }, other: { until: '2026-12-30' } };
  await once('exchange POST /v1/offers/{offerId}/listing', { as: manager, things, ...listing });
  await world.cluster.settled();
  await once('exchange POST /v1/needs/{needId}/matches/{matchNo}/acknowledgement', {
    ...{ as: theBuyer, things: { needId, matchNo: '1' } },
  });
  await once('exchange POST /v1/needs/{needId}/closing', {
    ...{ as: theBuyer, things: { needId }, ...reasons },
  });
  const order = { offerId, purpose: '授信评估' };
  const placing = { as: theBuyer, body: order, other: { ...order, purpose: '反欺诈' } };
  const orderId = await once('exchange POST /v1/orders', placing);
  await once('exchange POST /v1/orders/{orderId}/signatures', {
    ...{ as: theBuyer, things: { orderId } },
    ...{ body: { contractDigest: digest }, other: { contractDigest: 'c'.repeat(64) } },
  });
  const cancelled = { as: theBuyer, things: { orderId } };
  await once('exchange POST /v1/orders/{orderId}/cancellation', cancelled);
  await ordersOnce(world, once, offerId);
  const suspending = { as: operator, things, ...reasons };
  await once('exchange POST /v1/offers/{offerId}/suspension', suspending);
  await once('exchange POST /v1/offers/{offerId}/delisting', { as: manager, things, ...reasons });
  const withdrawn = { as: manager, things, ...reasons };
  await once('registry POST /v1/assets/{assetId}/licensing/{offerId}/withdrawal', withdrawn);
};

/** A need of the buyer, stated and revised: the offer that is listed next meets it. */
const needsOnce = async (once: Once): Promise<string> => {
  const need = { terms: { text: '信息' }, until: '2026-12-31', published: [] };
  const other = { ...need, terms: { text: '影像' } };
  const needId = await once('exchange POST /v1/needs', { as: theBuyer, body: need, other });
  const body = { ...need, until: '2026-12-30' };
  const things = { needId };
  await once('exchange POST /v1/needs/{needId}/revision', { as: theBuyer, things, body, other });
  return needId;
};

const report = {
  ...{ assessorPartyId: partyIdOf('uscc', appraiser), scope: '来源', reportDigest: digest },
  heads: {
    ...{ basicInformation: 'conforming', lawfulness: 'conforming' },
    tradability: 'conforming',
  },
  ...{ issuedOn: '2026-11-20', validUntil: '2027-11-19' },
};

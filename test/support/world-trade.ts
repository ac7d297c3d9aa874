import { partyIdOf } from '@ledger/event-store/ids.js';
import { organisations } from './apps.js';

const { bank, lender, appraiser } = organisations;
const [owner, other] = [partyIdOf('uscc', bank), partyIdOf('uscc', lender)];

/** Names in an order of what comes of what others do: these stand for none. The bank's account. */
export const ofTrade = {
  amendmentNo: '918271',
  deliveryNo: '918272',
  chargeNo: '918273',
  disputeNo: '918274',
  matchNo: '918273',
  refundNo: '918275',
  accountId: `payable:${owner}`,
};

/** By what rule the lender shares in the bank's sales. */
export const sharedRevenue = {
  name: '收益分配',
  from: '2026-11-20',
  terms: {
    base: 'netOfFee',
    first: [],
    tiers: [
      {
        shares: [
          { partyId: owner, role: 'operator', ratio: '3/5' },
          { partyId: other, role: 'holder', ratio: '2/5' },
        ],
      },
    ],
    guarantees: [],
  },
  contractDigest: 'a'.repeat(64),
};

/** What the bank provides abroad. */
export const abroad = {
  ...{ on: '2026-11-20', destination: 'SG', receiver: '境外接收方', basis: 'necessity' },
  ...{ isImportant: false, persons: 0, sensitivePersons: 0 },
};

/** The appraiser may assess what is offered. */
export const admission = {
  partyId: partyIdOf('uscc', appraiser),
  content: { matters: ['opinion', 'riskAssessment', 'anonymisation'], until: '2027-11-20' },
  ...{ from: '2026-11-20', reason: '第三方服务机构准入' },
};

/** What the bank looks for. */
export const sought = {
  terms: { text: '遥感影像', deliveryModes: ['file'] },
  until: '2026-12-31',
  published: [],
};

/** What it shows of what it offers. */
export const shown = {
  fields: [{ name: '企业名称', type: 'text' }],
  records: [{ values: ['示例企业'] }],
  declaresNoPersonalInformation: true,
};

/** What the bank offers, but for the asset. */
export const offered = {
  name: '企业登记信息',
  summary: '按日更新的企业登记信息',
  kind: 'ordinary',
  terms: { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 },
  price: { amount: { amount: '120000.00', currency: 'CNY' }, vatIncluded: true },
  delivery: 'api',
};

/** One plan of each kind, taken as it stands, for the documentation of the routes that take one. */
const cny = (amount: string) => ({ amount, currency: 'CNY' });
const plan = (summary: string, value: object) => ({ summary, value });

export const planExamples = {
  oneOff: plan('一次性 · one-off', { kind: 'oneOff', amount: cny('120000.00'), vatIncluded: true }),
  subscription: plan('按月订阅一年 · monthly for a year', {
    ...{ kind: 'subscription', amount: cny('3000.00'), every: 'month', periods: 12 },
    vatIncluded: true,
  }),
  perUse: plan('按次 · per call', { kind: 'perUse', unitPrice: '0.0035', vatIncluded: false }),
  graduated: plan('分段累进 · tiers, each unit at its own price', {
    ...{ kind: 'tiered', method: 'graduated', vatIncluded: true },
    tiers: [
      { upTo: 10_000, unitPrice: '0.10' },
      { upTo: 100_000, unitPrice: '0.08' },
      { unitPrice: '0.05' },
    ],
  }),
  volume: plan('阶梯全量 · tiers, all units at one price', {
    ...{ kind: 'tiered', method: 'volume', vatIncluded: true },
    tiers: [{ upTo: 10_000, unitPrice: '0.10' }, { unitPrice: '0.08' }],
  }),
  perResult: plan('查得计费 · per result', {
    ...{ kind: 'perResult', unitPrice: '0.50', counting: 'metered', vatIncluded: true },
  }),
  package: plan('预付次数包 · prepaid package', {
    ...{ kind: 'package', amount: cny('8000.00'), units: 100_000, validDays: 365 },
    vatIncluded: true,
  }),
  revenueShare: plan('收入分成，设保底 · share of revenue with a minimum', {
    ...{ kind: 'revenueShare', rate: '0.05', every: 'quarter', minimum: cny('1000.00') },
    vatIncluded: true,
  }),
  negotiated: plan('面议 · negotiated', { kind: 'negotiated', vatIncluded: true }),
} as const;

/** The same as whole offers and as counter-offers. */
const offered = {
  name: '企业登记信息',
  summary: '按日更新的企业登记信息，含变更记录。',
  assetId: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
  holdingId: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
  kind: 'ordinary',
  terms: { exclusive: false, from: '2026-11-21', sublicenceDepth: 0 },
  delivery: 'api',
};

const meteringOf: Readonly<Record<string, object>> = {
  perResult: { metering: { unit: 'result' } },
  perUse: { metering: { unit: 'call' } },
};

type Examples = Readonly<Record<keyof typeof planExamples, { summary: string; value: object }>>;

const each = (to: (name: string, pricePlan: object) => object): Examples =>
  Object.fromEntries(
    Object.entries(planExamples).map(([name, { summary, value }]) => [
      name,
      { summary, value: to(name, value) },
    ]),
  ) as unknown as Examples;

export const offerExamples = each((name, pricePlan) => ({
  ...offered,
  ...meteringOf[name],
  pricePlan,
}));

export const proposalExamples = each((_, pricePlan) => ({ pricePlan }));

import fc from 'fast-check';
import { minorUnits } from '../../money.js';
import { compute, inputFaults, recompute } from './engine.js';
import type { IncomeFrame, ModelInputs } from './inputs.js';

/** A decimal between two integers of the last place. */
const decimal = (scale: number, max: number, min = 0) =>
  fc.integer({ min, max }).map((n) => {
    const digits = String(n).padStart(scale + 1, '0');
    return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  });
const amount = decimal(2, 100_000_000_00);
const rate = decimal(6, 1_000_000);
const more = fc.integer({ min: 1, max: 1_000_000 });
const ratio = fc.record({ value: rate });
const convention = fc.constantFrom('endOfYear' as const, 'midYear' as const);
const frame = fc.record({ rate, convention }).map((drawn): IncomeFrame => ({
  discount: { rate: drawn.rate, basis: 'preTax' },
  incomeBasis: 'preTax',
  convention: drawn.convention,
}));

const years = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 12 });
const shares = fc
  .tuple(frame, years(fc.record({ base: amount, rate })))
  .map(([drawn, periods]) => ({ ...drawn, shareOf: 'revenue' as const, periods }));
const costs = fc.record({
  costs: fc.record({
    preliminary: amount,
    direct: amount,
    indirect: amount,
    opportunity: amount,
    taxes: amount,
  }),
  quality: ratio,
  remainingLife: ratio,
});
const guides = fc.record({
  totalCost: amount,
  returnRate: rate,
  quality: ratio,
  circulation: fc
    .record({ open: amount, publiclyAvailable: amount, shared: amount })
    .map((volumes) => ({
      ...volumes,
      total: '300000000.01',
      openCoefficient: '0.5',
      publicCoefficient: '0.4',
      sharedCoefficient: '0.3',
    })),
  scarcity: ratio,
  risk: ratio,
});
const excesses = fc
  .tuple(
    frame,
    years(
      fc.record({
        income: amount,
        workingCapital: amount,
        fixedAssets: amount,
        otherIntangibles: amount,
        workforce: amount,
      }),
    ),
  )
  .map(([drawn, periods]) => ({ ...drawn, periods }));
const factor = decimal(4, 20_000, 1).map((value) => ({ value }));
const markets = fc
  .array(
    fc.record({
      name: fc.constant('数据集'),
      references: fc.array(fc.record({ value: amount }), { minLength: 1, maxLength: 4 }),
      quality: factor,
      supplyDemand: factor,
      date: factor,
      volume: factor,
      other: factor,
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((dataSets) => ({ dataSets }));

const anyInputs: fc.Arbitrary<ModelInputs> = fc.oneof(
  costs.map((costReplacement) => ({ costReplacement })),
  guides.map((costExpertGuide) => ({ costExpertGuide })),
  shares.map((incomeShare) => ({ incomeShare })),
  excesses.map((incomeExcess) => ({ incomeExcess })),
  markets.map((marketAdjusted) => ({ marketAdjusted })),
);

const fen = (inputs: ModelInputs): bigint => minorUnits(compute(inputs).value);
/** `text` and a number of units of its last place. */
const raised = (text: string, by: number): string => {
  const scale = text.split('.')[1]?.length ?? 0;
  const digits = (BigInt(text.replace('.', '')) + BigInt(by)).toString().padStart(scale + 1, '0');
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

describe('whatever goes in', () => {
  it('what was computed and stored as JSON recomputes to the same, to the last step', () =>
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        fc.pre(inputFaults(inputs).length === 0);
        const recorded = JSON.parse(JSON.stringify(compute(inputs))) as ReturnType<typeof compute>;
        expect(recompute(recorded)).toEqual(recorded);
      }),
    ));

  it('more cost is never worth less', () =>
    fc.assert(
      fc.property(costs, more, (inputs, by) => {
        const direct = raised(inputs.costs.direct, by);
        const costlier = { ...inputs, costs: { ...inputs.costs, direct } };
        expect(fen({ costReplacement: costlier })).toBeGreaterThanOrEqual(
          fen({ costReplacement: inputs }),
        );
      }),
    ));

  it('a higher discount rate is never worth more, where all years bring in something', () =>
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 500_000 }), (inputs, by) => {
        const { rate: own = '0' } = inputs.discount;
        const discount = { ...inputs.discount, rate: raised(own, by) };
        const dearer = { incomeShare: { ...inputs, discount } };
        fc.pre(inputFaults(dearer).length === 0);
        expect(fen(dearer)).toBeLessThanOrEqual(fen({ incomeShare: inputs }));
      }),
    ));

  it('flows in the middle of the year are never worth less than at its end', () =>
    fc.assert(
      fc.property(shares, (inputs) => {
        const at = (when: IncomeFrame['convention']) =>
          fen({ incomeShare: { ...inputs, convention: when } });
        expect(at('midYear')).toBeGreaterThanOrEqual(at('endOfYear'));
      }),
    ));

  it('more risk is never worth more, and more of what is scarce never less', () =>
    fc.assert(
      fc.property(guides, fc.integer({ min: 1, max: 1_000_000 }), (inputs, by) => {
        const with_ = (name: 'risk' | 'scarcity') => ({
          costExpertGuide: { ...inputs, [name]: { value: raised(inputs[name].value, by) } },
        });
        const base = { costExpertGuide: inputs };
        fc.pre([base, with_('risk'), with_('scarcity')].every((one) => !inputFaults(one).length));
        expect(fen(with_('risk'))).toBeLessThanOrEqual(fen(base));
        expect(fen(with_('scarcity'))).toBeGreaterThanOrEqual(fen(base));
      }),
    ));

  it('the order of data sets does not matter', () =>
    fc.assert(
      fc.property(markets, ({ dataSets }) => {
        const turned = { marketAdjusted: { dataSets: dataSets.toReversed() } };
        expect(fen(turned)).toBe(fen({ marketAdjusted: { dataSets } }));
      }),
    ));
});

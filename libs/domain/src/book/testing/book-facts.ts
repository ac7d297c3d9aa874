import { EntityBooks, nil, shown, yuan } from '../../accounting/testing/entity-books.js';
import type { RefusalCode } from '../../refusal.js';
import { capitalisationConditions } from '../book.terms.js';

/** Facts of a book for specs: each a good one unless told otherwise. */
type Fact = Parameters<EntityBooks['record']>[1];
type DataOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>['data'];

export const fact = <Type extends Fact['type']>(type: Type, data: DataOf<Type>): Fact =>
  ({ type, data }) as Fact;

const inputs = {
  purpose: 'ownUse',
  identifiable: true,
  controlled: true,
  benefitsProbable: true,
  costReliable: true,
  fulfilsContract: false,
} as const;

export const recognise = (
  more: Partial<DataOf<'DecideRecognition'>['inputs']> = {},
  on = '2026-02-10',
) => fact('DecideRecognition', { on, basis: '符合', inputs: { ...inputs, ...more } });

export const buy = (more: Partial<DataOf<'RecordAcquisition'>> = {}) =>
  fact('RecordAcquisition', {
    on: '2026-02-10',
    mode: 'purchase',
    price: yuan(3_600),
    inputTax: nil,
    components: [],
    ...more,
  });

export const live = (more: Partial<DataOf<'EstimateLife'>> = {}) =>
  fact('EstimateLife', {
    on: '2026-02-10',
    factors: [],
    estimate: { method: 'straightLine', months: 36, residual: nil, use: 'administration' },
    ...more,
  });

export const spend = (more: Partial<DataOf<'RecordCost'>> = {}) =>
  fact('RecordCost', {
    on: '2026-02-10',
    component: 'cleaning',
    amount: yuan(100),
    inputTax: nil,
    ...more,
  });

export const develop = (qualifies: boolean, on: string) =>
  fact('RecordDevelopment', { on, amount: yuan(100), qualifies });

export const met = (on: string, conditions: readonly string[] = capitalisationConditions) =>
  fact('RecordConditions', {
    conditions: conditions.map((condition) => ({
      condition: condition as (typeof capitalisationConditions)[number],
      metOn: on,
      explanation: '立项',
      evidenceDigest: 'a'.repeat(64),
    })),
  });

export const sell = (more: Partial<DataOf<'Sell'>> = {}) =>
  fact('Sell', {
    on: '2026-06-10',
    share: '1/1',
    price: yuan(5_000),
    outputTax: nil,
    controlTransferred: true,
    ...more,
  });

export const impair = (more: Partial<DataOf<'TestImpairment'>> = {}) =>
  fact('TestImpairment', { on: '2026-04-30', presentValue: yuan(1_000), ...more });

export const lapse = (on = '2026-06-15') =>
  fact('Lapse', { on, reason: '授权被撤销', isOrdinary: false });

export const lapsePart = (share = '1/4', on = '2026-06-15') =>
  fact('LapsePart', { on, share, reason: '部分失效', isOrdinary: false });

export const reverse = (version: number) =>
  fact('ReverseFact', { on: '2026-11-20', version, reason: '录入错误' });

export const reclassify = (to: 'intangible' | 'inventory', on = '2026-06-20') =>
  fact('Reclassify', { on, to, reason: '持有目的改变' });

export const down = (value: number, on = '2026-06-30') =>
  fact('WriteDown', { on, netRealisableValue: yuan(value) });

export const back = (value: number, on = '2026-09-30') =>
  fact('ReverseWriteDown', { on, netRealisableValue: yuan(value), reason: '价格回升' });

export const hold = (fairValue: number, on = '2026-06-12') =>
  fact('ClassifyHeldForSale', { on, fairValueLessCosts: yuan(fairValue) });

export const withdraw = (presentValue: number, on = '2026-09-10') =>
  fact('WithdrawHeldForSale', { on, presentValue: yuan(presentValue), reason: '转回自用' });

export const opening = (more: Partial<DataOf<'TakeOpeningBalance'>> = {}) =>
  fact('TakeOpeningBalance', {
    on: '2026-01-01',
    carriedAs: 'intangible',
    cost: yuan(3_600),
    amortised: yuan(600),
    impaired: nil,
    ...more,
  });

export const book = (source: 'purchased' | 'selfMade' | 'other', ...facts: readonly Fact[]) => {
  const entity = new EntityBooks();
  entity.open('book', source);
  for (const one of facts) entity.record('book', one);
  return {
    entity,
    refuses: (one: Fact, code: RefusalCode, obstacles?: object) =>
      expect(() => entity.record('book', one)).toThrow(
        expect.objectContaining(obstacles === undefined ? { code } : { code, obstacles }),
      ),
    takes: (one: Fact) => entity.record('book', one).map(shown),
  };
};

export const asset = () => book('purchased', recognise(), buy(), live());
export const stock = () => book('purchased', recognise({ purpose: 'sale' }), buy());

import { capitalisationConditions } from '@ledger/domain/book/book.terms.js';
import { organisations } from './apps.js';
import type { Once } from './once.js';
import type { World } from './world.js';

const accountant = [organisations.bank, 'accountant'] as const;
const cny = (amount: string) => ({ amount, currency: 'CNY' });
const on = '2026-11-20';
const digest = 'b'.repeat(64);

const inputs = {
  purpose: 'ownUse',
  identifiable: true,
  controlled: true,
  benefitsProbable: true,
  costReliable: true,
};
const life = { on, use: 'administration', factors: [{ factor: '更新频率', finding: '按月更新' }] };

/** Every fact of a book, each under one key. */
export const booksOnce = async (world: World, once: Once): Promise<void> => {
  const opened = async (source: string): Promise<string> => {
    const body = { name: '企业征信数据集', source };
    const other = { ...body, name: '另一数据集' };
    return once('registry POST /v1/books', { as: accountant, body, other });
  };
  const recorded = async (bookId: string, fact: string, body: object): Promise<void> => {
    const other = { ...body, note: '另一摘要' };
    const things = { ...world.things, bookId };
    const keyed = fact === 'asset-link' ? { assetId: bookId } : other;
    await once(`registry POST /v1/books/{bookId}/${fact}`, {
      ...{ as: accountant, things, body, other: keyed },
    });
  };

  const bought = await opened('purchased');
  const price = { mode: 'purchase', price: cny('3600.00') };
  await recorded(bought, 'acquisition', { on, ...price });
  await recorded(bought, 'cost', { on, component: 'cleaning', amount: cny('400.00') });
  await recorded(bought, 'recognition', { on, inputs, basis: '自用' });
  await recorded(bought, 'useful-life', { ...life, method: 'straightLine', months: 36 });
  await recorded(bought, 'asset-link', { assetId: world.things['assetId'] });
  await recorded(bought, 'impairment', { on, presentValue: cny('1000.00') });
  await recorded(bought, 'partial-lapse', { on, share: '1/4', reason: '部分授权到期' });
  await recorded(bought, 'service-revenue', { on, revenue: 'main', amount: cny('50.00') });
  await recorded(bought, 'reversal', { on, version: 9, reason: '录入错误' });
  await recorded(bought, 'held-for-sale', { on, fairValueLessCosts: cny('500.00') });
  const again = { presentValue: cny('700.00'), reason: '转回自用' };
  await recorded(bought, 'held-for-sale-withdrawal', { on, ...again });

  const made = await opened('selfMade');
  await recorded(made, 'research', { on, amount: cny('50.00') });
  const conditions = capitalisationConditions.map((condition) => ({
    ...{ condition, metOn: on, explanation: '立项书', evidenceDigest: digest },
  }));
  await recorded(made, 'capitalisation', { conditions });
  await recorded(made, 'development', { on, amount: cny('80.00'), qualifies: true });
  await recorded(made, 'lapse', { on, reason: '项目终止' });

  const stock = await opened('purchased');
  const taken = { on: '2026-11-01', carriedAs: 'inventory', cost: cny('900.00') };
  await recorded(stock, 'opening-balance', taken);
  await recorded(stock, 'write-down', { on, netRealisableValue: cny('600.00') });
  const risen = { netRealisableValue: cny('700.00'), reason: '价格回升' };
  await recorded(stock, 'write-down-reversal', { on, ...risen });
  await recorded(stock, 'reclassification', { on, to: 'intangible', reason: '转为自用' });
  await recorded(stock, 'useful-life', { ...life, method: 'unitsOfUse', units: 1_000 });
  await recorded(stock, 'units-used', { on, units: 10 });
  await recorded(stock, 'sale', { on, price: cny('800.00'), controlTransferred: true });
};

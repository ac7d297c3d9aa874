import { accountRoles } from '../accounting/entry.js';
import { faultsOf } from '../policy/policy.shape.js';
import { byHand } from './chart.js';
import {
  type Chart,
  type ChartAccount,
  financialChartPolicy,
  generalChartPolicy,
} from './chart.policies.js';
import { shippedChart } from './testing/voucher.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' as const });

describe.each([generalChartPolicy, financialChartPolicy])('the chart $name', (policy) => {
  const content = policy.shipped!();
  const { accounts } = content;

  it('has an account for every role but the entity’s own', () => {
    expect(new Set(accounts.map(({ role }) => role)).size).toBe(accountRoles.length - 1);
    expect(faultsOf(policy.shape, content)).toEqual([]);
    expect(policy.moreFaults?.(content)).toEqual([]);
  });

  it('takes an entity’s own codes, details and further accounts', () => {
    const own = accounts.map((one) =>
      one.role === 'bank' ? { ...one, code: '100201', name: '工行基本户' } : one,
    );
    const other = { role: 'other' as const, code: '6603', name: '财务费用' };
    const more: Chart = { accounts: [...own, other] };
    expect(faultsOf(policy.shape, more)).toEqual([]);
    expect(policy.moreFaults?.(more)).toEqual([]);
  });

  it('names what is missing, twice there, or without its name', () => {
    const faults = (changed: readonly ChartAccount[]) =>
      policy.moreFaults?.({ accounts: changed }).map(({ expected }) => expected);
    expect(faults(accounts.slice(1))).toEqual(['an account for bank']);
    expect(faults([...accounts, accounts[0]!])).toEqual(['each role and each account once']);
    const halfNamed = { role: 'other' as const, code: '9001', name: '备查', subCode: '01' };
    expect(faults([...accounts, halfNamed])).toEqual(['subCode and subName together']);
    const renamed = { ...halfNamed, code: '2221', name: '别名', subName: '明细' };
    expect(faults([...accounts, renamed])).toEqual(['one name for one code']);
  });
});

describe('lines written by hand', () => {
  it('name accounts by code, with the detail where there are several', () => {
    const lines = byHand(shippedChart, [
      { account: '1002', side: 'debit', amount: cny('1.00') },
      { account: '2221.0107', side: 'credit', amount: cny('1.00') },
    ]);
    expect(lines.map(({ role, line }) => [line, role])).toEqual([
      [1, 'bank'],
      [2, 'outputTax'],
    ]);
  });

  it('name accounts that there are', () => {
    expect(() =>
      byHand(shippedChart, [{ account: '2221', side: 'debit', amount: cny('1.00') }]),
    ).toThrow(expect.objectContaining({ code: 'voucher_account_unknown' }));
  });
});

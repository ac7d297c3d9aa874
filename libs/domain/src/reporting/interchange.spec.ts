import type { PolicyDefinition } from '../policy/policy.definition.js';
import { faultsOf } from '../policy/policy.shape.js';
import { movementSums } from './account-sums.js';
import { disclosurePolicy } from './disclosure.policy.js';
import { concepts, conceptName, sourceMembers, taxonomy, xbrlReport } from './taxonomy.js';
import { statutoryRows } from './statutory-rows.js';
import { statutoryTable } from './statutory-table.js';
import { sumsOf } from './testing/vouchers.js';
import { exampleB, exampleYear } from './testing/worked-examples.js';
import { type VoucherTemplate, voucherTemplatesPolicy } from './voucher-templates.policy.js';

interface Fact {
  readonly value: string;
  readonly decimals: number;
  readonly dimensions: Readonly<Record<string, string>>;
}

describe('the xBRL-JSON report', () => {
  const table = statutoryTable('inventory', movementSums(sumsOf(exampleB().posted, exampleYear)));
  const current = { ...exampleYear, isRestated: false, table };
  const report = xbrlReport({ entityCode: '91440300MADX00019R', knownAt: 9, tables: [current] });
  const facts = report['facts'] as unknown as Readonly<Record<string, Fact>>;

  it('has a fact for every figure of the table, in concepts of the taxonomy', () => {
    expect(Object.keys(facts)).toHaveLength(4 * 18);
    const known = new Set(concepts.map(({ name }) => name));
    for (const { dimensions } of Object.values(facts))
      expect(known).toContain(dimensions['concept']);
    expect(facts['inventory-2025-12-31-20-total']).toEqual({
      value: '490000.00',
      decimals: 2,
      dimensions: {
        concept: 'dr:InventoryCarryingClosing',
        entity: 'uscc:91440300MADX00019R',
        period: '2026-01-01T00:00:00',
        unit: 'iso4217:CNY',
      },
    });
    expect(facts['inventory-2025-12-31-4-purchased']?.dimensions).toMatchObject({
      concept: 'dr:InventoryCostPurchase',
      period: '2025-01-01T00:00:00/2026-01-01T00:00:00',
      'dr:SourceAxis': sourceMembers.purchased,
    });
    expect(facts['inventory-2025-12-31-2-total']?.dimensions['period']).toBe('2025-01-01T00:00:00');
  });

  it('has a taxonomy in which every row has a name of its own', () => {
    const names = concepts.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const rows = (['intangible', 'inventory'] as const).flatMap((name) =>
      statutoryRows[name]
        .filter(({ level }) => level !== 'heading')
        .map(({ key }) => conceptName(name, key)),
    );
    expect(names).toEqual(rows);
    expect(taxonomy()['concepts']).toHaveLength(names.length);
    expect(
      concepts.find(({ name }) => name === 'dr:IntangibleAmortisationAdditions'),
    ).toMatchObject({
      periodType: 'duration',
      balance: 'credit',
    });
  });
});

describe('the policies of reports', () => {
  it.each<PolicyDefinition>([disclosurePolicy, voucherTemplatesPolicy])(
    'are shipped as they are shaped ($name)',
    (one) => {
      const content = one.shipped!();
      expect(faultsOf(one.shape, content)).toEqual([]);
      expect(one.moreFaults?.(content) ?? []).toEqual([]);
    },
  );

  it('refuse two templates of one name, and a fixed column without a text', () => {
    const column = { header: '凭证字', field: 'fixed' as const };
    const columns = [column];
    const template: VoucherTemplate = { name: 'a', title: 'a', codeSeparator: 'dot', columns };
    const faults = voucherTemplatesPolicy.moreFaults!({ templates: [template, template] });
    expect(faults.map(({ pointer }) => pointer)).toEqual([
      '/templates/0/columns/0/text',
      '/templates/1/name',
      '/templates/1/columns/0/text',
    ]);
  });
});

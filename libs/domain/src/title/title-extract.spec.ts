import {
  bank,
  barred,
  buyer,
  claimed,
  endOf,
  entry,
  fact,
  granted,
  holding,
  lender,
  now,
  opened,
  operation,
  otherLender,
  pledged,
  pledgeId,
  today,
  titleOf,
} from './testing/title-samples.js';
import { titleExtract, type ExtractInput } from './title-extract.js';
import type { TitleEvent } from './title.events.js';

const names: Readonly<Record<string, string>> = { [bank]: '示例银行', [lender]: '示例贷款人' };

const extract = (events: readonly TitleEvent[], more: Partial<ExtractInput> = {}) =>
  titleExtract({
    title: titleOf(...events),
    at: now,
    asOf: 42,
    sight: 'full',
    partyId: bank,
    asset: { name: '企业登记信息', state: 'registered', certificateNo: 'SJ4412026090001' },
    instant: (version) => `2026-11-23T02:00:00.00000${version}Z`,
    party: (partyId) => {
      const name = names[partyId];
      return name === undefined ? { partyId } : { partyId, name };
    },
    ...more,
  });

const kinds = (events: readonly TitleEvent[], more: Partial<ExtractInput> = {}) =>
  extract(events, more).encumbrances.map(({ kind, id }) => `${kind} ${id}`);

describe('the page of a title', () => {
  it('numbers rights by kind, under the names of 2022 and 2026', () => {
    const { rights, property, asOf, date } = extract([opened()]);
    expect(
      rights.map(({ no, holdingId, label }) => [no, holdingId, label.zh2022, label.zh2026]),
    ).toEqual([
      [1, holding, '数据资源持有权', '数据持有权'],
      [2, operation, '数据产品经营权', '数据经营权'],
    ]);
    expect(rights[0]?.holders).toEqual([
      { role: { zh: '权利人', en: 'Holder' }, partyId: bank, name: '示例银行' },
    ]);
    expect(property.map(({ value }) => value.zh)).toContain('SJ4412026090001');
    expect([asOf, date]).toEqual([42, today]);
  });

  it('says the state, the scheme and amounts in words that people read', () => {
    const asset = { state: 'suspended', scheme: 'shenzhen', industry: 'J66' } as const;
    const { property, encumbrances } = extract([opened(), pledged(1)], { asset });
    const values = property.map(({ value }) => value);
    expect(values).toContainEqual({ zh: '已中止', en: 'suspended' });
    expect(values).toContainEqual({ zh: 'J66 金融业', en: 'J66 Financial intermediation' });
    expect(values.map(({ zh }) => zh)).toContain('深圳市数据产权登记规则');
    const amounts = encumbrances.flatMap(({ lines }) => lines.map(({ value }) => value.zh));
    expect(amounts).toContain('1,000,000.00 CNY');
  });

  it('says until when it is registered and how it is graded, where it is', () => {
    const asset = { state: 'registered', validUntil: '2031-11-22', grade: 'important' } as const;
    const { property } = extract([opened()], { asset });
    expect(property.map(({ label, value }) => [label.en, value.zh])).toEqual(
      expect.arrayContaining([
        ['Registered until (inclusive)', '2031-11-22'],
        ['Grade of the data', '重要'],
      ]),
    );
    const labels = extract([opened()]).property.map(({ label }) => label.en);
    expect(labels).not.toContain('Grade of the data');
    expect(labels).not.toContain('Registered until (inclusive)');
  });

  it('puts bars first, waiting ones after those in effect, then pledges by rank, then grants', () => {
    const events = [
      opened(),
      granted('grant-1', { terms: { from: '2026-11-01', exclusive: true } }),
      pledged(1),
      claimed(2, {}, otherLender),
      barred({ barId: 'first' }),
      barred({ barId: 'second', months: 24 }),
      barred({ barId: 'dispute', ground: 'dispute' }),
    ];
    expect(kinds(events)).toEqual([
      'bar first',
      'bar dispute',
      'waitingFreeze second',
      `pledge ${pledgeId(1)}`,
      `claim ${pledgeId(2)}`,
      'exclusiveGrant grant-1',
    ]);
    const [, , , pledge] = extract(events).encumbrances;
    expect(pledge?.rights).toEqual([2]);
    expect(pledge?.parties).toMatchObject([{ role: { zh: '质权人' }, name: '示例贷款人' }]);
  });

  it('shows what holds at the instant asked about, and no more', () => {
    const events = [opened(), granted('grant-1')];
    expect(kinds(events)).toEqual([]);
    expect(kinds(events, { at: endOf('2026-12-01') })).toEqual(['grant grant-1']);
    expect(kinds(events, { at: endOf('2027-12-01') })).toEqual([]);
  });

  it('shows a grantee his own, and no pledges', () => {
    const events = [
      opened(),
      granted('grant-1', { terms: { from: '2026-11-01' } }),
      granted('grant-2', { granteePartyId: lender, terms: { from: '2026-11-01' } }),
      pledged(1),
    ];
    const own = { sight: 'own', partyId: buyer } as const;
    expect(kinds(events, own)).toEqual(['grant grant-1']);
    expect(extract(events, own).rights.map(({ holdingId }) => holdingId)).toEqual([operation]);
  });

  it('keeps a pledge of a cancelled asset in sight, its object gone', () => {
    const closed = fact('TitleClosed', {
      mode: 'exOfficio',
      reason: '销毁',
      pledgeIds: [pledgeId(1)],
      on: today,
    });
    const { rights, encumbrances } = extract([opened(entry()), pledged(1), closed]);
    expect(rights).toHaveLength(1);
    expect(JSON.stringify(encumbrances)).toContain('标的已灭失');
  });

  it('never calls anybody first in rank', () =>
    expect(JSON.stringify(extract([opened(), pledged(1)]))).not.toMatch(/first in rank|第一顺位/));
});

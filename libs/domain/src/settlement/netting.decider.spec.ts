import { specOf } from '../testing/decider-spec.js';
import { type NetMonth, nettingKind } from './netting.decider.js';
import type { NettingEvent } from './netting.events.js';

const partyId = 'party';
const cny = (amount: string) => ({ amount, currency: 'CNY' }) as const;
const net = (
  month: string,
  date: string,
  closings: Readonly<Record<string, string>>,
): NetMonth => ({
  type: 'NetMonth',
  data: {
    partyId,
    month,
    reference: 'B-1',
    closings: Object.entries(closings).map(([accountId, minor]) => ({ accountId, minor })),
    balancesAt: 42,
  },
  meta: {
    actor: { person: 'token', partyId: 'exchange', role: 'operator' },
    now: `${date}T02:00:00.000Z`,
  },
});
const closings = { 'payable:party': '10000', 'share:party': '500', 'receivable:party': '-700' };
const november: NettingEvent = {
  type: 'MonthNetted',
  data: {
    partyId,
    month: '2026-11',
    lines: [
      { accountId: 'payable:party', side: 'owedToParty', amount: cny('100.00') },
      { accountId: 'share:party', side: 'owedToParty', amount: cny('5.00') },
    ],
    direction: 'payOut',
    net: cny('105.00'),
    reference: 'B-1',
    balancesAt: 42,
    on: '2026-12-01',
    postings: [
      { debit: 'payable:party', credit: 'custody:exchange', amount: cny('100.00') },
      { debit: 'share:party', credit: 'custody:exchange', amount: cny('5.00') },
    ],
  },
};
const given = specOf(nettingKind.decider);

describe('setting off a month', () => {
  it('pays out what is owed at its end, and leaves what is not the party’s yet', () =>
    given()
      .when(net('2026-11', '2026-12-01', closings))
      .then(november));

  it('waits for the end of the month in Shanghai', () => {
    given()
      .when(net('2026-11', '2026-11-30', closings))
      .thenRefused('netting_month_open');
    expect(
      given()
        .when(net('2026-11', '2026-12-01', closings))
        .events(),
    ).toHaveLength(1);
  });

  it('goes forward, and never pays the same twice', () => {
    given(november)
      .when(net('2026-11', '2026-12-02', closings))
      .thenRefused('netting_not_in_order');
    given(november)
      .when(net('2026-10', '2026-12-02', closings))
      .thenRefused('netting_not_in_order');
    const late = { ...november, data: { ...november.data, on: '2027-01-02' } };
    // November was paid in January: it is still in December's closing.
    given(late)
      .when(net('2026-12', '2027-01-03', { 'payable:party': '10000', 'share:party': '500' }))
      .thenRefused('netting_nothing');
    const [event] = given(late)
      .when(net('2026-12', '2027-01-03', { 'payable:party': '10300' }))
      .events();
    expect(event?.data).toMatchObject({ net: cny('3.00'), direction: 'payOut' });
  });

  it('takes in what was given back after it had been paid out', () => {
    const [event] = given(november)
      .when(net('2026-12', '2027-01-03', { 'payable:party': '-2500' }))
      .events();
    expect(event?.data).toMatchObject({
      direction: 'payIn',
      net: cny('25.00'),
      postings: [{ debit: 'custody:exchange', credit: 'payable:party', amount: cny('25.00') }],
    });
    given(november)
      .when(net('2026-12', '2027-01-03', {}))
      .thenRefused('netting_nothing');
    expect(nettingKind.eventsMax).toBe(1_200);
  });
});

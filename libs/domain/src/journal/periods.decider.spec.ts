import type { Meta } from '../decider.js';
import { specOf } from '../testing/decider-spec.js';
import { type PeriodsCommand, periodsKind } from './periods.decider.js';
import type { PeriodsEvent } from './periods.events.js';

const given = specOf(periodsKind.decider);
const entityPartyId = 'entity';
const meta: Meta = {
  actor: { person: 'token-1', partyId: entityPartyId, role: 'accountant' },
  now: '2025-06-30T16:00:00.000Z',
};
const of = (month: string) => ({ entityPartyId, month });
const opened = (month: string): PeriodsEvent => ({ type: 'PeriodOpened', data: of(month) });
const began = (month: string): PeriodsEvent => ({ type: 'PeriodClosingBegan', data: of(month) });
const sealedData = (month: string) => ({
  ...of(month),
  vouchers: 2,
  debit: { amount: '1.00', currency: 'CNY' as const },
  version: 3,
  digest: 'd'.repeat(64),
});
const sealed = (month: string): PeriodsEvent => ({
  type: 'PeriodSealed',
  data: sealedData(month),
});
const chart = { policy: 'chart-of-accounts', version: 1 };
const started = (month: string, runId = `run-${month}`): PeriodsEvent => ({
  type: 'AmortisationRunStarted',
  data: { ...of(month), runId, chart, startedBy: 'token-1' },
});
const doneData = (month: string, runId = `run-${month}`) => ({
  ...of(month),
  runId,
  examined: 1,
  vouchers: 1,
  total: { amount: '1.00', currency: 'CNY' as const },
  digest: 'd'.repeat(64),
});
const done = (month: string): PeriodsEvent => ({
  type: 'AmortisationRunCompleted',
  data: doneData(month),
});
const ran = (month: string): PeriodsEvent[] => [started(month), done(month)];
const closedMonth = (month: string): PeriodsEvent[] => [...ran(month), began(month), sealed(month)];

const open = (month: string): PeriodsCommand => ({ type: 'OpenPeriod', data: of(month), meta });
const begin = (month: string): PeriodsCommand => ({ type: 'BeginClosing', data: of(month), meta });
const seal = (month: string): PeriodsCommand => ({
  type: 'SealPeriod',
  data: sealedData(month),
  meta,
});
const start = (month: string, runId = `run-${month}`): PeriodsCommand => ({
  type: 'StartAmortisationRun',
  data: { ...of(month), runId, chart },
  meta,
});
const complete = (month: string, runId?: string): PeriodsCommand => ({
  type: 'CompleteAmortisationRun',
  data: doneData(month, runId),
  meta,
});

describe('a month of an entity', () => {
  it('is opened once, in any order until a closing', () => {
    given().when(open('2025-03')).then(opened('2025-03'));
    given(opened('2025-03')).when(open('2025-03')).thenNothing();
    given(opened('2025-03')).when(open('2025-01')).then(opened('2025-01'));
  });

  it('is not opened once it, or a later one, is being closed', () => {
    const closing = [...ran('2025-03'), began('2025-03')];
    const shut = { month: '2025-02', openMonth: '2025-04' };
    given(...closing)
      .when(open('2025-02'))
      .thenRefused('period_closed', shut);
    given(...closing, sealed('2025-03'))
      .when(open('2025-02'))
      .thenRefused('period_closed', shut);
    given(...closing)
      .when(open('2025-04'))
      .then(opened('2025-04'));
  });

  it('that was opened stays known after its closing', () => {
    given(opened('2025-03'), ...closedMonth('2025-03'))
      .when(open('2025-03'))
      .thenNothing();
  });
});

describe('a closing', () => {
  it('follows the amortisation of its month', () => {
    given(opened('2025-03'))
      .when(begin('2025-03'))
      .thenRefused('amortisation_outstanding', { month: '2025-03' });
    given(opened('2025-03'), started('2025-03'))
      .when(begin('2025-03'))
      .thenRefused('amortisation_running', { month: '2025-03', runId: 'run-2025-03' });
    given(opened('2025-03'), ...ran('2025-03'))
      .when(begin('2025-03'))
      .then(began('2025-03'));
  });

  it('goes in the order of the months, and is of no month ahead', () => {
    given(opened('2025-02'), opened('2025-03'), ...ran('2025-03'))
      .when(begin('2025-03'))
      .thenRefused('earlier_period_open', { month: '2025-02' });
    given(...ran('2025-07'))
      .when(begin('2025-07'))
      .then(opened('2025-07'), began('2025-07'));
    given(...ran('2025-07'))
      .when(begin('2025-08'))
      .thenRefused('period_not_begun', { month: '2025-08', today: '2025-07-01' });
  });

  it('goes on where it was interrupted, and is sealed once', () => {
    const closing = [...ran('2025-03'), began('2025-03')];
    given(...closing)
      .when(begin('2025-03'))
      .thenNothing();
    given(...closing)
      .when(seal('2025-03'))
      .then(sealed('2025-03'));
    given(...closing, sealed('2025-03'))
      .when(seal('2025-03'))
      .thenNothing();
    given(...closing, sealed('2025-03'))
      .when(begin('2025-03'))
      .thenRefused('period_closed', { month: '2025-03', openMonth: '2025-04' });
  });
});

describe('an amortisation run', () => {
  it('is one at a time', () => {
    given().when(start('2025-03')).then(started('2025-03'));
    given(started('2025-03')).when(start('2025-03')).thenRefused('amortisation_running');
    given(...ran('2025-03'))
      .when(start('2025-03', 'again'))
      .then(started('2025-03', 'again'));
  });

  it('goes month after month', () => {
    given(...ran('2025-03'))
      .when(start('2025-04'))
      .then(started('2025-04'));
    given(...ran('2025-03'))
      .when(start('2025-05'))
      .thenRefused('amortisation_outstanding', { month: '2025-04' });
    given(...ran('2025-03'))
      .when(start('2025-02'))
      .thenRefused('amortisation_out_of_order', { month: '2025-02', last: '2025-03' });
    given(opened('2025-01'))
      .when(start('2025-02'))
      .thenRefused('amortisation_outstanding', { month: '2025-01' });
  });

  it('is of no closed month and of none ahead', () => {
    given(...closedMonth('2025-03'))
      .when(start('2025-03'))
      .thenRefused('period_closed', { month: '2025-03', openMonth: '2025-04' });
    given().when(start('2025-08')).thenRefused('period_not_begun');
  });

  it('ends once', () => {
    given(started('2025-03')).when(complete('2025-03')).then(done('2025-03'));
    given(...ran('2025-03'))
      .when(complete('2025-03'))
      .thenNothing();
    given(started('2025-03')).when(complete('2025-03', 'another')).thenNothing();
  });

  it('has a stated bound', () => {
    expect(periodsKind.eventsMax).toBe(20_000);
  });
});

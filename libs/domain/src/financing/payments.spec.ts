import fc from 'fast-check';
import type { Meta } from '../decider.js';
import { fromMinorUnits } from '../money.js';
import { aloneOf } from '../party/standing-in.js';
import { specOf } from '../testing/decider-spec.js';
import type { FinancingCommand } from './financing.commands.js';
import { financingKind } from './financing.decider.js';
import type { FinancingEvent } from './financing.events.js';
import type { FinancingState } from './facility.js';
import { balanceOf, evolveFinancing, initialFinancing } from './financing.state.js';
import { statementOf } from './payments.js';

const { decide } = financingKind.decider;
const given = specOf(financingKind.decider);
const financingId = 'f-1';
const [assetId, holdingId] = ['asset-1', 'holding-1'];
const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const [now, today] = ['2026-11-22T02:00:00.000Z', '2026-11-22'];
const as = (person: string, partyId = 'lender'): Meta => ({
  actor: { person, partyId, role: 'lender' },
  now,
});
const perfected: readonly FinancingEvent[] = [
  {
    type: 'FinancingRequested',
    data: {
      ...{ financingId, borrowerPartyId: 'borrower', lenderPartyId: 'lender' },
      ...{ amount: cny('900000.00'), purpose: '流动资金周转', until: '2027-11-20' },
      collateral: [{ assetId, holdingId }],
    },
  },
  {
    type: 'OfferMade',
    data: {
      ...{ financingId, creditLine: cny('1000.00'), haircut: '0', ratio: '0.5', rate: '0.04' },
      ...{ coverageMin: '1.2', until: '2026-11-21', openUntil: '2026-11-20' },
      ...{ appraised: [], policyVersion: 1 },
    },
  },
  {
    type: 'OfferAccepted',
    data: { financingId, contractDigest: 'a'.repeat(64), on: '2026-11-01' },
  },
  {
    type: 'CollateralPerfected',
    data: {
      ...{ financingId, assetId, holdingId, pledgeId: 'p-1' },
      ...{ secured: cny('1000.00'), titleVersion: 7 },
    },
  },
];
const drawn = (drawdownId: string, amount: string, on = '2026-11-20'): FinancingEvent => ({
  type: 'DrawdownRecorded',
  data: { financingId, drawdownId, amount: cny(amount), on },
});
const repaid = (repaymentId: string, amount: string, on = '2026-11-21'): FinancingEvent => ({
  type: 'RepaymentRecorded',
  data: { financingId, repaymentId, amount: cny(amount), on },
});
const flagged = (
  drawdownId: string,
  ...grounds: Extract<FinancingEvent, { type: 'DrawdownOutsideTerms' }>['data']['grounds']
): FinancingEvent => ({
  type: 'DrawdownOutsideTerms',
  data: { financingId, drawdownId, grounds },
});

const correctionId = 'c-1';
const reason = '录入错误';
type Said = { amount: ReturnType<typeof cny>; on: string };
const said = (amount: string, on = '2026-11-20'): Said => ({ amount: cny(amount), on });
const propose = (paymentId: string, to?: object, meta = as('one')): FinancingCommand =>
  ({
    type: 'ProposePaymentCorrection',
    data: { financingId, correctionId, paymentId, ...(to && { to }), reason },
    meta,
  }) as FinancingCommand;
const approve = (meta = as('two'), id = correctionId, more: object = {}): FinancingCommand => ({
  type: 'ApprovePaymentCorrection',
  data: { financingId, correctionId: id, ...more },
  meta,
});
const reject = (meta = as('two')): FinancingCommand => ({
  type: 'RejectPaymentCorrection',
  data: { financingId, correctionId, reason: '原记载无误' },
  meta,
});
const about = (of: 'drawdown' | 'repayment', paymentId: string, version: number, to?: Said) => ({
  ...{ financingId, correctionId, of, paymentId, correctedEvent: version },
  ...(to && { to }),
  ...{ reason, proposer: 'one' },
});
const proposed = (...args: Parameters<typeof about>): FinancingEvent => ({
  type: 'PaymentCorrectionProposed',
  data: { ...about(...args), on: today },
});
const corrected = (args: Parameters<typeof about>, more: object = {}): FinancingEvent =>
  ({
    type: 'PaymentCorrected',
    data: { ...about(...args), outsideTerms: [], approver: 'two', on: today, ...more },
  }) as FinancingEvent;

const folded = (events: readonly FinancingEvent[]): FinancingState =>
  events.reduce(evolveFinancing, initialFinancing());

describe('a drawdown or repayment that was recorded wrongly', () => {
  const once = [...perfected, drawn('d-1', '800.00')];

  it('is set right by two persons of the lender’s', () => {
    const to = said('80.00');
    given(...once)
      .when(propose('d-1', to))
      .then(proposed('drawdown', 'd-1', 5, to));
    const waiting = [...once, proposed('drawdown', 'd-1', 5, to)];
    given(...waiting)
      .when(approve(as('one')))
      .thenRefused('four_eyes_required');
    const right = corrected(['drawdown', 'd-1', 5, to], { from: said('800.00') });
    given(...waiting)
      .when(approve())
      .then(right);
    expect(balanceOf(folded([...waiting, right]))).toEqual(cny('80.00'));
    given(...waiting, right)
      .when(approve())
      .then();
    given(...waiting, right)
      .when(reject())
      .thenRefused('financing_correction_decided', { correctionId, as: 'approved' });
    expect(statementOf(folded([...waiting, right]))).toMatchObject([
      { amount: cny('80.00'), earlier: [{ said: said('800.00'), reason }] },
    ]);
  });

  it('is struck where it never happened, and may come back', () => {
    const struck = [
      ...once,
      proposed('drawdown', 'd-1', 5),
      corrected(['drawdown', 'd-1', 5], { from: said('800.00') }),
    ];
    expect(balanceOf(folded(struck))).toEqual(cny('0.00'));
    given(...struck)
      .when(propose('d-1'))
      .then();
    const again = { ...propose('d-1'), data: { ...propose('d-1').data, correctionId: 'c-2' } };
    given(...struck)
      .when(again as FinancingCommand)
      .thenRefused('financing_correction_empty');
    const back = { ...proposed('drawdown', 'd-1', 7, said('800.00')).data, correctionId: 'c-2' };
    given(...struck, { type: 'PaymentCorrectionProposed', data: back } as FinancingEvent)
      .when(approve(as('two'), 'c-2'))
      .then(corrected(['drawdown', 'd-1', 7, said('800.00')], { correctionId: 'c-2' }));
  });

  it('is rejected by another person; nothing changes', () => {
    const waiting = [...once, proposed('drawdown', 'd-1', 5)];
    given(...waiting)
      .when(reject(as('one')))
      .thenRefused('four_eyes_required');
    const data = { financingId, correctionId, reason: '原记载无误', approver: 'two', on: today };
    const rejected: FinancingEvent = { type: 'PaymentCorrectionRejected', data };
    given(...waiting)
      .when(reject())
      .then(rejected);
    given(...waiting, rejected)
      .when(reject())
      .then();
    given(...waiting, rejected)
      .when(approve())
      .thenRefused('financing_correction_decided', { correctionId, as: 'rejected' });
    expect(balanceOf(folded([...waiting, rejected]))).toEqual(cny('800.00'));
  });

  it('has one correction at a time: the other is overtaken', () => {
    const other = { ...proposed('drawdown', 'd-1', 5).data, correctionId: 'c-2' };
    const both = [
      ...once,
      proposed('drawdown', 'd-1', 5, said('80.00')),
      { type: 'PaymentCorrectionProposed', data: other } as FinancingEvent,
      corrected(['drawdown', 'd-1', 5, said('80.00')], { from: said('800.00') }),
    ];
    given(...both)
      .when(approve(as('two'), 'c-2'))
      .thenRefused('financing_correction_decided', { correctionId: 'c-2', as: 'overtaken' });
  });

  it('is found, changes something, and leaves no more repaid than drawn', () => {
    const events = [...once, repaid('r-1', '300.00')];
    given(...events)
      .when(propose('d-9'))
      .thenRefused('financing_payment_not_found', { paymentId: 'd-9' });
    given(...events)
      .when(propose('d-1', said('800.00')))
      .thenRefused('financing_correction_empty');
    given(...events)
      .when(propose('d-1', said('299.99')))
      .thenRefused('financing_correction_overpaid', { overpaid: '0.01' });
    given(...events)
      .when(propose('d-1', said('300.00')))
      .then(proposed('drawdown', 'd-1', 5, said('300.00')));
    given(...events)
      .when(propose('d-1', said('0.00')))
      .thenRefused('financing_amount_not_positive');
    given(...events)
      .when(propose('d-1', said('1.00', '2026-11-23')))
      .thenRefused('financing_dates_invalid');
    given(...events)
      .when(approve())
      .thenRefused('financing_correction_not_found');
    // More was repaid since it was proposed.
    given(...once, proposed('drawdown', 'd-1', 5, said('200.00')), repaid('r-1', '300.00'))
      .when(approve())
      .thenRefused('financing_correction_overpaid', { overpaid: '100.00' });
  });

  it('is the lender’s matter; its successor acts in its place', () => {
    given(...once)
      .when(propose('d-1', undefined, as('one', 'borrower')))
      .thenRefused('financing_not_the_lender');
    given(...once)
      .when(propose('d-1', undefined, as('one', 'stranger')))
      .thenRefused('financing_not_found');
    given(...once, proposed('drawdown', 'd-1', 5))
      .when(approve(as('two', 'borrower')))
      .thenRefused('financing_correction_not_found');
    const heir = propose('d-1', undefined, as('one', 'heir'));
    const standing = { ...aloneOf('heir'), sole: ['heir', 'lender'] };
    given(...once)
      .when({ ...heir, data: { ...heir.data, actingFor: standing } } as FinancingCommand)
      .then(proposed('drawdown', 'd-1', 5));
    const gone = { partyId: 'lender', joint: [], sole: [] };
    const before = propose('d-1');
    given(...once)
      .when({ ...before, data: { ...before.data, actingFor: gone } } as FinancingCommand)
      .thenRefused('financing_not_found');
  });

  it('keeps interest, and the repayment of interest alone', () => {
    const events = [...once, repaid('r-1', '300.00')];
    const to = { amount: cny('0.00'), interest: cny('300.00'), on: '2026-11-21' };
    given(...events)
      .when(propose('r-1', to))
      .then(proposed('repayment', 'r-1', 6, to));
    const right = corrected(['repayment', 'r-1', 6, to], { from: said('300.00', '2026-11-21') });
    given(...events, proposed('repayment', 'r-1', 6, to))
      .when(approve())
      .then(right);
    const after = folded([...events, proposed('repayment', 'r-1', 6, to), right]);
    expect([balanceOf(after), after.repaid]).toEqual([cny('800.00'), 0n]);
  });
});

describe('what lies outside the terms', () => {
  const events = [
    ...perfected,
    drawn('d-1', '900.00'),
    drawn('d-2', '200.00'),
    flagged('d-2', 'line_exceeded'),
  ];

  it('no longer does where an earlier drawdown was smaller than recorded', () => {
    const to = said('800.00');
    given(...events, proposed('drawdown', 'd-1', 5, to))
      .when(approve())
      .then(
        corrected(['drawdown', 'd-1', 5, to], {
          from: said('900.00'),
          outsideTerms: [{ drawdownId: 'd-2', grounds: [] }],
        }),
      );
  });

  it('does where one was larger, or later than agreed, or after the claims were fixed', () => {
    const [first, small] = [drawn('d-1', '700.00'), drawn('d-2', '200.00')];
    const to = said('800.01', '2026-11-22');
    const grounds = ['term_over', 'claims_fixed'] as const;
    given(...perfected, first, small, proposed('drawdown', 'd-1', 5, to))
      .when(approve(as('two'), correctionId, { claimsClosed: { from: '2026-11-22', pledges: [] } }))
      .then(
        corrected(['drawdown', 'd-1', 5, to], {
          from: said('700.00'),
          outsideTerms: [
            { drawdownId: 'd-1', grounds },
            { drawdownId: 'd-2', grounds: ['line_exceeded'] },
          ],
        }),
      );
  });

  it('keeps what lay in the facility at the time', () => {
    const early = [...perfected.slice(0, 3), drawn('d-1', '1.00'), flagged('d-1', 'not_perfected')];
    given(...early, proposed('drawdown', 'd-1', 4, said('2.00')))
      .when(approve())
      .then(corrected(['drawdown', 'd-1', 4, said('2.00')], { from: said('1.00') }));
  });
});

describe('a statement', () => {
  it('goes by value date, then by recording, with what is owed after each', () => {
    const state = folded([
      ...perfected,
      drawn('d-1', '500.00', '2026-11-20'),
      repaid('r-1', '100.00', '2026-11-21'),
      drawn('d-2', '50.00', '2026-11-19'),
      drawn('d-3', '7.00', '2026-11-20'),
    ]);
    expect(statementOf(state).map((one) => [one.paymentId, one.sequence, one.balance])).toEqual([
      ['d-2', 3, 5_000n],
      ['d-1', 1, 55_000n],
      ['d-3', 4, 55_700n],
      ['r-1', 2, 45_700n],
    ]);
  });
});

describe('any payments', () => {
  const step = fc.record({
    kind: fc.constantFrom('drawdown' as const, 'repayment' as const),
    fen: fc.integer({ min: 1, max: 60_000 }),
    day: fc.integer({ min: 10, max: 22 }),
  });
  type Step = { kind: 'drawdown' | 'repayment'; fen: number; day: number };

  const recordedBy = (steps: readonly Step[]): FinancingState =>
    steps.reduce((state, { kind, fen, day }, index) => {
      const terms = { amount: fromMinorUnits(BigInt(fen)), on: `2026-11-${day}` };
      const id = `${index}`;
      const command = (
        kind === 'drawdown'
          ? { type: 'RecordDrawdown', data: { financingId, drawdownId: id, ...terms } }
          : { type: 'RecordRepayment', data: { financingId, repaymentId: id, ...terms } }
      ) as FinancingCommand;
      return decide({ ...command, meta: as('one') }, state).reduce(evolveFinancing, state);
    }, folded(perfected));

  /** What of a facility its payments come to. */
  const figures = (state: FinancingState) => ({
    ...{ drawn: state.drawn, repaid: state.repaid },
    lines: statementOf(state).map((one) => [
      ...[one.paymentId, one.amount.amount, one.on, one.balance, one.grounds.join()],
    ]),
  });

  it('come to the same corrected as recorded rightly at once', () =>
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.integer({ min: 1, max: 90_000 }),
        fc.integer({ min: 10, max: 22 }),
        (steps, pick, more, day) => {
          // Drawn before anything is repaid, so that whatever is repaid is owed.
          const right = [{ kind: 'drawdown', fen: 720_000, day: 12 } as const, ...steps];
          const at = pick % right.length;
          const wrong = right.map((one, index) =>
            index === at ? { ...one, day, fen: wrongly(one, more) } : one,
          );
          const once = recordedBy(right);
          const { fen, day: on } = right[at] ?? right[0]!;
          const to = said(fromMinorUnits(BigInt(fen)).amount, `2026-11-${on}`);
          const state = recordedBy(wrong);
          if (wrong[at]?.fen === fen && day === on) return;
          const waiting = decide(propose(`${at}`, to), state).reduce(evolveFinancing, state);
          const after = decide(approve(), waiting).reduce(evolveFinancing, waiting);
          expect(figures(after)).toEqual(figures(once));
        },
      ),
      { numRuns: 200 },
    ));

  const wrongly = ({ kind, fen }: Step, more: number): number =>
    kind === 'drawdown' ? fen + more : Math.max(1, fen - more);
});

import fc from 'fast-check';
import type { Meta } from '../decider.js';
import { fromMinorUnits, minorUnits } from '../money.js';
import { Refused } from '../refusal.js';
import { specOf } from '../testing/decider-spec.js';
import { coverageOf, lineOn } from './coverage.js';
import type { FinancingCommand } from './financing.commands.js';
import { financingKind } from './financing.decider.js';
import type { FinancingEvent } from './financing.events.js';
import {
  availableOf,
  balanceOf,
  evolveFinancing,
  financingGraph,
  initialFinancing,
} from './financing.state.js';

const given = specOf(financingKind.decider);
const financingId = 'f-1';
const [assetId, holdingId] = ['asset-1', 'holding-1'];
const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const now = '2026-11-22T02:00:00.000Z';
const today = '2026-11-22';
const as = (partyId: string, at = now): Meta => ({
  actor: { person: 'token-1', partyId, role: partyId === 'lender' ? 'lender' : 'manager' },
  now: at,
});
const policy = { version: 1, terms: { haircut: '0.1', ratioMax: '0.5', coverageMin: '1.2' } };
const appraised = [{ assetId, valuationId: 'v-1', value: cny('2000000.00'), version: 3 }];

const asked = {
  financingId,
  lenderPartyId: 'lender',
  amount: cny('900000.00'),
  purpose: '流动资金周转',
  until: '2027-11-20',
  collateral: [{ assetId, holdingId }],
};
const request = (more: object = {}, meta = as('borrower')): FinancingCommand => ({
  type: 'RequestFinancing',
  data: { ...asked, heldHoldingIds: [holdingId], ...more },
  meta,
});
const requested: FinancingEvent = {
  type: 'FinancingRequested',
  data: { ...asked, borrowerPartyId: 'borrower' },
};
const terms = {
  creditLine: cny('900000.00'),
  haircut: '0.1',
  ratio: '0.5',
  rate: '0.0435',
  until: '2027-11-20',
  openUntil: '2026-12-20',
};
const offer = (more: object = {}, meta = as('lender')): FinancingCommand => ({
  type: 'MakeOffer',
  data: { financingId, ...terms, appraised, policy, ...more },
  meta,
});
const offered: FinancingEvent = {
  type: 'OfferMade',
  data: { financingId, ...terms, appraised, coverageMin: '1.2', policyVersion: 1 },
};
const contractDigest = 'a'.repeat(64);
const accept = (meta = as('borrower')): FinancingCommand => ({
  type: 'AcceptOffer',
  data: { financingId, contractDigest },
  meta,
});
const accepted: FinancingEvent = {
  type: 'OfferAccepted',
  data: { financingId, contractDigest, on: today },
};
const pledged = {
  ...{ financingId, assetId, holdingId },
  ...{ pledgeId: 'p-1', secured: cny('900000.00'), titleVersion: 7 },
};
const perfect = (more: object = {}): FinancingCommand => ({
  type: 'PerfectCollateral',
  data: { ...pledged, pledgeePartyIds: ['lender'], contractDigest, ...more },
  meta: as('system'),
});
const perfected: FinancingEvent = { type: 'CollateralPerfected', data: pledged };
const draw = (amount: string, id = 'd-1', meta = as('lender'), on = today): FinancingCommand => ({
  type: 'RecordDrawdown',
  data: { financingId, drawdownId: id, amount: cny(amount), on },
  meta,
});
const drawn = (amount: string, id = 'd-1'): FinancingEvent => ({
  type: 'DrawdownRecorded',
  data: { financingId, drawdownId: id, amount: cny(amount), on: today },
});
const flagged = (...grounds: string[]): FinancingEvent =>
  ({
    type: 'DrawdownOutsideTerms',
    data: { financingId, drawdownId: 'd-1', grounds },
  }) as FinancingEvent;
const repay = (amount: string, id = 'r-1'): FinancingCommand => ({
  type: 'RecordRepayment',
  data: { financingId, repaymentId: id, amount: cny(amount) },
  meta: as('lender'),
});
const repaid = (amount: string): FinancingEvent => ({
  type: 'RepaymentRecorded',
  data: { financingId, repaymentId: 'r-1', amount: cny(amount), on: today },
});
const assess = (value: string): FinancingCommand => ({
  type: 'AssessCoverage',
  data: { financingId, appraised: [{ ...appraised[0]!, value: cny(value) }] },
  meta: as('system'),
});
const agreed = [requested, offered, accepted];
const secured = [...agreed, perfected];

describe('a facility', () => {
  it('is asked for on entries that the borrower holds, for a time ahead', () => {
    given().when(request()).then(requested);
    given()
      .when(request({ heldHoldingIds: [] }))
      .thenRefused('financing_collateral_missing');
    given()
      .when(request({ collateral: [] }))
      .thenRefused('financing_collateral_missing');
    given()
      .when(request({ until: today }))
      .thenRefused('financing_dates_invalid');
    given()
      .when(request({ amount: cny('0.00') }))
      .thenRefused('financing_amount_not_positive');
    given(requested).when(request()).thenRefused('financing_state_forbids');
  });

  it('is offered within haircut and ratio of the lender’s policy, to the fen', () => {
    given(requested).when(offer()).then(offered);
    const more = { creditLine: cny('900000.01') };
    given(requested).when(offer(more)).thenRefused('financing_line_above_ratio');
    given(requested)
      .when(offer({ ratio: '0.500001' }))
      .thenRefused('financing_line_above_ratio');
    given(requested)
      .when(offer({ haircut: '0.09' }))
      .thenRefused('financing_line_above_ratio');
    given(requested)
      .when(offer({}, as('borrower')))
      .thenRefused('financing_not_the_lender');
    given(requested)
      .when(offer({}, as('another')))
      .thenRefused('financing_not_found');
    given(requested)
      .when(offer({ openUntil: '2026-11-21' }))
      .thenRefused('financing_dates_invalid');
    expect(given(requested, offered).when(offer()).events()).toHaveLength(1);
  });

  it('is accepted by the borrower up to the last day of the offer', () => {
    const on = (at: string) => given(requested, offered).when(accept(as('borrower', at)));
    given(requested, offered).when(accept()).then(accepted);
    expect(on('2026-12-20T15:59:59.999Z').events()).toHaveLength(1);
    on('2026-12-20T16:00:00.000Z').thenRefused('financing_offer_expired');
    given(requested, offered)
      .when(accept(as('lender')))
      .thenRefused('financing_not_the_borrower');
  });

  it('is perfected by the pledge under its contract, once, and by no other', () => {
    given(...agreed)
      .when(perfect())
      .then(perfected);
    given(...secured)
      .when(perfect())
      .thenNothing();
    for (const other of [
      { pledgeePartyIds: ['another'] },
      { contractDigest: 'b'.repeat(64) },
      { holdingId: 'holding-2' },
    ]) {
      given(...agreed)
        .when(perfect(other))
        .thenNothing();
    }
    given().when(perfect()).thenNothing();
  });
});

describe('a drawdown', () => {
  it('is recorded once, up to the line', () => {
    given(...secured)
      .when(draw('900000.00'))
      .then(drawn('900000.00'));
    given(...secured, drawn('1.00'))
      .when(draw('1.00'))
      .thenNothing();
  });

  it('outside the terms is recorded and flagged, with every ground', () => {
    const over = '900000.01';
    given(...secured)
      .when(draw(over))
      .then(drawn(over), flagged('line_exceeded'));
    given(...agreed)
      .when(draw('1.00'))
      .then(drawn('1.00'), flagged('not_perfected'));
    given(requested).when(draw('1.00')).then(drawn('1.00'), flagged('not_accepted'));
    const late = draw('1.00', 'd-1', as('lender', '2027-11-20T16:00:00.000Z'), '2027-11-21');
    expect(
      given(...secured)
        .when(late)
        .events()[1]?.data,
    ).toMatchObject({
      grounds: ['term_over'],
    });
  });

  it('is flagged from the day on which the claims of every pledge are fixed', () => {
    const pledges = [{ assetId, pledgeId: 'pledge-1', titleVersion: 9 }];
    const drawing = (on: string) => {
      const { meta, data } = draw('1.00', 'd-1', as('lender'), on);
      const evidence = { claimsClosed: { from: today, pledges } };
      return given(...secured)
        .when({ type: 'RecordDrawdown', data: { ...data, ...evidence }, meta } as FinancingCommand)
        .events();
    };
    expect(drawing('2026-11-21')).toHaveLength(1);
    expect(drawing(today)[1]?.data).toMatchObject({
      grounds: ['claims_fixed'],
      claimsClosed: { from: today, pledges },
    });
  });

  it('lies not ahead, and is the lender’s to record', () => {
    given(...secured)
      .when(draw('1.00', 'd-1', as('lender'), '2026-11-23'))
      .thenRefused('financing_dates_invalid');
    given(...secured)
      .when(draw('1.00', 'd-1', as('borrower')))
      .thenRefused('financing_not_the_lender');
  });
});

describe('what is owed', () => {
  const owed = [...secured, drawn('800000.00')];

  it('is repaid up to the balance', () => {
    given(...owed)
      .when(repay('800000.00'))
      .then(repaid('800000.00'));
    given(...owed)
      .when(repay('800000.01'))
      .thenRefused('financing_repayment_above_balance');
    given(...owed, repaid('1.00'))
      .when(repay('1.00'))
      .thenNothing();
  });

  it('stays what it is where interest alone is paid, which is more than nothing', () => {
    const paying = (amount: string, interest?: string): FinancingCommand => ({
      type: 'RecordRepayment',
      data: {
        ...{ financingId, repaymentId: 'r-1', amount: cny(amount) },
        ...(interest && { interest: cny(interest) }),
      },
      meta: as('lender'),
    });
    const [paid] = given(...owed)
      .when(paying('0', '8700.00'))
      .events();
    expect(paid).toMatchObject({ data: { amount: cny('0.00'), interest: cny('8700.00') } });
    const [rest] = given(...owed, paid!)
      .when(repay('800000.00', 'r-2'))
      .events();
    expect(rest).toMatchObject({ data: { repaymentId: 'r-2', amount: cny('800000.00') } });
    for (const [amount, interest] of [['0'], ['0', '0.00'], ['1.00', '0.00']] as const) {
      given(...owed)
        .when(paying(amount, interest))
        .thenRefused('financing_amount_not_positive');
    }
  });

  it('keeps the facility open', () => {
    const close: FinancingCommand = {
      type: 'CloseFinancing',
      data: { financingId, reason: '本息结清' },
      meta: as('lender'),
    };
    given(...owed)
      .when(close)
      .thenRefused('financing_balance_outstanding');
    const [closed] = given(...owed, repaid('800000.00'))
      .when(close)
      .events();
    expect(closed?.data).toMatchObject({ releaseRequestedPledgeIds: ['p-1'], on: today });
    given(requested)
      .when({ ...close, meta: as('borrower') })
      .then({
        type: 'FinancingClosed',
        data: { financingId, reason: '本息结清', releaseRequestedPledgeIds: [], on: today },
      });
    given(...secured)
      .when({ ...close, meta: as('borrower') })
      .thenRefused('financing_not_the_lender');
  });

  it('may be defaulted on, what is not owed may not', () => {
    const declare: FinancingCommand = {
      type: 'DeclareDefault',
      data: { financingId, ground: 'notRepaid', explanation: '到期未还' },
      meta: as('lender'),
    };
    expect(
      given(...owed)
        .when(declare)
        .events()[0]?.data,
    ).toMatchObject({
      balance: cny('800000.00'),
    });
    given(...secured)
      .when(declare)
      .thenRefused('financing_nothing_owed');
    given(requested).when(declare).thenRefused('financing_state_forbids');
  });
});

describe('coverage', () => {
  const owed = [...secured, drawn('800000.00')];

  it('is breached below the minimum and restored at it, each told once', () => {
    // 800,000 × 1.2 ÷ (1 − 0.1) = 1,066,666.66…
    const [breach] = given(...owed)
      .when(assess('1066666.66'))
      .events();
    expect(breach).toMatchObject({
      type: 'CoverageBreached',
      data: { coverage: '1.1999', value: cny('959999.99'), balance: cny('800000.00') },
    });
    given(...owed)
      .when(assess('1066666.67'))
      .thenNothing();
    const breached = [...owed, breach as FinancingEvent];
    given(...breached)
      .when(assess('1.00'))
      .thenNothing();
    expect(
      given(...breached)
        .when(assess('1066666.67'))
        .events()[0]?.type,
    ).toBe('CoverageRestored');
  });

  it('that is breached lets margin be called and cured', () => {
    const call: FinancingCommand = {
      type: 'CallMargin',
      data: { financingId, callId: 'c-1', amount: cny('100.00'), until: today },
      meta: as('lender'),
    };
    const cure: FinancingCommand = {
      type: 'CureMargin',
      data: { financingId, how: 'repayment' },
      meta: as('lender'),
    };
    given(...owed)
      .when(call)
      .thenRefused('financing_coverage_sufficient');
    given(...owed)
      .when(cure)
      .thenRefused('financing_margin_call_not_open');
    const [breach] = given(...owed)
      .when(assess('1.00'))
      .events();
    const breached = [...owed, breach as FinancingEvent];
    const [called] = given(...breached)
      .when(call)
      .events();
    given(...breached)
      .when({ ...call, data: { ...call.data, until: '2026-11-21' } } as FinancingCommand)
      .thenRefused('financing_dates_invalid');
    given(...breached, called as FinancingEvent)
      .when(cure)
      .then({
        type: 'MarginCured',
        data: { financingId, callId: 'c-1', how: 'repayment', on: today },
      });
  });

  it('is exact: rounding never decides', () => {
    expect(lineOn([cny('0.03'), cny('0.03')], '0', '0.5')).toEqual(cny('0.03'));
    const figures = { haircut: '0', coverageMin: '1.000001' };
    expect(coverageOf([{ value: cny('1000000.00') }], cny('1000000.00'), figures).isBreached).toBe(
      true,
    );
    expect(coverageOf([{ value: cny('1000001.00') }], cny('1000000.00'), figures).isBreached).toBe(
      false,
    );
    expect(coverageOf([], cny('0.00'), figures)).toMatchObject({ coverage: '', isBreached: false });
  });
});

describe('any sequence of commands', () => {
  const amount = fc
    .integer({ min: 1, max: 2_000_000 })
    .map((fen) => fromMinorUnits(BigInt(fen) * 100n));
  const id = fc.nat({ max: 1_000_000 }).map(String);
  const side = fc.constantFrom('lender', 'borrower', 'another').map((party) => as(party));
  const commands: fc.Arbitrary<FinancingCommand> = fc.oneof(
    fc.constant(request()),
    fc.tuple(amount, side).map(([creditLine, meta]) => offer({ creditLine }, meta)),
    side.map(accept),
    fc.constantFrom(perfect(), perfect({ holdingId: 'holding-2' })),
    fc.tuple(amount, id, side).map(([some, one, meta]) => draw(some.amount, one, meta)),
    fc.tuple(amount, id).map(([some, one]) => repay(some.amount, one)),
    amount.map((some) => assess(some.amount)),
    fc.record({ callId: id, amount, meta: side }).map(({ meta, ...data }): FinancingCommand => ({
      type: 'CallMargin',
      data: { financingId, until: today, ...data },
      meta,
    })),
    side.map((meta): FinancingCommand => ({
      type: 'CureMargin',
      data: { financingId, how: 'waived' },
      meta,
    })),
    side.map((meta): FinancingCommand => ({
      type: 'DeclareDefault',
      data: { financingId, ground: 'other', explanation: '其他' },
      meta,
    })),
    side.map((meta): FinancingCommand => ({
      type: 'CloseFinancing',
      data: { financingId, reason: '了结' },
      meta,
    })),
  );

  it('stays in the graph; the balance is drawn less repaid; a negative line is flagged', () =>
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 60 }), (sequence) => {
        let state = initialFinancing();
        let [owed, wasFlagged] = [0n, false];
        for (const command of [request(), offer(), accept(), ...sequence]) {
          const before = state.status;
          let events: readonly FinancingEvent[] = [];
          try {
            events = financingKind.decider.decide(command, state);
          } catch (error) {
            expect(error).toBeInstanceOf(Refused);
          }
          for (const event of events) {
            state = evolveFinancing(state, event);
            if (event.type === 'DrawdownRecorded') owed += minorUnits(event.data.amount);
            if (event.type === 'RepaymentRecorded') owed -= minorUnits(event.data.amount);
            if (event.type === 'DrawdownOutsideTerms') wasFlagged = true;
          }
          const isStep = state.status === before || financingGraph[before].includes(state.status);
          expect([before, state.status, isStep]).toEqual([before, state.status, true]);
          expect(minorUnits(balanceOf(state))).toBe(owed);
          expect(owed >= 0n).toBe(true);
          if (minorUnits(availableOf(state)) < 0n) expect(wasFlagged).toBe(true);
        }
      }),
      { numRuns: 300 },
    ));
});

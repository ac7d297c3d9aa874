import { type RefusalCode, Refused } from '@ledger/domain/refusal.js';
import { edgeProblems } from '@ledger/http/problems/edge.problems.js';
import { problemOf } from '@ledger/http/problems/found-problem.js';
import { inputFields } from '@ledger/http/problems/input-fields.js';
import { problemAnswer } from '@ledger/http/problems/problem-answer.js';
import { problemTexts } from '@ledger/http/problems/problem-table.js';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './planted-tree.js';
import { sourceFiles } from './source-files.js';

const listed = (codes: string): readonly string[] => codes.trim().split(/\s+/);

/** How things stand forbids it, whatever is sent: what helps is another step, or another key. */
const ofStanding = listed(`
  core_data_not_disposable core_data_not_pledgeable grant_asset_not_in_force
  pledge_asset_not_in_force
  accounts_do_not_tie adjustment_period_over already_signed amendment_empty
  amortisation_out_of_order amortisation_outstanding amortisation_running
  application_returned_before asset_already_submitted asset_not_in_force_for_trade
  asset_step_not_possible bar_over bar_unlimited bar_waiting book_conditions_recorded book_full
  book_impairment_final book_no_provision_to_reverse book_opening_not_first
  book_production_in_progress book_state_forbids cancellation_pending certificate_already_issued
  certificate_serial_exhausted charge_not_by_plan claims_fixed classification_not_possible
  co_owners_must_agree consent_used correction_decided drafts_waiting duplicate_already_resolved
  earlier_period_open entry_barred entry_exclusively_granted entry_exclusively_reserved
  entry_in_use entry_licensed entry_pledged financing_balance_outstanding
  financing_collateral_missing financing_correction_decided financing_coverage_sufficient
  financing_margin_call_not_open
  financing_nothing_owed financing_offer_expired financing_state_forbids hold_expired
  hold_not_due insolvency_already_open insolvency_not_open journal_full juniors_must_consent
  lender_authorisation_missing licence_cap_reached licensing_not_authorised licensing_not_open
  licensing_uncapped lineage_change_pending lineage_not_changeable need_already_stated need_over
  need_revised_too_often negotiation_follows_order negotiation_full negotiation_order_forbids
  negotiation_pid_taken negotiation_state_forbids netting_nothing not_due objection_answered_before objection_decided
  objection_open objection_to_own objections_too_many offer_already_authorised
  offer_already_drafted offer_already_listed offer_delisted offer_expired offer_not_listed
  offer_not_standing offer_stopped opinion_expired opinion_negative opinion_required order_acceptance_over
  order_after_sale_over order_already_placed order_amendment_own order_delivery_barred
  order_delivery_received order_dispute_not_open order_full order_identity_missing
  order_not_cancellable order_not_due order_not_granted order_not_in_use order_not_signable
  order_refund_not_open order_refund_stands order_refunds_exhausted order_right_not_returned
  order_signing_over order_state_conflict order_state_forbids order_transfer_pending
  order_underfunded party_succeeded
  personal_basis_required pledge_already_registered pledge_objection_over pledge_only_claimed
  pledge_over pledge_proposal_decided pledged_right_moved pledgor_not_pledgeable pledgor_not_registered
  price_not_agreed publicity_not_over publicity_over quality_assessment_id_taken
  quality_not_assessable registration_reserved renewal_not_in_window report_approved
  report_not_ready reservation_expired reservation_over reservation_renewals_exhausted
  restatement_before_approval review_extended_before review_term_over right_over
  risk_assessment_required sample_grade_barred sample_of_personal_data sample_of_public_data
  sharing_already_agreed sharing_full source_agreement_over supplement_awaited supplement_not_missing succession_already_recorded
  title_closed title_full title_id_taken too_many_drafts transfer_address_unknown transfer_full
  transfer_application_decided transfer_asset_not_in_force transfer_not_joined transfer_order_forbids transfer_pid_taken transfer_state_forbids valuation_already_ended
  valuation_already_recorded voucher_not_reversible voucher_rests_on_books
  voucher_reversed_already wallet_holds_too_many webhook_exists webhook_not_suspended
  webhook_secret_still_rotating webhook_suspended
`);

/** Of a file that was sent: where in it, its own particulars say (`row`, `line`, `missing`). */
const ofFiles = listed(`
  import_cell_too_long import_columns_too_many import_encoding_unknown import_ended
  import_file_empty import_file_gone import_format_mismatch import_format_unknown
  import_headers_missing import_headers_repeated import_json_broken import_line_too_long
  import_not_running
  import_quotes_broken import_rows_too_many import_workbook_bomb import_workbook_broken
`);

const refusals = Object.keys(problemTexts).filter((code) => !(code in edgeProblems));

/** What somebody is told who sent these things. */
const told = (code: string, obstacles: object, sent: object, acceptLanguage = 'en') => {
  const refused = new Refused(code as RefusalCode, obstacles as never);
  return problemAnswer(problemOf(refused), {
    url: '/v1/x',
    correlationId: 'c',
    acceptLanguage,
    sent,
  }).body as { errors?: { in: string; pointer: string; message: string }[]; detail: string };
};
const pointers = (code: string, obstacles: object, body: object, query?: object) =>
  told(code, obstacles, { body, query }).errors?.map((error) => `${error.in}${error.pointer}`);

describe('every refusal', () => {
  it('names what it is about in the request, or is one that concerns no input', () => {
    const unnamed = refusals.filter((code) => !Object.hasOwn(inputFields, code));
    const known = [...ofStanding, ...ofFiles];
    const ofCallers = unnamed.filter((code) =>
      [403, 404].includes(problemTexts[code as RefusalCode].status),
    );
    expect(unnamed.filter((code) => !known.includes(code) && !ofCallers.includes(code))).toEqual(
      [],
    );
    expect(known.filter((code) => !unnamed.includes(code))).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
  });

  it.each(Object.keys(inputFields))('%s: the field, and what to do, in both languages', (code) => {
    for (const language of ['zh', 'en']) {
      const { errors = [], detail } = told(code, { field: 'some' }, {}, language);
      expect(errors.length).toBeGreaterThan(0);
      const { pointer = '', message = '' } = errors[0] ?? {};
      expect(pointer).toMatch(/^(\/[A-Za-z]+)+$/);
      expect(/[\u4e00-\u9fff]/.test(message)).toBe(language === 'zh');
      expect(detail).not.toBe(message);
    }
  });

  it('names members that requests have', () => {
    const files = sourceFiles('libs/contracts/src').filter((name) => !name.endsWith('.spec.ts'));
    const contracts = files.map((name) => readFileSync(path.join(root, name), 'utf8')).join('\n');
    const names = Object.values(inputFields).flatMap((fields) =>
      fields === 'told' ? [] : 'toldIn' in fields ? [fields.toldIn] : fields,
    );
    const unknown = names.flatMap((name) =>
      name.split('.').filter((part) => !new RegExp(`\\b${part}[!?]?: `).test(contracts)),
    );
    expect(unknown).toEqual([]);
  });

  it('tells the field where it says that it does', () => {
    const codes = Object.entries(inputFields).flatMap(([code, fields]) =>
      fields === 'told' || 'toldIn' in fields ? [code] : [],
    );
    const files = sourceFiles().filter((name) =>
      /^(libs|apps)\/.*\/src\/.*(?<!spec|problems)\.ts$/.test(name),
    );
    const sources = files.map((name) => readFileSync(path.join(root, name), 'utf8')).join('\n');
    const silent = codes.filter((code) =>
      [...sources.matchAll(new RegExp(`refuse\\(\\s*'${code}'([^;]*)`, 'g'))].some(
        ([, rest = '']) => !/\b(field|fields|members)\b/.test(rest),
      ),
    );
    expect(silent).toEqual([]);
  });
});

describe('a field', () => {
  it('is pointed to where it stands, nearest to the root', () => {
    const terms = { from: '2026-13-01', until: '2026-01-01' };
    expect(pointers('term_invalid', { field: 'from' }, { terms })).toEqual(['body/terms/from']);
    const rights = [{ holders: [] }, { holders: [] }];
    expect(pointers('holders_invalid', { field: 'rights[1].holders' }, { rights })).toEqual([
      'body/rights/1/holders',
    ]);
    const plan = { kind: 'tiers' };
    expect(
      pointers('price_plan_invalid', { field: 'kind' }, { kind: 'x', pricePlan: plan }),
    ).toEqual(['body/pricePlan/kind']);
    expect(pointers('market_span_wrong', {}, {}, { from: '1', to: '0' })).toEqual([
      'query/from',
      'query/to',
    ]);
  });

  it('that is missing is pointed to where it belongs', () => {
    const field = 'description.summary';
    expect(pointers('application_field_missing', { field }, { description: {} })).toEqual([
      'body/description/summary',
    ]);
    expect(pointers('second_approach_missing', {}, {})).toEqual(['body/results']);
    expect(pointers('claim_not_stated', {}, {})).toEqual(['body/claims']);
  });

  it('of several that may be meant is each that was sent', () => {
    const body = { pledgor: 'a', pledgorName: 'b' };
    const fields = ['pledgor', 'pledgorName'];
    expect(pointers('pledge_search_ways_differ', { fields }, body)).toEqual([
      'body/pledgor',
      'body/pledgorName',
    ]);
    expect(pointers('amount_not_positive', {}, { increase: {} })).toEqual(['body/increase']);
  });

  it('is not looked for in more than a bounded part of what was sent', () => {
    const lines = Array.from({ length: 200_000 }, (_, n) => (n === 150_000 ? { amount: 1 } : {}));
    const wide = { lines };
    expect(pointers('amount_not_positive', {}, wide)).toEqual(['body/amount']);
    expect(pointers('entry_pledged', {}, wide)).toBeUndefined();
  });
});

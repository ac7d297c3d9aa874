import { edgeProblems } from '@ledger/http/problems/edge.problems.js';
import { problemTexts } from '@ledger/http/problems/problem-table.js';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './planted-tree.js';
import { sourceFiles } from './source-files.js';

const listed = (codes: string): readonly string[] => codes.trim().split(/\s+/);

/** No request reaches these: specs of the rules and handlers alone do. */
const beyondRequests: Readonly<Record<string, readonly string[]>> = {
  'the shape of a request, or what it cannot say, comes first': listed(`
    applicant_not_own_organisation holding_id_repeated lineage_too_large party_date_invalid
    party_name_invalid price_negative proof_digest_malformed quality_number_malformed
    rights_count_invalid volume_malformed
  `),
  'ids come of the idempotency key, under which another request is no replay': listed(`
    offer_already_drafted order_already_placed quality_assessment_id_taken sharing_already_agreed
    title_id_taken valuation_already_recorded webhook_exists
  `),
  'another refusal comes first': listed('licence_term_over'),
  'only our own processes and sweeps ask for it, or meet it between two of their steps': listed(`
    amortisation_running certificate_already_issued hold_not_due import_ended import_file_gone
    licensing_not_authorised not_due order_not_granted order_sharing_not_in_force
    order_state_conflict reservation_not_found reservation_over
  `),
  'it takes hundreds of events or titles': listed(`
    book_full credit_line_too_wide journal_full negotiation_full order_full pledge_search_too_wide
    sharing_full title_full too_many_drafts transfer_full
  `),
  'connectors are told in the words of their protocol': listed(
    'dataspace_price_invalid dataspace_purpose_needed',
  ),
};

const codes = Object.keys(problemTexts).filter((code) => !(code in edgeProblems));

/** The words of all files of which the path is such. */
const wordsOf = (which: RegExp): ReadonlySet<string> =>
  new Set(
    sourceFiles()
      .filter((file) => which.test(file.replaceAll(path.sep, '/')))
      .flatMap((file) => readFileSync(path.join(root, file), 'utf8').match(/\w+/g) ?? []),
  );

describe('refusal codes', () => {
  it('have a spec, each', () => {
    const said = wordsOf(/^(libs|apps)\/.*\.spec\.ts$|^test\/(e2e|fault|support)\//);
    expect(codes.filter((code) => !said.has(code))).toEqual([]);
  });

  it('have a line in the end-to-end specs, each that a request can meet', () => {
    const said = wordsOf(/^test\/(e2e|support|fault)\//);
    const beyond = Object.values(beyondRequests).flat();
    expect(codes.filter((code) => !said.has(code) && !beyond.includes(code))).toEqual([]);
    expect(beyond.filter((code) => !codes.includes(code))).toEqual([]);
  });
});

import type { RefusalCode } from '../refusal.js';
import type { AssetSource, RightStatement } from './asset.events.js';
import { checkRights } from './rights-statement.rule.js';
import { bank, digest, holding, operation, partner, processing } from './testing/application.js';

const check = (
  rights: readonly RightStatement[],
  source: AssetSource = 'agreement',
  applicant = bank,
) => ({
  passes: () => expect(() => checkRights(rights, source, applicant)).not.toThrow(),
  refuses: (code: RefusalCode, obstacles: object = {}) =>
    expect(() => checkRights(rights, source, applicant)).toThrow(
      expect.objectContaining({ code, obstacles: expect.objectContaining(obstacles) }),
    ),
});
const line = (more: Partial<RightStatement>): RightStatement => ({ ...holding, ...more });
const shared = (...shares: (string | undefined)[]): RightStatement =>
  line({
    holders: shares.map((share, index) => ({
      partyId: index === 0 ? bank : `party-${index}`,
      ...(share === undefined ? {} : { share }),
    })),
  });

describe('who may register which rights', () => {
  it('holding and processing, whatever the source', () => {
    for (const source of ['generated', 'automatedPublic', 'agreement', 'derived'] as const) {
      check([holding, processing], source).passes();
      check([holding], source).passes();
      check([processing], source).passes();
    }
  });

  it('an operation right with its proof, except in data gathered by automated means', () => {
    for (const source of ['generated', 'agreement', 'derived'] as const) {
      check([holding, operation], source).passes();
    }
    check([holding, operation], 'automatedPublic').refuses(
      'operation_right_not_for_automated_data',
      { field: 'rights[1].right', holdingId: 'holding-3' },
    );
  });

  it('no operation right without the digest of its proof', () => {
    const { proofDigest, ...unproved } = operation;
    expect(proofDigest).toBe(digest);
    check([holding, unproved]).refuses('operation_right_proof_required', {
      field: 'rights[1].proofDigest',
      holdingId: 'holding-3',
    });
  });

  it('each of the three rights alone: they are independent', () => {
    for (const only of [holding, processing, operation]) check([only]).passes();
  });

  it('at least one right of the applicant', () => {
    check([line({ holders: [{ partyId: partner }] })]).refuses('applicant_holds_no_right');
    check([line({ holders: [{ partyId: partner }] }), processing]).passes();
  });
});

describe('lines of the rights statement', () => {
  it('are 1 to 20', () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => line({ holdingId: `h-${index}` }));
    check([]).refuses('rights_count_invalid');
    check(lines(20)).passes();
    check(lines(21)).refuses('rights_count_invalid');
  });

  it('have ids of their own', () =>
    check([holding, holding]).refuses('holding_id_repeated', { field: 'rights[1].holdingId' }));

  it('say what they rest on', () =>
    check([line({ basis: ' ' })]).refuses('application_field_missing', {
      field: 'rights[0].basis',
    }));

  it('name a proof by its SHA-256', () => {
    check([line({ proofDigest: digest })]).passes();
    for (const proofDigest of ['', digest.toUpperCase(), `${digest}0`]) {
      check([line({ proofDigest })]).refuses('proof_digest_malformed');
    }
  });

  it('have dates that exist, the first not after the last', () => {
    check([line({ from: '2026-02-29' })]).refuses('date_invalid', { field: 'rights[0].from' });
    check([line({ until: '2026-13-01' })]).refuses('date_invalid', { field: 'rights[0].until' });
    check([line({ from: '2026-01-01', until: '2026-01-01' })]).passes();
    check([line({ from: '2026-01-02', until: '2026-01-01' })]).refuses('period_reversed');
  });
});

describe('joint holders', () => {
  it('are 1 to 20, each once', () => {
    const holders = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        partyId: index === 0 ? bank : `party-${index}`,
      }));
    check([line({ holders: [] })]).refuses('holders_invalid');
    check([line({ holders: [{ partyId: bank }, { partyId: bank }] })]).refuses('holders_invalid');
    check([line({ holders: holders(20) })]).passes();
    check([line({ holders: holders(21) })]).refuses('holders_invalid');
  });

  it('have no shares, or shares that add up to exactly 1', () => {
    check([shared(undefined, undefined)]).passes();
    check([shared('1/3', '1/3', '1/3')]).passes();
    check([shared('1/1')]).passes();
    check([shared('1/3', '1/3')]).refuses('shares_invalid');
    check([shared('1/2', '1/2', '1/1000000')]).refuses('shares_invalid');
  });

  it('have shares all or none, as fractions', () => {
    check([shared('1/2', undefined)]).refuses('shares_invalid');
    check([shared('0.5', '0.5')]).refuses('shares_invalid');
    check([shared('0/1', '1/1')]).refuses('shares_invalid');
    check([shared('2/1')]).refuses('shares_invalid');
  });
});

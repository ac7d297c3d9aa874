import type { AssetDescription } from '@ledger/domain/asset/asset.events.js';
import { searchColumns } from '../asset.terms.js';
import type { AssetView } from '../asset.view.js';

const words = ['用电', '负荷', '信用', '物流', '气象', '支付', '医疗', 'GDP', 'ESG'];
const kinds = ['日度数据', '月度统计', '指数', 'API 接口'];
const [sources, grades, states] = [
  ['generated', 'agreement', 'automatedPublic', 'derived'],
  ['general', 'sensitive', 'important'],
  ['registered', 'accepted', 'submitted', 'rejected'],
] as const;

const pick = <T>(all: readonly T[], at: number): T => all[at % all.length]!;

/** Whom the rows belong to. */
export const applicants = [
  '5f2a1b0c-1111-5111-8111-111111111111',
  '5f2a1b0c-2222-5222-8222-222222222222',
] as const;
export const registrar = '5f2a1b0c-9999-5999-8999-999999999999';

/** The n-th of many assets that differ in all that a search looks at; 1 is the oldest. */
export const assetRow = (n: number): AssetView => {
  const [first, second] = [pick(words, n * 7), pick(words, Math.floor(n / 9))];
  const description: AssetDescription = {
    name: `${first}${second}${pick(kinds, n)}${n % 13 === 0 ? '（试点）' : ''}`,
    summary: `汇集${second}与${pick(words, n + 3)}的记录${n === 3 ? '，含麒麟阁旧档' : ''}`,
    source: pick(sources, n),
    form: n % 5 === 0 ? 'text' : 'table',
    industry: n % 3 === 0 ? 'J66' : 'D44',
    grade: pick(grades, Math.floor(n / 2)),
  };
  const registered = pick(states, n) === 'registered';
  const bounded = registered && n % 8 === 0;
  // The clock has it expired, and no event says so.
  const lapsed = n % 24 === 0;
  const day = String((n % 28) + 1).padStart(2, '0');
  const applicant = pick(applicants, n % 4 === 0 ? 1 : 0);
  const facts = {
    assetId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    state: pick(states, n),
    scheme: 'in-house',
    applicantPartyId: applicant,
    registrarPartyId: n % 6 === 0 ? registrar : applicant,
    externalNumber: `EXT-${n}`,
    industry: description.industry ?? null,
    source: description.source,
    category: null,
    grade: description.grade ?? null,
    description,
    rights: [
      {
        holdingId: '00000000-0000-4000-8000-000000000000',
        right: 'holding',
        holders: [{ partyId: applicant }],
        basis: '合同',
        from: '2026-01-01',
      },
    ],
    circumstances: null,
    warnings: [],
    tasks: null,
    caseDue: null,
    rejectionGround: null,
    rejectionExplanation: null,
    certificateNo: registered ? `N5f2a1b0c202611${String(n).padStart(6, '0')}` : null,
    submittedAt: '2026-11-01T00:00:00.000000Z',
    registeredAt: registered ? '2026-11-02T00:00:00.000000Z' : null,
    registeredOn: registered ? `2026-10-${day}` : null,
    validUntil: bounded ? `${lapsed ? 2026 : 2027}-03-${day}` : null,
    quality: null,
    personalBasis: null,
    gradedUntil: null,
    dueOn: bounded ? `${lapsed ? 2026 : 2027}-04-01` : null,
    dueState: bounded ? 'expired' : null,
    reviewBy: null,
    publicityFrom: null,
    publicityUntil: null,
    withheldReason: null,
    appliedPosition: n,
    version: 1,
    lastPosition: n,
  } as const;
  return { ...facts, ...searchColumns(facts) };
};

import type { PolicyRefusal } from '@ledger/domain/policy/policy.refusals.js';
import type { ProblemsOf } from './problem-text.js';
import { text } from './problem-text.js';

/** What the refusals of policies answer. */
export const policyProblems = {
  policy_not_found: text(
    404,
    ['没有这项政策', '没有名为 {name} 的政策，或该主体没有自己的版本，或您无权查看。'],
    ['No such policy', 'There is no policy {name}, or the party has none, or you may not see it.'],
  ),
  policy_not_own: text(
    403,
    ['不得修改这项政策', '政策 {name} 只能由管理员修改；主体自有的政策由该主体修改。'],
    [
      'Not yours to change',
      'Policy {name} is adopted by an administrator, or by the party where it is its own.',
    ],
  ),
  policy_owner_wrong: text(
    409,
    ['政策归属不符', '政策 {name} 的归属为 {of}：请按此给出或省略 partyId。'],
    ['Addressed to the wrong owner', 'Policy {name} is of {of}: give or leave out `partyId`.'],
  ),
  policy_content_invalid: text(
    400,
    [
      '政策内容不合规',
      '政策 {name} 的内容有误：{faults}。请对照现行版本（GET /v1/policies/{name}）改正。',
    ],
    [
      'The content is not of the policy’s shape',
      'Policy {name}: {faults}. Hold it against the version in force (GET /v1/policies/{name}).',
    ],
  ),
  policy_from_past: text(
    409,
    ['不得追溯生效', '政策自今日（{today}）或以后生效，已作出的决定不变。'],
    ['It cannot begin in the past', 'A version begins today ({today}) or later.'],
  ),
  registrar_code_taken: text(
    409,
    [
      '登记机构代码已被使用',
      '区划与编号 {code} 已用于另一登记机构（{partyId}）的凭证编号。请为 content 选用其他 region 与 digit，或先变更该机构的指定。',
    ],
    [
      'Another registrar numbers under this code',
      'Region and digit {code} are in the certificate numbers of {partyId}. Choose others in `content`, or change that designation first.',
    ],
  ),
} as const satisfies ProblemsOf<PolicyRefusal>;

import type { LineageRefusal } from '@ledger/domain/lineage/lineage.refusals.js';
import { type ProblemsOf, text } from './problem-text.js';

/** What the refusals of this slice answer. */
export const lineageProblems = {
  lineage_cycle: text(
    409,
    ['来源关系成环', '资产不能直接或间接成为自己的来源：{path}。请去掉其中一环。'],
    [
      'The lineage would be a cycle',
      'An asset is no source of itself, at any depth: {path}. Leave one of these out.',
    ],
  ),
  lineage_too_large: text(
    409,
    ['来源过多', '来源数量超出可核查的上限，请直接引用更近的来源资产。'],
    [
      'The lineage is too large',
      'There are more sources than can be checked: name nearer assets as sources.',
    ],
  ),
  lineage_source_not_registered: text(
    409,
    [
      '来源资产未登记',
      '以下来源不是已登记的数据资产，或您无权查看：{assetIds}（指引第十五条、第二十一条）。请先登记，或去掉。',
    ],
    [
      'A source is not registered',
      'These are no registered assets, or none that you may see: {assetIds} (guide art. 15, 21). Drop them, or register them first.',
    ],
  ),
  lineage_source_repeated: text(
    409,
    ['来源重复', '每个来源资产只列一次。'],
    ['A source is named twice', 'Name each source once.'],
  ),
  lineage_not_changeable: text(
    409,
    ['目前不能变更来源', '只有已登记的资产才能变更来源（状态：{status}）。'],
    ['The sources cannot be changed now', 'Only a registered asset’s can (status: {status}).'],
  ),
  lineage_change_pending: text(
    409,
    ['来源变更核查中', '变更 {proposalId} 尚在核查，请稍后重试。'],
    ['A change of sources is being checked', 'Change {proposalId} is undecided: try again later.'],
  ),
} as const satisfies ProblemsOf<LineageRefusal>;

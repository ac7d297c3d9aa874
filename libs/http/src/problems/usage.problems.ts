import type { UsageRefusal } from '@ledger/domain/usage/usage.refusals.js';
import { text } from './problem-text.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const usageProblems = {
  not_the_metering_side: text(
    403,
    ['用量由卖方上报', '请由卖方（或运营方）的交付系统上报；买方可查询同一份合计。'],
    [
      'Use is metered by the seller',
      'The seller’s or the operator’s systems report it; the buyer reads the same totals.',
    ],
  ),
  order_not_in_use: text(
    409,
    ['该交易尚无可计量的使用', '交易当前状态为 {state}；签约成立且许可生效后方可上报用量。'],
    [
      'There is nothing to meter under this order',
      'It is {state}; use is metered once the contract is made and the licence stands.',
    ],
  ),
  usage_sequence_conflict: text(
    409,
    ['同一序号上报了不同内容', '序号 {sequences} 在本批中重复且内容不一。请改正后整批重报。'],
    [
      'One sequence number, two contents',
      'Sequences {sequences} stand twice in this batch and differ. Mend and send it again.',
    ],
  ),
  usage_quantity_unsound: text(
    409,
    ['数量与更正不符', '负数仅用于更正（corrects），更正须为负数。序号：{sequences}。'],
    [
      'Quantity and correction disagree',
      'A quantity is negative exactly where it corrects another use. Sequences: {sequences}.',
    ],
  ),
  usage_result_missing: text(
    409,
    ['缺少查得结果', '该许可按查得计量，每次使用须注明 hit 或 miss。序号：{sequences}。'],
    [
      'The result is missing',
      'Results are counted here: each use says hit or miss. Sequences: {sequences}.',
    ],
  ),
  usage_in_the_future: text(
    409,
    ['使用时间晚于当前时间', '请校准计量器时钟。序号：{sequences}。'],
    ['Used in the future', 'Set the meter’s clock right. Sequences: {sequences}.'],
  ),
  usage_too_late: text(
    409,
    ['使用时间过早', '仅受理 {earliest} 及以后的使用。序号：{sequences}。'],
    ['Used too long ago', 'Use is taken in from {earliest} on. Sequences: {sequences}.'],
  ),
  corrected_usage_not_found: text(
    409,
    ['被更正的使用未曾上报', '请先上报原使用，再上报更正。序号：{sequences}。'],
    ['Nothing to correct', 'Report the use first, then its correction. Sequences: {sequences}.'],
  ),
  usage_already_corrected: text(
    409,
    ['该使用已更正过', '每次使用只能更正一次，更正本身不可再更正。序号：{sequences}。'],
    [
      'Corrected already',
      'A use is corrected once, and a correction is not corrected. Sequences: {sequences}.',
    ],
  ),
  correction_exceeds_usage: text(
    409,
    ['更正超过已计用量', '{month} 仅计 {recorded}。序号：{sequences}。'],
    [
      'The correction exceeds what was used',
      'Only {recorded} stand for {month}. Sequences: {sequences}.',
    ],
  ),
  usage_too_scattered: text(
    409,
    ['计量序号过于零散', '请补报缺号（计量器 {meterId}：{gaps}），或减少计量器数量。'],
    [
      'The sequence numbers are too scattered',
      'Send what is missing (meter {meterId}: {gaps}), or use fewer meters.',
    ],
  ),
} as const satisfies ProblemsOf<UsageRefusal>;

import type { QualityRefusal } from '@ledger/domain/quality/quality.refusals.js';
import { type ProblemsOf, text } from './problem-text.js';

/** What the refusals of this slice answer. */
export const qualityProblems = {
  quality_number_malformed: text(
    409,
    ['分值或权重格式有误', '{dimension}：{value}。分值至多两位小数，权重至多四位小数。'],
    [
      'A score or weight is malformed',
      '{dimension}: {value}. Scores have up to two decimals, weights up to four.',
    ],
  ),
  quality_score_out_of_range: text(
    409,
    ['分值超出范围', '分值为 0 至 100：{dimensions}。'],
    ['A score is out of range', 'Scores run from 0 to 100: {dimensions}.'],
  ),
  quality_weights_not_one: text(
    409,
    ['权重之和不为 1', '六个维度的权重之和应恰为 1，现为 {sum}。'],
    ['The weights do not add up to 1', 'The six weights add up to exactly 1; these give {sum}.'],
  ),
  quality_not_assessable: text(
    409,
    ['该资产不能再作质量评价', '该资产或其申请已经终止（状态：{status}）。'],
    ['The asset cannot be assessed', 'It, or its application, has ended (status: {status}).'],
  ),
  quality_assessed_in_future: text(
    409,
    ['评价日期有误', '评价日期应为不晚于 {notAfter} 的日期。'],
    ['The day of the assessment is wrong', 'It is a date not after {notAfter}.'],
  ),
  quality_assessment_id_taken: text(
    409,
    ['评价标识已被使用', '请为新的质量评价使用新的 Idempotency-Key。'],
    ['The assessment id is taken', 'Use a new Idempotency-Key for a new assessment.'],
  ),
} as const satisfies ProblemsOf<QualityRefusal>;

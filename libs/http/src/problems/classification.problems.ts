import type { ClassificationRefusal } from '@ledger/domain/classification/classification.refusals.js';
import { type ProblemsOf, text } from './problem-text.js';

/** What the refusals of this slice answer. */
export const classificationProblems = {
  classification_not_possible: text(
    409,
    ['该资产不能再分类分级', '该资产或其申请已经终止（状态：{status}）。'],
    ['The asset cannot be classified', 'It, or its application, has ended (status: {status}).'],
  ),
  grade_below_sources: text(
    409,
    [
      '级别低于来源数据',
      '衍生数据应就高从严：来源 {assetIds} 为 {highest}。确有理由的，请在 exceptionReason 中说明' +
        '（GB/T 43697-2024 就高从严原则）。',
    ],
    [
      'The grade is below a source’s',
      'Derived data takes the higher grade: {assetIds} stand at {highest}. Where there is a reason ' +
        'to go lower, state it as exceptionReason (GB/T 43697-2024, take the higher).',
    ],
  ),
  grade_below_items: text(
    409,
    [
      '级别低于所列数据项',
      '按 GB/T 43697-2024 分级规则表，{items} 应为 {highest}；数据集按其中最高级别定级（就高从严）。',
    ],
    [
      'The grade is below its items’',
      'By the table of GB/T 43697-2024 {items} come to {highest}; a set takes the highest grade of ' +
        'its items.',
    ],
  ),
  grade_exception_not_needed: text(
    409,
    ['不需要例外说明', '级别 {grade} 不低于任何来源数据，请去掉 exceptionReason。'],
    ['No exception is needed', 'The grade {grade} is not below any source: drop exceptionReason.'],
  ),
  personal_basis_missing: text(
    409,
    [
      '缺少个人信息处理的合法性基础',
      '来源属性为个人信息时，请在 personalBasis 中说明依据（《个人信息保护法》第十三条）。',
    ],
    [
      'The basis for personal information is missing',
      'Where the origin is personal, state personalBasis (Personal Information Protection Law art. 13).',
    ],
  ),
  personal_basis_contradicted: text(
    409,
    ['该数据并非个人信息', '只有来源属性为个人信息时才填写 personalBasis。'],
    ['The data is not personal', 'State personalBasis only where the origin is personal.'],
  ),
  classification_validity_out_of_range: text(
    409,
    ['有效期超出范围', '末日应在 {notBefore} 至 {notAfter} 之间。'],
    ['The validity is out of range', 'Its last day lies between {notBefore} and {notAfter}.'],
  ),
} as const satisfies ProblemsOf<ClassificationRefusal>;

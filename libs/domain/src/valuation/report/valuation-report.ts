import { shanghaiDate } from '../../calendar.js';
import { groupedAmount, printedMoney } from '../../money.js';
import type { Words } from '../../title/title-extract.js';
import { rightLabels } from '../../title/title-extract.words.js';
import type { Appraisal, ApproachResult, Disclosures } from '../valuation.events.js';
import { standingAt } from '../valuation.reliance.js';
import type { ValuationEnd } from '../valuation.state.js';
import { inputLines } from './input.words.js';
import {
  approachWords,
  documentWords,
  modelWords,
  notDisclosed,
  noteWords,
  purposeWords,
  standingWords,
  stepWords,
  valueTypeWords,
} from './report.words.js';

/** A heading and what is said under it, one thing per paragraph. */
export interface ReportLine {
  readonly label: Words;
  readonly values: readonly Words[];
}

export interface ReportTable {
  readonly head: readonly Words[];
  readonly rows: readonly (readonly Words[])[];
  /** The last column is figures: they stand under one another. */
  readonly endsInFigures?: boolean;
}

export interface ReportSection {
  readonly heading: Words;
  readonly lines: readonly ReportLine[];
  readonly tables: readonly ReportTable[];
}

/** A valuation report as people read it; whoever prints it looks nothing up and computes nothing. */
export interface ValuationReport {
  readonly document: Words;
  readonly reportNumber: string;
  readonly valuationId: string;
  readonly assetId: string;
  /** Version of the valuation stream at which it was recorded. */
  readonly version: number;
  /** Instant as of which its standing is told. */
  readonly at: string;
  readonly standing: Words;
  readonly sections: readonly ReportSection[];
  readonly notes: readonly Words[];
}

/** What a report needs to know that is not in its record. */
export interface ReportFacts {
  readonly assetId: string;
  readonly assetName: string;
  readonly firm: string;
  /** Absent where the client is not disclosed. */
  readonly client?: string | undefined;
  readonly version: number;
  readonly at: string;
  readonly ended?: ValuationEnd | undefined;
}

/** Everything that the Guidance and the report standard ask for; what is missing is said to be. */
export const valuationReport = (appraisal: Appraisal, facts: ReportFacts): ValuationReport => {
  const { assetId, version, at, ended } = facts;
  const standing = standingWords[standingAt({ ...appraisal, ...(ended && { ended }) }, at)];
  return {
    document: documentWords,
    reportNumber: appraisal.reportNumber,
    valuationId: appraisal.valuationId,
    assetId,
    version,
    at,
    standing,
    sections: [
      general(appraisal, facts, standing),
      aboutTheAsset(appraisal),
      aboutTheMethod(appraisal),
      ...appraisal.results.map(resultSection),
      conclusion(appraisal),
    ].map(numbered),
    notes: noteWords,
  };
};

const numerals: readonly Words[] = [
  { zh: '一', en: 'I' },
  { zh: '二', en: 'II' },
  { zh: '三', en: 'III' },
  { zh: '四', en: 'IV' },
  { zh: '五', en: 'V' },
  { zh: '六', en: 'VI' },
  { zh: '七', en: 'VII' },
];

/** One after the other: a report has a section for each approach, of which there are three. */
const numbered = (section: ReportSection, at: number): ReportSection => {
  const { zh, en } = numerals[at] as Words;
  const { heading } = section;
  return { ...section, heading: { zh: `${zh}、${heading.zh}`, en: `${en}  ${heading.en}` } };
};

const same = (text: string): Words => ({ zh: text, en: text });
const line = (zh: string, en: string, ...values: readonly (string | Words | undefined)[]) => ({
  label: { zh, en },
  values: values.map((value) =>
    value === undefined ? notDisclosed : typeof value === 'string' ? same(value) : value,
  ),
});
const listed = (zh: string, en: string, values: readonly string[] | undefined): ReportLine =>
  values === undefined || values.length === 0 ? line(zh, en, undefined) : line(zh, en, ...values);

const endText = ({ how, at, reason, byValuationId }: ValuationEnd): Words => {
  const more = reason ?? byValuationId ?? '';
  const on = shanghaiDate(at);
  return {
    zh: `${standingWords[how].zh}（${on}）${more}`,
    en: `${standingWords[how].en} (${on}) ${more}`.trim(),
  };
};

const general = (appraisal: Appraisal, facts: ReportFacts, standing: Words): ReportSection => {
  const { disclosures = {}, rightsValued, signatories, purpose, valueType } = appraisal;
  const rights = rightsValued.map((right) => ({
    zh: rightLabels[right].zh2026,
    en: rightLabels[right].en2026,
  }));
  return {
    heading: { zh: '基本事项', en: 'General' },
    lines: [
      line('报告编号', 'Report No.', appraisal.reportNumber),
      line('评估机构', 'Appraisal firm', facts.firm),
      listed('签名评估专业人员（代号）', 'Signatories (tokens)', signatories),
      line('委托人', 'Client', facts.client),
      listed('其他报告使用人', 'Other users', disclosures.users),
      line('评估目的', 'Purpose', purposeWords[purpose]),
      line('数据资产', 'Data asset', ...new Set([facts.assetName, facts.assetId])),
      line('评估对象和范围', 'Object and scope', disclosures.objectAndScope),
      line('所评估的权利', 'Rights valued', ...rights),
      line('价值类型', 'Type of value', valueTypeWords[valueType]),
      line('评估基准日', 'Base date', appraisal.baseDate),
      line('报告日', 'Issued on', appraisal.issuedOn),
      line('使用期最后一日（含）', 'Last day of use (inclusive)', appraisal.validUntil),
      line('当前状态', 'Standing', facts.ended ? endText(facts.ended) : standing),
      line('报告摘要值', 'SHA-256 of the report', appraisal.reportDigest),
    ],
    tables: [],
  };
};

const aboutTheAsset = ({ disclosures = {}, quality }: Appraisal): ReportSection => ({
  heading: { zh: '数据资产', en: 'The asset' },
  lines: [
    line('基本信息和权利信息', 'Information and rights', disclosures.rightsInformation),
    line('质量评价', 'Quality evaluation', disclosures.qualityEvaluation),
    quality === undefined
      ? line('登记的质量得分', 'Score on record', undefined)
      : line(
          '登记的质量得分',
          'Score on record',
          `${quality.score} (${quality.assessedOn})`,
          `${quality.stream} @ ${quality.version}`,
        ),
    line('应用场景及限制', 'Scenarios and limits', disclosures.scenarios),
    line('宏观和行业前景', 'Outlook', disclosures.outlook),
    listed('评估依据', 'Basis', disclosures.basis),
    line('评估依据的信息来源', 'Sources of the basis', disclosures.basisSources),
    line('利用专家工作及其他报告', 'Use of experts', disclosures.useOfExperts),
    line('其他必要信息', 'Other information', disclosures.otherInformation),
  ],
  tables: [],
});

const aboutTheMethod = (appraisal: Appraisal): ReportSection => {
  const { disclosures = {}, singleApproachReason, assumptions, limitations } = appraisal;
  const tables = parameterTable(disclosures);
  return {
    heading: { zh: '方法、假设与限制', en: 'Method, assumptions, limits' },
    lines: [
      line('方法的选择及理由', 'Choice of method', disclosures.methodReason),
      ...(singleApproachReason === undefined
        ? []
        : [line('只用一种方法的理由', 'Why one approach only', singleApproachReason)]),
      listed('评估假设', 'Assumptions', assumptions),
      listed('限制条件', 'Limiting conditions', limitations),
      line('评估程序', 'Procedure', disclosures.procedure),
      ...(tables.length > 0 ? [] : [line('重要参数的来源', 'Sources of parameters', undefined)]),
    ],
    tables,
  };
};

const parameterTable = ({ parameterSources = [] }: Disclosures): readonly ReportTable[] =>
  parameterSources.length === 0
    ? []
    : [
        {
          head: [
            { zh: '重要参数', en: 'Parameter' },
            { zh: '来源', en: 'Source' },
            { zh: '分析与测算', en: 'Analysis' },
          ],
          rows: parameterSources.map(({ parameter, source, analysis }) => [
            same(parameter),
            same(source),
            analysis === undefined ? notDisclosed : same(analysis),
          ]),
        },
      ];

const resultSection = (result: ApproachResult): ReportSection => {
  const { approach, value, model = 'external', modelVersion = 1, engineVersion } = result;
  const { zh, en } = approachWords[approach];
  const versions = [`model ${modelVersion}`, ...(engineVersion ? [`engine ${engineVersion}`] : [])];
  return {
    heading: { zh: `${zh}的计算`, en },
    lines: [
      line('模型', 'Model', modelWords[model]),
      line('版本', 'Versions', versions.join(', ')),
      line('结果', 'Result', printedMoney(value)),
    ],
    tables: [inputTable(result), stepTable(result)].filter(({ rows }) => rows.length > 0),
  };
};

const inputTable = ({ inputs = {} }: ApproachResult): ReportTable => ({
  head: [
    { zh: '参数', en: 'Input' },
    { zh: '取值', en: 'Value' },
  ],
  rows: Object.values(inputs).flatMap((own) =>
    inputLines(own).map(({ label, value }) => [label, value]),
  ),
  endsInFigures: true,
});

const stepTable = ({ steps = [] }: ApproachResult): ReportTable => ({
  head: [
    { zh: '计算过程', en: 'Step' },
    { zh: '数值', en: 'Figure' },
  ],
  rows: steps.map(({ name, index, value }) => {
    const { zh, en } = stepWords[name];
    const label =
      index === undefined ? { zh, en } : { zh: `${zh}（${index}）`, en: `${en} (${index})` };
    return [label, same(groupedAmount(value))];
  }),
  endsInFigures: true,
});

const conclusion = ({ value, results, disclosures = {} }: Appraisal): ReportSection => ({
  heading: { zh: '评估结论', en: 'Conclusion' },
  lines: [
    line('评估结论', 'Conclusion', printedMoney(value)),
    line('结果的分析', 'Analysis of the results', disclosures.resultAnalysis),
    line('结论的形成', 'How it was drawn', disclosures.conclusionReason),
    line('特别事项', 'Special matters', disclosures.specialMatters),
    line('使用限制', 'Limits on use', disclosures.limitsOnUse),
  ],
  tables: [
    {
      head: [
        { zh: '方法', en: 'Approach' },
        { zh: '结果', en: 'Result' },
      ],
      rows: results.map((one) => [approachWords[one.approach], same(printedMoney(one.value))]),
      endsInFigures: true,
    },
  ],
});

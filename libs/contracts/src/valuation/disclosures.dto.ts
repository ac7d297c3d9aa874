import type { Disclosures } from '@ledger/domain/valuation/valuation.events.js';
import { IdField, ListField, TextField } from '../fields.js';
import { text } from '../shape.js';

const max = 4_000;

/** Where an important parameter comes from. */
export class ParameterSourceDto {
  @TextField({ max: 200, description: 'The parameter.', example: '收入提成率' })
  parameter!: string;

  @TextField({ max: 1_000, description: 'Its source.', example: '同行业可比许可合同' })
  source!: string;

  @TextField({
    max: 4_000,
    optional: true,
    description: 'How it was analysed, compared and computed.',
    example: '以三份可比许可合同的费率区间为基础，按数据时效调整后取中值',
  })
  analysis?: string;
}

/** What a valuation report tells besides its figures; a heading without text says so. */
export class DisclosuresDto {
  @IdField({ optional: true, description: 'Party id of the client (委托人).' })
  clientPartyId?: string;

  @ListField(text({ max: 200 }), {
    max: 20,
    optional: true,
    description: 'Other users of the report, by what they are.',
    example: ['拟发放贷款的商业银行'],
  })
  users?: readonly string[];

  @TextField({
    max,
    optional: true,
    description: '评估对象和范围.',
    example: '企业登记信息数据产品经营权，截至评估基准日的全部版本',
  })
  objectAndScope?: string;

  @TextField({
    max,
    optional: true,
    description: '数据资产基本信息和权利信息.',
    example: '数据来源合法，权利登记于本登记簿',
  })
  rightsInformation?: string;

  @TextField({
    max,
    optional: true,
    description: '质量评价目标、方法、结果和问题.',
    example: '按六个维度抽样校验，未发现重大缺陷',
  })
  qualityEvaluation?: string;

  @TextField({
    max,
    optional: true,
    description: '应用场景，以及地域、领域和法律限制.',
    example: '信贷风险评估，限中国境内使用',
  })
  scenarios?: string;

  @TextField({
    max,
    optional: true,
    description: '宏观经济和行业前景.',
    example: '企业征信数据需求平稳增长',
  })
  outlook?: string;

  @ListField(text({ max: 500 }), {
    max: 50,
    optional: true,
    description: '评估依据：法律、准则、权属、取价等。',
    example: ['《资产评估法》', '《数据资产评估指导意见》'],
  })
  basis?: readonly string[];

  @TextField({
    max,
    optional: true,
    description: '评估依据的信息来源.',
    example: '委托人提供的授权合同与平台计量记录，经核查',
  })
  basisSources?: string;

  @TextField({ max, optional: true, description: '利用专家工作及其他报告.', example: '无' })
  useOfExperts?: string;

  @TextField({ max, optional: true, description: '其他必要信息.', example: '无' })
  otherInformation?: string;

  @TextField({
    max,
    optional: true,
    description: '评估方法的选择及其理由.',
    example: '成本可靠计量，且有可预测的授权收入',
  })
  methodReason?: string;

  @ListField(() => ParameterSourceDto, {
    max: 50,
    optional: true,
    description: '重要参数的来源、分析与测算.',
  })
  parameterSources?: readonly ParameterSourceDto[];

  @TextField({
    max,
    optional: true,
    description: '评估结果的分析.',
    example: '两种方法结果相差百分之十七，源于对未来授权收入的预期',
  })
  resultAnalysis?: string;

  @TextField({
    max,
    optional: true,
    description: '评估结论的形成.',
    example: '以收益法结果为主，参考成本法结果',
  })
  conclusionReason?: string;

  @TextField({
    max,
    optional: true,
    description: '评估程序实施过程.',
    example: '接受委托、现场调查、收集资料、评定估算、内部审核、出具报告',
  })
  procedure?: string;

  @TextField({ max, optional: true, description: '特别事项说明.', example: '无' })
  specialMatters?: string;

  @TextField({
    max,
    optional: true,
    description: '评估报告使用限制说明.',
    example: '仅供委托人与载明的其他使用人用于本次质押',
  })
  limitsOnUse?: string;
}

/** Disclosures as events carry them: plain, and only the members that are there. */
export const disclosuresOf = (disclosures: DisclosuresDto): Disclosures =>
  JSON.parse(JSON.stringify(disclosures)) as Disclosures;

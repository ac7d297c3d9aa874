import type { ItemGradeDto } from '@ledger/contracts/classification/grading.dto.js';
import { gradeWords } from '@ledger/domain/asset/asset.words.js';
import type { ItemGrade } from '@ledger/domain/classification/grading.js';
import type { Harm, ImpactObject } from '@ledger/domain/classification/grading.policy.js';

type Both = readonly [zh: string, en: string];

const objects: Readonly<Record<ImpactObject, Both>> = {
  nationalSecurity: ['国家安全', 'state security'],
  economicOperation: ['经济运行', 'economic operation'],
  socialOrder: ['社会秩序', 'social order'],
  publicInterest: ['公共利益', 'the public interest'],
  organisationRights: ['组织权益', 'rights of organisations'],
  individualRights: ['个人权益', 'rights of individuals'],
};

const harmWords: Readonly<Record<Harm, Both>> = {
  especiallySerious: ['特别严重危害', 'Especially serious harm'],
  serious: ['严重危害', 'Serious harm'],
  ordinary: ['一般危害', 'Ordinary harm'],
};

/** Why an item has its grade, in both languages. */
export const itemWords = (item: ItemGrade): Pick<ItemGradeDto, 'zh' | 'en'> => {
  const [objectZh, objectEn] = objects[item.object];
  const [harmZh, harmEn] = harmWords[item.harm];
  const { zh: gradeZh, en: gradeEn } = gradeWords[item.grade];
  const [byZh, byEn] = groundOf(item);
  return {
    zh: `对${objectZh}造成${harmZh}：${byZh}为${gradeZh}`,
    en: `${harmEn} to ${objectEn}: ${gradeEn} ${byEn}`,
  };
};

const groundOf = ({ sensitiveBy }: ItemGrade): Both =>
  sensitiveBy === undefined
    ? ['按 GB/T 43697-2024 分级表', 'by the level table of GB/T 43697-2024']
    : sensitiveWords[sensitiveBy];

const sensitiveWords: Readonly<Record<'policy' | 'institution', Both>> = {
  policy: ['一般数据，按机构分级规则', 'by the rule that splits general data'],
  institution: ['一般数据，经机构认定', 'because the institution says so of general data'],
};

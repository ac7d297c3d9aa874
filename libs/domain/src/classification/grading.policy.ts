import type { PolicyDefinition } from '../policy/policy.definition.js';
import type { PolicyFault, PolicyMember } from '../policy/policy.shape.js';
import { gradeRank } from './grade.js';

/** 影响对象, GB/T 43697-2024. */
export const impactObjects = [
  'nationalSecurity',
  'economicOperation',
  'socialOrder',
  'publicInterest',
  'organisationRights',
  'individualRights',
] as const;
export type ImpactObject = (typeof impactObjects)[number];

/** 影响程度: 特别严重危害, 严重危害, 一般危害. */
export const harms = ['especiallySerious', 'serious', 'ordinary'] as const;
export type Harm = (typeof harms)[number];

/** The level of the national table; the split of 一般 is not in it. */
export type Level = 'core' | 'important' | 'general';

/** The table by which items are graded, and which of its general cells count as sensitive. */
export type GradingTable = {
  readonly levels: Readonly<Record<ImpactObject, Readonly<Record<Harm, Level>>>>;
  readonly sensitive: readonly { readonly object: ImpactObject; readonly harm: Harm }[];
};

const level = (about: string): PolicyMember => ({
  is: 'oneOf',
  values: ['core', 'important', 'general'],
  about,
});

const row = (about: string): PolicyMember => ({
  is: 'object',
  about,
  members: {
    especiallySerious: level('特别严重危害：especially serious harm.'),
    serious: level('严重危害：serious harm.'),
    ordinary: level('一般危害：ordinary harm.'),
  },
});

/**
 * The level table of GB/T 43697-2024. 金规〔2024〕24号 splits 一般 into 敏感 and 其他一般 without a
 * table, so what of the general cells counts as sensitive is an assumption that an operator sets
 * right.
 */
export const gradingPolicy: PolicyDefinition<GradingTable> = {
  name: 'grading',
  title: { zh: '数据分级规则表', en: 'Table of grading' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      levels: {
        is: 'object',
        about: 'The level by object of harm and degree of harm.',
        members: {
          nationalSecurity: row('国家安全.'),
          economicOperation: row('经济运行.'),
          socialOrder: row('社会秩序.'),
          publicInterest: row('公共利益.'),
          organisationRights: row('组织权益.'),
          individualRights: row('个人权益.'),
        },
      },
      sensitive: {
        is: 'list',
        max: impactObjects.length * harms.length,
        about: '敏感：general cells that count as sensitive.',
        of: {
          is: 'object',
          members: {
            object: { is: 'oneOf', values: impactObjects, about: 'Object of harm.' },
            harm: { is: 'oneOf', values: harms, about: 'Degree of harm.' },
          },
        },
      },
    },
  },
  moreFaults: (content) => tableFaults(content),
  shipped: () => shippedTable,
};

/** Graver harm never gives a lower level; only what is general can be sensitive. */
const tableFaults = ({ levels, sensitive }: GradingTable): readonly PolicyFault[] => [
  ...impactObjects.flatMap((object) =>
    harms.slice(1).flatMap((harm, index) => {
      const graver = harms[index] ?? harm;
      return gradeRank(levels[object][graver]) >= gradeRank(levels[object][harm])
        ? []
        : [{ pointer: `/levels/${object}/${graver}`, expected: `no lower than for ${harm}` }];
    }),
  ),
  ...sensitive.flatMap(({ object, harm }, index) =>
    levels[object][harm] === 'general'
      ? []
      : [{ pointer: `/sensitive/${index}`, expected: 'a cell whose level is general' }],
  ),
];

const shippedTable = {
  levels: {
    nationalSecurity: { especiallySerious: 'core', serious: 'core', ordinary: 'important' },
    economicOperation: { especiallySerious: 'core', serious: 'important', ordinary: 'general' },
    socialOrder: { especiallySerious: 'core', serious: 'important', ordinary: 'general' },
    publicInterest: { especiallySerious: 'core', serious: 'important', ordinary: 'general' },
    organisationRights: { especiallySerious: 'general', serious: 'general', ordinary: 'general' },
    individualRights: { especiallySerious: 'general', serious: 'general', ordinary: 'general' },
  },
  sensitive: [
    { object: 'economicOperation', harm: 'ordinary' },
    { object: 'socialOrder', harm: 'ordinary' },
    { object: 'publicInterest', harm: 'ordinary' },
    { object: 'organisationRights', harm: 'especiallySerious' },
    { object: 'organisationRights', harm: 'serious' },
    { object: 'individualRights', harm: 'especiallySerious' },
    { object: 'individualRights', harm: 'serious' },
  ],
} as const satisfies GradingTable;

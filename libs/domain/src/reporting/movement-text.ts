import type { BookSource, Movement, MovementRow } from '../accounting/entry.js';

/** A movement as one text, `table/section/row/source`: what postings are summed by. */
export const movementText = ({ table, section, row, source }: Movement): string =>
  `${table}/${section}/${row}/${source}`;

/** The movement that a text names; the text comes from `movementText`. */
export const movementOf = (text: string): Movement => {
  const [table, section, row, source] = text.split('/');
  return { table, section, row, source } as Movement;
};

export const movementTables = ['intangible', 'inventory', 'development'] as const;
export const movementSections = ['cost', 'amortisation', 'impairment', 'provision'] as const;
export const bookSources = ['purchased', 'selfMade', 'other'] as const satisfies BookSource[];

/** What a row of a table does to the balance of its section. */
export const effectOf: Readonly<Record<MovementRow, 'opening' | 'increase' | 'decrease'>> = {
  opening: 'opening',
  purchase: 'increase',
  ownWork: 'increase',
  otherAddition: 'increase',
  charge: 'increase',
  disposal: 'decrease',
  lapse: 'decrease',
  otherReduction: 'decrease',
  reversal: 'decrease',
  writeOff: 'decrease',
};

/** Cost is a debit balance; what is set against it are credit balances. */
export const isDebitSection = (section: Movement['section']): boolean => section === 'cost';

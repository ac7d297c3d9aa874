import type { DateText } from '../calendar.js';
import type { Words } from '../title/title-extract.words.js';
import type { StatutoryTable } from './statutory-table.js';

/** What the note says beside its table: one numbered item of the Rules. */
export interface DisclosureNote {
  readonly no: string;
  readonly title: Words;
  /** Required by the Rules, or disclosed of the entity's own will (自愿披露). */
  readonly isRequired: boolean;
  readonly paragraphs: readonly Words[];
}

export interface DisclosedTable {
  readonly from: DateText;
  readonly to: DateText;
  readonly isRestated: boolean;
  readonly table: StatutoryTable;
}

/** The note of an annual report on the data resources of one class (财会〔2023〕11号). */
export interface Disclosure {
  readonly entityName: string;
  readonly entityCode: string;
  /** Position of the last voucher that counts. */
  readonly knownAt: number;
  /** When it was printed, RFC 3339. */
  readonly at: string;
  readonly current: DisclosedTable;
  readonly comparative: DisclosedTable;
  readonly notes: readonly DisclosureNote[];
}

export const disclosureWords = {
  note: { zh: '财务报表附注', en: 'Notes to the financial statements' },
  unit: { zh: '单位：人民币元', en: 'Unit: CNY yuan' },
  item: { zh: '项目', en: 'Item' },
  current: { zh: '本期', en: 'Current period' },
  comparative: { zh: '上年可比期间', en: 'Comparative period' },
  restated: { zh: '（已重述）', en: '(restated)' },
  notes: { zh: '其他披露', en: 'Other disclosures' },
  voluntary: { zh: '自愿披露', en: 'Voluntary' },
  entity: { zh: '编制单位', en: 'Entity' },
  position: { zh: '截至日志位置', en: 'As of log position' },
} as const satisfies Readonly<Record<string, Words>>;

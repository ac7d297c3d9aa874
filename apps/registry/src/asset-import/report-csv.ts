import { columns } from '@ledger/domain/import/columns.js';
import type { ReportedRow, RowOutcome } from '@ledger/domain/import/import.events.js';
import { remarkText } from '@ledger/domain/import/row-remark.js';
import type { Language } from '@ledger/http/language.js';

const headers: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    '行号',
    columns.externalNumber.zh,
    columns.name.zh,
    '结果',
    '资产标识',
    '字段',
    '说明',
    '处理办法',
  ],
  en: [
    'Row',
    columns.externalNumber.en,
    columns.name.en,
    'Outcome',
    'Asset id',
    'Fields',
    'Remarks',
    'Remedies',
  ],
};

const outcomes: Readonly<Record<RowOutcome, Readonly<Record<Language, string>>>> = {
  accepted: { zh: '已受理登记申请', en: 'accepted' },
  drafted: { zh: '已存为草稿', en: 'kept as a draft' },
  alreadyThere: { zh: '台账中已有', en: 'already there' },
  refused: { zh: '未采纳', en: 'refused' },
};

/** The header of a report. */
export const reportHeader = (language: Language): readonly string[] => headers[language];

/** The cells of the one line of a row: all that is to be said of it. */
export const reportLine = (line: ReportedRow, language: Language): readonly string[] => {
  const remarks = [...line.problems, ...line.notes].map((each) => remarkText(each, language));
  const list = (texts: readonly string[]) => [...new Set(texts)].join(separators[language]);
  return [
    String(line.row),
    line.externalNumber ?? '',
    line.name ?? '',
    outcomes[line.outcome][language],
    line.assetId ?? '',
    list(remarks.map(({ field }) => field)),
    list(remarks.map(({ problem }) => problem)),
    list(remarks.map(({ remedy }) => remedy)),
  ];
};

const separators: Readonly<Record<Language, string>> = { zh: '；', en: '; ' };

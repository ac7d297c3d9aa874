import type {
  ImportRowDto,
  RowRemarkDto,
} from '@ledger/contracts/asset-import/asset-import.dto.js';
import type { ReportedRow } from '@ledger/domain/import/import.events.js';
import { remarkText, type RowRemark } from '@ledger/domain/import/row-remark.js';
import type { Language } from '@ledger/http/language.js';

/** A line as it is shown, its remarks in words. */
export const rowAnswer = (line: ReportedRow, language: Language): ImportRowDto => ({
  row: line.row,
  ...(line.externalNumber === undefined ? {} : { externalNumber: line.externalNumber }),
  ...(line.name === undefined ? {} : { name: line.name }),
  outcome: line.outcome,
  ...(line.assetId === undefined ? {} : { assetId: line.assetId }),
  problems: line.problems.map((remark) => remarkAnswer(remark, language)),
  notes: line.notes.map((remark) => remarkAnswer(remark, language)),
});

const remarkAnswer = (remark: RowRemark, language: Language): RowRemarkDto => {
  const { problem, remedy } = remarkText(remark, language);
  const { field, code, value, limit } = remark;
  return {
    field,
    code,
    ...(value === undefined ? {} : { value }),
    ...(limit === undefined ? {} : { limit }),
    problem,
    remedy,
  };
};

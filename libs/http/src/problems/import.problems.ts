import type { ImportRefusal } from '@ledger/domain/import/import.refusals.js';
import type { ProblemsOf } from './problem-text.js';
import { text } from './problem-text.js';

/** What the refusals of this slice answer. */
export const importProblems = {
  import_not_found: text(
    404,
    ['没有这个导入任务', '没有这个导入任务，或者您无权查看。请核对标识后重试。'],
    [
      'No such import',
      'There is no such import, or you may not see it. Check the id and try again.',
    ],
  ),
  import_ended: text(
    409,
    [
      '导入任务已有别的内容或已结束',
      '导入任务 {importId} 已按另一份文件开始或已结束。请重新上传，作为新的导入任务。',
    ],
    [
      'The import stands for something else or has ended',
      'Import {importId} was started with another file, or is over. Upload again as a new import.',
    ],
  ),
  import_not_running: text(
    409,
    [
      '导入任务已结束，不能再取消',
      '导入任务 {importId} 已结束（obstacles.state 说明如何结束）。已受理的申请仍然有效；不再需要的，请在登记前逐项撤回。',
    ],
    [
      'The import has ended and can no longer be cancelled',
      'Import {importId} has ended (`obstacles.state` says how). What it applied for stands: withdraw each ' +
        'application that is not wanted before it is registered.',
    ],
  ),
  import_file_gone: text(
    409,
    ['文件已不再保存', '该导入任务的文件已被清除。请重新上传，作为新的导入任务。'],
    ['The file is no longer kept', 'Its bytes were removed. Upload it again as a new import.'],
  ),
  import_file_empty: text(
    400,
    ['文件中没有数据行', '文件须有表头和至少一行数据。'],
    ['The file has no rows', 'It needs a header and at least one row.'],
  ),
  import_rows_too_many: text(
    413,
    ['行数过多', '一次至多导入 {rowsMax} 行。请拆分后分次导入。'],
    [
      'Too many rows',
      'One import takes at most {rowsMax} rows. Split the file and import the parts.',
    ],
  ),
  import_columns_too_many: text(
    400,
    ['列数过多', '第 {row} 行超过 {columnsMax} 列。请删除多余的列。'],
    [
      'Too many columns',
      'Row {row} has more than {columnsMax} columns. Remove those that are not needed.',
    ],
  ),
  import_cell_too_long: text(
    413,
    ['单元格过长', '有单元格超过 {charactersMax} 个字符（行号见 obstacles.row）。请缩短。'],
    [
      'A cell is too long',
      'A cell has more than {charactersMax} characters (`obstacles.row` names its row). Shorten it.',
    ],
  ),
  import_format_unknown: text(
    415,
    [
      '无法识别的文件格式',
      '可导入 CSV（.csv）、Excel 工作簿（.xlsx）与 NDJSON；此文件看来是 {found}。',
    ],
    [
      'The file has no format that can be imported',
      'CSV, Excel workbooks (.xlsx) and NDJSON can be imported; this looks like {found}.',
    ],
  ),
  import_format_mismatch: text(
    415,
    [
      '文件内容与声明的格式不符',
      '声明为 {declared}，内容却是 {found}。请更正 Content-Type 或文件扩展名。',
    ],
    [
      'The content is not what was declared',
      'It was declared as {declared} but is {found}. Correct the Content-Type or the file name.',
    ],
  ),
  import_encoding_unknown: text(
    400,
    [
      '无法识别的文字编码',
      '文件既不是 UTF-8，也不是 GB18030（GBK）或带 BOM 的 UTF-16。请另存为 CSV UTF-8。',
    ],
    [
      'The text encoding cannot be told',
      'It is neither UTF-8 nor GB18030 (GBK) nor UTF-16 with a mark. Save it as CSV UTF-8.',
    ],
  ),
  import_headers_missing: text(
    400,
    [
      '缺少必需的表头',
      '缺少：{missing}；文件中的表头：{found}。请改正表头，或在默认值中给出来源与形态。',
    ],
    [
      'Required headers are missing',
      'Missing: {missing}. Headers found: {found}. Correct them, or give source and form as defaults.',
    ],
  ),
  import_headers_repeated: text(
    400,
    ['表头重复', '这些表头表示同一字段：{headers}。请只保留一列。'],
    ['Headers are repeated', 'These headers mean the same field: {headers}. Keep one of them.'],
  ),
  import_quotes_broken: text(
    400,
    [
      '引号不成对',
      '第 {row} 行（文件第 {line} 行附近）的引号不成对或位置不对。含分隔符、引号或换行的单元格须整体加引号，内部引号写两次。',
    ],
    [
      'Quotes are broken',
      'In row {row} (near line {line}) a quote is not closed or stands inside a cell. Quote the whole cell and double the quotes in it.',
    ],
  ),
  import_line_too_long: text(
    413,
    ['一行过长', '第 {row} 行超过 {charactersMax} 个字符。请检查换行与引号。'],
    [
      'A line is too long',
      'Row {row} is longer than {charactersMax} characters. Check line breaks and quotes.',
    ],
  ),
  import_json_broken: text(
    400,
    ['NDJSON 的第一行不是 JSON 对象', '每行写一个 JSON 对象。'],
    ['The first line of the NDJSON is not an object', 'Write one JSON object a line.'],
  ),
  import_workbook_broken: text(
    400,
    ['工作簿已损坏', '无法读取该 .xlsx 文件（{reason}）。请用电子表格软件打开并另存后重试。'],
    [
      'The workbook is broken',
      'The .xlsx file cannot be read ({reason}). Open it in a spreadsheet program and save it again.',
    ],
  ),
  import_workbook_bomb: text(
    413,
    ['工作簿解压后过大', '文件解压后的大小、条目数或压缩比超过上限（{reason}），已拒绝解压。'],
    [
      'The workbook unpacks to too much',
      'Its unpacked size, number of entries or ratio is over the limit ({reason}); it was not unpacked.',
    ],
  ),
  import_defaults_broken: text(
    400,
    ['默认值不是有效的 JSON', 'defaults 须为不超过 {bytesMax} 字节的 JSON 对象。'],
    [
      'The defaults are not valid JSON',
      '`defaults` must be a JSON object of at most {bytesMax} bytes.',
    ],
  ),
} as const satisfies ProblemsOf<ImportRefusal>;

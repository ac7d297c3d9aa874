/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type ImportRefusal =
  | 'import_not_found'
  | 'import_ended'
  | 'import_not_running'
  /** The bytes of the file are no longer kept. */
  | 'import_file_gone'
  | 'import_file_empty'
  | 'import_rows_too_many'
  | 'import_columns_too_many'
  | 'import_cell_too_long'
  | 'import_format_unknown'
  | 'import_format_mismatch'
  | 'import_encoding_unknown'
  | 'import_headers_missing'
  | 'import_headers_repeated'
  | 'import_quotes_broken'
  | 'import_line_too_long'
  | 'import_json_broken'
  | 'import_workbook_broken'
  | 'import_workbook_bomb'
  | 'import_defaults_broken';

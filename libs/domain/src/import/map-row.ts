import type { AssetDescription } from '../asset/asset.events.js';
import { domainCharactersMax, domainsMax } from '../asset/description.rule.js';
import type { Circumstances } from '../asset/circumstances.js';
import { isWebAddress } from '../asset/web-address.js';
import { sourcesMax } from '../lineage/lineage.rules.js';
import {
  charactersOf,
  dateOf,
  isStorable,
  spanOf,
  tagsOf,
  terabytesOf,
  wholeNumberOf,
} from './cell-values.js';
import { columnKeys, columns, type ColumnKey } from './columns.js';
import { defaultsOf, type DefaultValues, type ImportDefaults } from './import-defaults.js';
import { industryOf } from './industry.js';
import { remark, type RowRemark } from './row-remark.js';
import { isId } from './json-cell.js';
import { statedCircumstancesOf } from './stated-circumstances.js';
import { statedFingerprintOf } from './stated-fingerprint.js';
import { judgeRights, type RowRight, statedRightsOf } from './stated-rights.js';
import { codeOf, type CodedField, type CodeOf } from './values.js';

export type Cells = { readonly [key in ColumnKey]?: string };

/** One row of a sheet as it was read. */
export interface SheetRow {
  /** The number that a person sees beside the row: the header is row 1 of a sheet. */
  readonly row: number;
  readonly cells: Cells;
  /** What was already wrong when it was read. */
  readonly problems?: readonly RowRemark[];
  /** What a reader should know of how it was read. */
  readonly notes?: readonly RowRemark[];
}

/**
 * What the applicant asks for; ids of asset and entries follow from party and external number, or
 * from the asset's own id where it is one of the applicant's. One of the two is there.
 */
export interface RowApplication {
  readonly externalNumber?: string;
  readonly assetId?: string;
  readonly description: AssetDescription;
  readonly rights: readonly RowRight[];
  readonly circumstances?: Circumstances;
}

/** A row is either an application or refused with everything that is wrong with it at once. */
export interface MappedRow {
  readonly row: number;
  readonly externalNumber?: string;
  readonly name?: string;
  /** Absent where the row is refused. */
  readonly application?: RowApplication;
  /** An earlier row with the same number; another asset, if the row names one of its own. */
  readonly twinOfRow?: number;
  readonly problems: readonly RowRemark[];
  readonly notes: readonly RowRemark[];
}

/** Turns a row into an application, the defaults filling its empty cells. */
export const mapRow = (
  { row, cells, problems = [], notes = [] }: SheetRow,
  defaults: ImportDefaults,
): MappedRow => {
  if (problems.some(({ code }) => code === 'not_an_object')) return { row, problems, notes: [] };
  const reading = new CellReading(cells);
  const source =
    reading.coded('source') ?? (reading.isEmpty('source') ? defaults.source : undefined);
  const fallback = defaultsOf(defaults, source);
  const description = descriptionOf(reading, fallback, source);
  const circumstances = reading.circumstances();
  const judged = judgeRights(reading.rights() ?? fallback.rights ?? [], source, circumstances);
  const assetId = reading.assetId();
  const externalNumber =
    assetId === undefined ? reading.required('externalNumber') : reading.text('externalNumber');
  const wrong = [...problems, ...reading.problems, ...judged.problems.filter(reading.isNews)];
  return {
    row,
    ...(externalNumber === undefined ? {} : { externalNumber }),
    ...(description.name === undefined ? {} : { name: description.name }),
    ...(wrong.length === 0 && isComplete(description)
      ? {
          application: {
            ...(externalNumber === undefined ? {} : { externalNumber }),
            ...(assetId === undefined ? {} : { assetId }),
            description,
            rights: judged.rights,
            ...(circumstances === undefined ? {} : { circumstances }),
          },
        }
      : {}),
    problems: wrong,
    notes: wrong.length === 0 ? [...notes, ...judged.notes] : [],
  };
};

type Draft = { -readonly [Key in keyof AssetDescription]?: AssetDescription[Key] | undefined };

const descriptionOf = (
  reading: CellReading,
  fallback: DefaultValues,
  source: AssetDescription['source'] | undefined,
): Draft => {
  if (source === undefined && reading.isEmpty('source')) reading.note('source', 'required_missing');
  const form = reading.coded('form') ?? fallback.form;
  if (form === undefined && reading.isEmpty('form')) reading.note('form', 'required_missing');
  return present({
    name: reading.required('name'),
    englishName: reading.text('englishName'),
    summary: reading.required('summary'),
    content: reading.text('content'),
    industry: reading.industry() ?? fallback.industry,
    domains: reading.tags(),
    source,
    sourceUrl: reading.webAddress(),
    territory: reading.coded('territory') ?? fallback.territory,
    timeSpan: reading.timeSpan() ?? fallback.timeSpan,
    updateFrequency: reading.coded('updateFrequency') ?? fallback.updateFrequency,
    volume: reading.volume() ?? fallback.volume,
    form,
    structure: reading.coded('structure') ?? fallback.structure,
    limits: reading.text('limits') ?? fallback.limits,
    category: reading.coded('category') ?? fallback.category,
    grade: reading.coded('grade') ?? fallback.grade,
    origin: reading.coded('origin') ?? fallback.origin,
    sources: reading.sources(),
    fingerprint: reading.read('fingerprint', 'fingerprint_invalid', statedFingerprintOf),
  });
};

const present = (draft: Draft): Draft =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));

const isComplete = (draft: Draft): draft is AssetDescription =>
  draft.name !== undefined &&
  draft.summary !== undefined &&
  draft.source !== undefined &&
  draft.form !== undefined;

/** Reads the cells of one row and keeps what is wrong with them. */
class CellReading {
  readonly problems: RowRemark[] = [];
  private readonly texts: Cells;

  constructor(cells: Cells) {
    this.texts = Object.fromEntries(
      columnKeys.flatMap((key) => {
        const text = cells[key]?.trim() ?? '';
        return text === '' || this.isSpoilt(key, text) ? [] : [[key, text]];
      }),
    );
    this.isEmpty = (key) => (cells[key]?.trim() ?? '') === '';
  }

  /** Whether nothing stands in the cell; a cell with a fault is not empty. */
  readonly isEmpty: (key: ColumnKey) => boolean;

  /** Whether a remark's field has no problem yet: one fault is told once. */
  readonly isNews = ({ field }: RowRemark): boolean =>
    !this.problems.some((problem) => problem.field === field);

  note(field: ColumnKey, code: RowRemark['code'], value?: string, limit?: number): undefined {
    this.problems.push(remark(field, code, value, limit));
  }

  text(key: ColumnKey): string | undefined {
    return this.texts[key];
  }

  required(key: 'externalNumber' | 'name' | 'summary'): string | undefined {
    return this.isEmpty(key) ? this.note(key, 'required_missing') : this.texts[key];
  }

  coded<Field extends CodedField & ColumnKey>(field: Field): CodeOf<Field> | undefined {
    return this.read(field, 'value_unknown', (text) => codeOf(field, text));
  }

  industry(): string | undefined {
    return this.read('industry', 'industry_unknown', industryOf);
  }

  webAddress(): string | undefined {
    return this.read('sourceUrl', 'url_invalid', (text) => (isWebAddress(text) ? text : undefined));
  }

  tags(): readonly string[] | undefined {
    const text = this.texts.domains;
    const tags = text === undefined ? [] : tagsOf(text);
    if (tags.length > domainsMax)
      return this.note('domains', 'too_many_items', undefined, domainsMax);
    const long = tags.find((tag) => charactersOf(tag) > domainCharactersMax);
    if (long !== undefined) return this.note('domains', 'text_too_long', long, domainCharactersMax);
    return tags.length === 0 ? undefined : tags;
  }

  rights(): readonly RowRight[] | undefined {
    return this.read('rights', 'rights_invalid', statedRightsOf);
  }

  circumstances(): Circumstances | undefined {
    return this.read('circumstances', 'circumstances_invalid', statedCircumstancesOf);
  }

  /** Which versions were relied on, the registry reads itself. */
  sources(): AssetDescription['sources'] {
    const ids = this.read('sources', 'sources_invalid', (text) => {
      const listed = tagsOf(text);
      return listed.every(isId) ? listed : undefined;
    });
    if (ids === undefined || ids.length === 0) return undefined;
    if (ids.length > sourcesMax)
      return this.note('sources', 'too_many_items', undefined, sourcesMax);
    return ids.map((assetId) => ({ assetId, version: 0 }));
  }

  assetId(): string | undefined {
    const text = this.texts.assetId;
    return isId(text) ? text : undefined;
  }

  timeSpan(): AssetDescription['timeSpan'] {
    const from = this.read('timeFrom', 'date_invalid', (text) => dateOf(text, 'first'));
    const until = this.read('timeUntil', 'date_invalid', (text) => dateOf(text, 'last'));
    const span = this.read('timeSpan', 'date_invalid', spanOf);
    if (this.isEmpty('timeFrom')) {
      if (until !== undefined && span === undefined) this.note('timeFrom', 'required_missing');
      return this.inOrder(span && { ...span, ...(until === undefined ? {} : { until }) });
    }
    return this.inOrder(from === undefined ? undefined : { from, ...(until && { until }) });
  }

  volume(): AssetDescription['volume'] {
    const records = this.read('records', 'number_invalid', wholeNumberOf);
    const bytes = this.read('bytes', 'number_invalid', wholeNumberOf);
    const terabytes = this.read('terabytes', 'number_invalid', terabytesOf);
    if (bytes !== undefined && terabytes !== undefined && bytes !== terabytes) {
      return this.note('terabytes', 'volume_contradicts', `${bytes} ≠ ${terabytes}`);
    }
    const size = bytes ?? terabytes;
    if (records === undefined && size === undefined) return undefined;
    return { ...(records && { records }), ...(size && { bytes: size }) };
  }

  private inOrder(span: AssetDescription['timeSpan']): AssetDescription['timeSpan'] {
    if (span?.until === undefined || span.until >= span.from) return span;
    return this.note('timeUntil', 'time_span_reversed', `${span.from} – ${span.until}`);
  }

  read<T>(
    key: ColumnKey,
    code: RowRemark['code'],
    meaning: (text: string) => T | undefined,
  ): T | undefined {
    const text = this.texts[key];
    if (text === undefined) return undefined;
    return meaning(text) ?? this.note(key, code, text);
  }

  private isSpoilt(key: ColumnKey, text: string): boolean {
    const { charactersMax } = columns[key];
    if (!isStorable(text)) this.note(key, 'text_malformed', text);
    else if (text.length > charactersMax && charactersOf(text) > charactersMax) {
      this.note(key, 'text_too_long', text, charactersMax);
    } else return false;
    return true;
  }
}

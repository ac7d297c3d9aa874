import { ImportFormDto } from '@ledger/contracts/asset-import/asset-import.dto.js';
import type { ImportDefaults } from '@ledger/domain/import/import-defaults.js';
import type { SchemeName } from '@ledger/domain/policy/scheme.js';
import { refuse } from '@ledger/domain/refusal.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { uncleanInput } from '@ledger/http/validation/clean-input.js';
import { InputPipe } from '@ledger/http/validation/input.pipe.js';
import type { UploadedFile } from '@ledger/http/writes/receive-upload.js';
import { bytesInMemory } from './reading/file-bytes.js';
import type { Declared } from './reading/format.js';
import { inspectSheet, type InspectedSheet } from './reading/sheet.js';

/** JSON text of the defaults, at most: they are kept in the import's first event. */
const defaultsBytesMax = 16 * 1024;
const fileNameCharactersMax = 200;

/** A file that can be imported, with what the form said of it. */
export interface AcceptedUpload {
  readonly file: UploadedFile;
  readonly fileName?: string;
  readonly scheme: SchemeName;
  /** Who keeps the register; in-house the applicant itself. */
  readonly registrarPartyId?: string;
  readonly defaults: ImportDefaults;
  readonly sheet: InspectedSheet;
}

/** Reads an upload to its end; whatever cannot be imported is refused, and nothing is recorded. */
export const acceptedUpload = async (file: UploadedFile): Promise<AcceptedUpload> => {
  const { scheme = 'in-house', registrarPartyId, defaults = {} } = await formOf(file.fields);
  // Instances of DTO classes become the plain values that an event holds.
  const plain = JSON.parse(JSON.stringify(defaults)) as ImportDefaults;
  const sheet = await inspectSheet(bytesInMemory(...file.pieces), declaredOf(file), plain);
  const fileName = baseName(file.fileName);
  return {
    file,
    ...(fileName === undefined ? {} : { fileName }),
    scheme,
    ...(registrarPartyId === undefined ? {} : { registrarPartyId }),
    defaults: plain,
    sheet,
  };
};

const formOf = async ({ defaults, ...fields }: UploadedFile['fields']): Promise<ImportFormDto> => {
  const plain = { ...fields, ...(defaults === undefined ? {} : { defaults: parsed(defaults) }) };
  const unclean = uncleanInput('body', plain);
  if (unclean) throw problem('invalid_request', { errors: [unclean] });
  const checked = await new InputPipe().transform(plain, { type: 'body', metatype: ImportFormDto });
  return checked as ImportFormDto;
};

const parsed = (text: string): unknown => {
  const broken = () => refuse('import_defaults_broken', { bytesMax: defaultsBytesMax });
  if (Buffer.byteLength(text) > defaultsBytesMax) return broken();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return broken();
  }
};

const declaredOf = ({ mediaType, fileName }: UploadedFile): Declared => ({
  mediaType,
  ...(fileName === undefined ? {} : { fileName }),
});

/** Without folders, which some browsers send along. */
const baseName = (fileName = ''): string | undefined => {
  const name = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  return [...name].slice(0, fileNameCharactersMax).join('').trim() || undefined;
};

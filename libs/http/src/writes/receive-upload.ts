import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { HttpProblem, problem } from '../problems/http-problem.js';
import { uncleanInput } from '../validation/clean-input.js';
import { inputError } from '../validation/input-errors.js';
import { fingerprintOf } from './fingerprint.js';

/** A file as a request brought it. */
export interface UploadedFile {
  readonly bytes: Buffer;
  /** SHA-256 (hex) of the bytes. */
  readonly digest: string;
  readonly mediaType: string;
  readonly fileName?: string;
  /** The text fields of the form; none for a bare file. */
  readonly fields: Readonly<Record<string, string>>;
  /** SHA-256 (hex) of bytes, fields and media type together; for `withBodyDigest`. */
  readonly fingerprint: string;
}

const fieldsMax = 20;
const fieldBytesMax = 64 * 1024;

/** Reads the bare body or the one file of a form. Beyond `bytesMax`: `too_large`. */
export const receiveUpload = async (
  request: FastifyRequest,
  bytesMax: number,
): Promise<UploadedFile> => {
  const mediaType = mediaTypeOf(request);
  const parts = request.isMultipart()
    ? await readForm(request, bytesMax)
    : { bytes: await readBare(request.body, bytesMax), mediaType, fields: {} };
  const unclean = uncleanInput('body', { ...parts.fields, fileName: parts.fileName });
  if (unclean) throw problem('invalid_request', { errors: [unclean] });
  const digest = createHash('sha256').update(parts.bytes).digest('hex');
  const { fields } = parts;
  const fingerprint = fingerprintOf({ digest, fields, mediaType: parts.mediaType });
  return { ...parts, digest, fingerprint };
};

/** The media type of a request without its parameters, in lower case; empty where none is given. */
export const mediaTypeOf = (request: FastifyRequest): string =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

type Parts = Omit<UploadedFile, 'digest' | 'fingerprint'>;

const readBare = async (body: unknown, bytesMax: number): Promise<Buffer> => {
  if (!(body instanceof Readable)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw problem('too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const readForm = async (request: FastifyRequest, bytesMax: number): Promise<Parts> => {
  const limits = {
    fileSize: bytesMax,
    files: 1,
    fields: fieldsMax,
    fieldSize: fieldBytesMax,
    parts: fieldsMax + 1,
  };
  let file: Omit<Parts, 'fields'> | undefined;
  const fields: Record<string, string> = {};
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') file = await fileOf(part);
      else fields[part.fieldname] = textOf(part);
    }
  } catch (error) {
    throw formProblem(error);
  }
  if (!file) throw malformed();
  return { ...file, fields };
};

const fileOf = async (
  part: Extract<Multipart, { type: 'file' }>,
): Promise<Omit<Parts, 'fields'>> => ({
  bytes: await part.toBuffer(),
  mediaType: part.mimetype,
  ...(part.filename ? { fileName: part.filename } : {}),
});

const textOf = ({ value, valueTruncated }: Extract<Multipart, { type: 'field' }>): string => {
  if (valueTruncated) throw problem('too_large');
  if (typeof value !== 'string') throw malformed();
  return value;
};

/** The form comes from the caller, so whatever is wrong with reading it is his to correct. */
const formProblem = (error: unknown): HttpProblem => {
  if (error instanceof HttpProblem) return error;
  const { statusCode } = error as { readonly statusCode?: unknown };
  return statusCode === 413 ? problem('too_large') : malformed();
};

const malformed = (): HttpProblem =>
  problem('invalid_request', {
    errors: [
      inputError('body', [], {
        zh: '表单须为完整的 multipart/form-data，并恰有一个文件',
        en: 'the form must be whole multipart/form-data with exactly one file',
      }),
    ],
  });

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
  /** The bytes in order, a megabyte each but for the last: no file lies in memory twice. */
  readonly pieces: readonly Buffer[];
  readonly bytes: number;
  /** SHA-256 (hex) of the bytes. */
  readonly digest: string;
  readonly mediaType: string;
  readonly fileName?: string;
  /** The text fields of the form; none for a bare file. */
  readonly fields: Readonly<Record<string, string>>;
  /** SHA-256 (hex) of bytes, fields and media type together; for `withBodyDigest`. */
  readonly fingerprint: string;
}

const pieceBytes = 1024 * 1024;
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
    : { ...(await readBare(request.body, bytesMax)), mediaType, fields: {} };
  const unclean = uncleanInput('body', { ...parts.fields, fileName: parts.fileName });
  if (unclean) throw problem('invalid_request', { errors: [unclean] });
  const { digest, fields } = parts;
  const fingerprint = fingerprintOf({ digest, fields, mediaType: parts.mediaType });
  return { ...parts, fingerprint };
};

/** The media type of a request without its parameters, in lower case; empty where none is given. */
export const mediaTypeOf = (request: FastifyRequest): string =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

type Content = Pick<UploadedFile, 'pieces' | 'bytes' | 'digest'>;
type Parts = Omit<UploadedFile, 'fingerprint'>;

const readBare = (body: unknown, bytesMax: number): Promise<Content> =>
  contentOf(body instanceof Readable ? body : [], bytesMax);

/** Reads to the end; what comes is copied into pieces, so that it need not be kept as it came. */
const contentOf = async (
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  bytesMax: number,
): Promise<Content> => {
  const hash = createHash('sha256');
  const full: Buffer[] = [];
  let piece = Buffer.alloc(0);
  let [bytes, filled] = [0, 0];
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw problem('too_large');
    hash.update(chunk);
    for (let at = 0; at < chunk.length;) {
      if (filled === piece.length) {
        if (filled > 0) full.push(piece);
        piece = Buffer.allocUnsafeSlow(pieceBytes);
        filled = 0;
      }
      const copied = chunk.copy(piece, filled, at);
      at += copied;
      filled += copied;
    }
  }
  const pieces = filled === 0 ? full : [...full, piece.subarray(0, filled)];
  return { pieces, bytes, digest: hash.digest('hex') };
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
      if (part.type === 'file') file = await fileOf(part, bytesMax);
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
  bytesMax: number,
): Promise<Omit<Parts, 'fields'>> => {
  const content = await contentOf(part.file, bytesMax);
  // Whoever reads the form cuts the file off there, and says so at its end.
  if (part.file.truncated) throw problem('too_large');
  const { mimetype: mediaType, filename: fileName } = part;
  return { ...content, mediaType, ...(fileName ? { fileName } : {}) };
};

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

import type { IncomingHttpHeaders } from 'node:http';
import { badHeader } from '../problems/http-problem.js';

/**
 * The version that `If-Match` names. `*` asks only that the resource exists, which every write to
 * an existing resource does of itself, so it is as good as no header.
 */
export const ifMatchOf = (headers: IncomingHttpHeaders): number | undefined => {
  const header = headers['if-match'];
  if (header === undefined || header.trim() === '*') return undefined;
  const match = /^"(\d{1,15})"$/.exec(header.trim());
  if (match) return Number(match[1]);
  throw badHeader(
    'If-Match',
    'If-Match 须为上次应答中的 ETag，如 "7"（带双引号，不带 W/），或 *',
    'If-Match must be the ETag of an earlier answer such as "7" (quoted, without W/), or *',
  );
};

/** The `Idempotency-Key`: 1 to 200 visible ASCII characters. */
export const idempotencyKeyOf = (headers: IncomingHttpHeaders): string | undefined => {
  const header = headers['idempotency-key'];
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x21-\x7e]{1,200}$/.test(header)) return header;
  throw badHeader(
    'Idempotency-Key',
    'Idempotency-Key 须为 1 至 200 个可见 ASCII 字符，且只出现一次，建议用随机 UUID',
    'Idempotency-Key must be 1 to 200 visible ASCII characters, once; use a random UUID',
  );
};

import { isIndustry } from '@ledger/domain/asset/industry.js';
import { isWebAddress } from '@ledger/domain/asset/web-address.js';
import { type Shape, text } from '../shape.js';

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** Section of GB/T 4754-2017 (`J`), optionally with one of its divisions (`J66`). */
export const industry: Shape = {
  accepts: (value) => typeof value === 'string' && isIndustry(value),
  normalise: trimmed,
  zh: 'GB/T 4754-2017 的门类（如 J）或门类加大类（如 J66）',
  en: 'a section of GB/T 4754-2017 (J) or a section with one of its divisions (J66)',
  schema: { type: 'string', pattern: '^[A-T]([0-9]{2})?$' },
};

/** A count that may pass 2^53, as text. */
export const wholeNumber: Shape = {
  accepts: (value) => typeof value === 'string' && /^(0|[1-9]\d{0,29})$/.test(value),
  normalise: trimmed,
  zh: '非负整数的文本，至多 30 位，如 "1200000"',
  en: 'a whole number as text, at most 30 digits, such as "1200000"',
  schema: { type: 'string', pattern: '^(0|[1-9][0-9]{0,29})$' },
};

/** An absolute http or https address of at most `max` characters. */
export const webAddress = ({ max }: { readonly max: number }): Shape => {
  const short = text({ max });
  return {
    ...short,
    accepts: (value) => short.accepts(value) && isWebAddress(String(value)),
    zh: `以 http:// 或 https:// 开头、至多 ${max} 个字符的网址`,
    en: `a web address that begins with http:// or https://, at most ${max} characters`,
    schema: { ...short.schema, pattern: '^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#]+\\S*$' },
  };
};

/** A certificate number: prefix, registrar, yyyyMM, serial (guide, annex 6; in-house `N…`). */
export const certificateNo: Shape = {
  accepts: (value) => typeof value === 'string' && /^[A-Z]{1,4}[0-9a-f]{12,20}$/.test(value),
  normalise: trimmed,
  zh: '凭证编号，如 N3f2a1b0c202611000001',
  en: 'a certificate number such as N3f2a1b0c202611000001',
  schema: { type: 'string', pattern: '^[A-Z]{1,4}[0-9a-f]{12,20}$' },
};

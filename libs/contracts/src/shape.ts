import { isPart } from '@ledger/domain/fraction.js';
import { identifierNamed } from '@ledger/domain/party/party-identifier.js';
/**
 * What one value on the wire may be: the check, the sentence that tells a caller the remedy, and
 * the OpenAPI schema, together, so that they cannot say different things.
 */
export interface Shape {
  readonly accepts: (value: unknown) => boolean;
  /** Completes 「…须为」. */
  readonly zh: string;
  /** Completes "… must be". */
  readonly en: string;
  readonly schema: ShapeSchema;
  /** Brings a value into its one spelling before it is checked; other values pass unchanged. */
  readonly normalise?: (value: unknown) => unknown;
  /** Reads the value from the text of a query string or a path; absent where text is the value. */
  readonly fromText?: (text: string) => unknown;
  /** Shape of the items, where the value is a list. */
  readonly item?: Shape;
}

/** The part of an OpenAPI schema that a shape fixes. */
export interface ShapeSchema {
  readonly type: 'string' | 'integer' | 'boolean' | 'object';
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
}

export interface TextLimits {
  /** Longest text in characters (code points). */
  readonly max: number;
  /** Shortest text in characters after trimming; 1 when absent. */
  readonly min?: number;
}

/**
 * Whether text can be stored and hashed: NUL cannot be stored and an unpaired surrogate has no UTF-8
 * form, so neither goes anywhere.
 */
export const isCleanText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** Trimmed text of bounded length. */
export const text = ({ max, min = 1 }: TextLimits): Shape => ({
  accepts: (value) => {
    if (typeof value !== 'string' || !isCleanText(value)) return false;
    const length = value.length <= max && value.length >= min * 2 ? value.length : count(value);
    return length >= min && length <= max;
  },
  normalise: trimmed,
  zh: `${min} 至 ${max} 个字符的文本（不含 NUL 与不成对的代理字符）`,
  en: `text of ${min} to ${max} characters, without NUL or unpaired surrogates`,
  schema: { type: 'string', minLength: min, maxLength: max },
});

/** UUID in lower case: one thing has one spelling, so that it has one stream. */
export const uuid: Shape = pattern(
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  { zh: '小写的 UUID', en: 'a UUID in lower case' },
  { format: 'uuid' },
);

/** Unified social credit code (GB 32100): only its form; the check digit is a rule of the domain. */
export const uscc: Shape = {
  ...pattern(/^[0-9A-HJ-NPQRTUWXY]{18}$/, {
    zh: '18 位统一社会信用代码（数字及除 I、O、S、V、Z 外的大写字母）',
    en: 'a unified social credit code: 18 digits or capital letters other than I, O, S, V, Z',
  }),
  normalise: upperCase,
};

/**
 * An organisation as tokens, keys and paths name it: by its unified social credit code, its LEI or
 * its entry in a foreign register; kept without the scheme that may stand before it.
 */
export const organisation: Shape = {
  accepts: (value) => typeof value === 'string' && identifierNamed(value) !== undefined,
  normalise: (value) =>
    typeof value === 'string' ? (identifierNamed(value)?.value ?? value) : value,
  zh: '统一社会信用代码、LEI 或境外登记号（如 DE:HRB 12345）',
  en: 'a unified social credit code, an LEI or an entry of a foreign register (DE:HRB 12345)',
  schema: { type: 'string', minLength: 1, maxLength: 80 },
};

/** A party by its id, or by what names the organisation. */
export const partyKey: Shape = {
  accepts: (value) => uuid.accepts(value) || organisation.accepts(value),
  normalise: trimmed,
  zh: '主体标识（UUID）、统一社会信用代码、LEI 或境外登记号（如 DE:HRB 12345）',
  en: 'a party id (UUID), a unified social credit code, an LEI or an entry of a foreign register',
  schema: { type: 'string', minLength: 1, maxLength: 80 },
};

/** SHA-256 in lower-case hexadecimal. */
export const digest: Shape = pattern(/^[0-9a-f]{64}$/, {
  zh: '64 位小写十六进制的 SHA-256 摘要',
  en: 'a SHA-256 digest: 64 lower-case hexadecimal digits',
});

/**
 * Non-negative amount in major units, as money is written: never a float. Kept with two decimals,
 * so that equal amounts are equal text.
 */
export const amount: Shape = {
  ...pattern(/^(0|[1-9]\d{0,14})(\.\d{1,2})?$/, {
    zh: '非负金额的文本，整数部分至多 15 位、小数至多 2 位，如 "1250000.00"',
    en: 'a non-negative amount as text, at most 15 digits and 2 decimals, such as "1250000.00"',
  }),
  normalise: (value) => (typeof value === 'string' ? twoDecimals(value.trim()) : value),
};

/** A share as an exact fraction between 0 (exclusive) and 1 (inclusive). */
export const fraction: Shape = {
  accepts: (value) => {
    const match = typeof value === 'string' && /^([1-9]\d{0,8})\/([1-9]\d{0,8})$/.exec(value);
    return match ? Number(match[1]) <= Number(match[2]) : false;
  },
  zh: '大于 0 且不大于 1 的分数文本，如 "1/3"',
  en: 'a fraction as text, above 0 and at most 1, such as "1/3"',
  schema: { type: 'string', pattern: '^[1-9][0-9]{0,8}/[1-9][0-9]{0,8}$' },
};

/** A share as it is answered: computed of others, its fraction may be longer than one may state. */
export const computedFraction: Shape = {
  accepts: (value) =>
    typeof value === 'string' && /^[1-9]\d*\/[1-9]\d*$/.test(value) && isPart(value),
  zh: '大于 0 且不大于 1 的分数文本，位数不限，如 "1/3"',
  en: 'a fraction as text of any length, above 0 and at most 1, such as "1/3"',
  schema: { type: 'string', pattern: '^[1-9][0-9]*/[1-9][0-9]*$' },
};

export interface DecimalLimits {
  /** Digits after the point, at most. */
  readonly scale: number;
  /** Digits before the point, at most; 15 when absent. */
  readonly integerDigits?: number;
  /** Whether a minus sign may stand before it; not when absent. */
  readonly signed?: boolean;
}

/** Exact decimal as text. */
export const decimal = ({ scale, integerDigits = 15, signed = false }: DecimalLimits): Shape => {
  const sign = signed ? '-?' : '';
  const point = scale === 0 ? '' : `(\\.\\d{1,${scale}})?`;
  const form = new RegExp(`^${sign}(0|[1-9]\\d{0,${integerDigits - 1}})${point}$`);
  return pattern(form, {
    zh: `${signed ? '' : '非负'}十进制数的文本，整数部分至多 ${integerDigits} 位、小数至多 ${scale} 位`,
    en: `${signed ? 'a' : 'a non-negative'} decimal number as text, at most ${integerDigits} digits and ${scale} decimals`,
  });
};

export interface IntegerLimits {
  /** 0 when absent. */
  readonly min?: number;
  /** 2^53 − 1 when absent. */
  readonly max?: number;
}

export const integer = ({ min = 0, max = Number.MAX_SAFE_INTEGER }: IntegerLimits): Shape => ({
  accepts: (value) => Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max,
  fromText: (value) => (/^-?\d{1,16}$/.test(value) ? Number(value) : value),
  zh: `${min} 至 ${max} 的整数`,
  en: `an integer from ${min} to ${max}`,
  schema: { type: 'integer', minimum: min, maximum: max },
});

export const boolean: Shape = {
  accepts: (value) => typeof value === 'boolean',
  fromText: (value) => (value === 'true' ? true : value === 'false' ? false : value),
  zh: 'true 或 false',
  en: 'true or false',
  schema: { type: 'boolean' },
};

export const oneOf = (values: readonly string[]): Shape => ({
  accepts: (value) => typeof value === 'string' && values.includes(value),
  zh: `下列之一：${values.join('、')}`,
  en: `one of: ${values.join(', ')}`,
  schema: { type: 'string', enum: values },
});

/** A calendar date that exists, 1900 to 9999. */
export const date: Shape = {
  accepts: (value) => typeof value === 'string' && isCalendarDate(value),
  normalise: trimmed,
  zh: '存在的日期，写作 2026-11-21',
  en: 'a date that exists, written as 2026-11-21',
  schema: { type: 'string', format: 'date' },
};

/** A month of the calendar, 1900 to 9999. */
export const month: Shape = pattern(/^(?:19|[2-9]\d)\d{2}-(?:0[1-9]|1[0-2])$/, {
  zh: '月份，写作 2026-11',
  en: 'a month, written as 2026-11',
});

/** RFC 3339 instant, at most six decimals; kept in UTC. */
export const instant: Shape = {
  accepts: (value) => typeof value === 'string' && utcInstant(value) !== undefined,
  normalise: (value) => (typeof value === 'string' ? (utcInstant(value) ?? value) : value),
  zh: '带时区的时刻（RFC 3339），如 2026-11-21T09:30:00Z',
  en: 'an instant with its time zone (RFC 3339) such as 2026-11-21T09:30:00Z',
  schema: { type: 'string', format: 'date-time' },
};

function pattern(
  form: RegExp,
  remedy: { readonly zh: string; readonly en: string },
  more: Partial<ShapeSchema> = {},
): Shape {
  return {
    accepts: (value) => typeof value === 'string' && form.test(value),
    normalise: trimmed,
    ...remedy,
    schema: { type: 'string', pattern: form.source, ...more },
  };
}

function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

function upperCase(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().toUpperCase() : value;
}

/** Text that is no amount stays as it is: the check that follows refuses it. */
const twoDecimals = (value: string): string => {
  const match = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec(value);
  return match ? `${match[1]}.${(match[2] ?? '').padEnd(2, '0')}` : value;
};

const count = (value: string): number => {
  let characters = 0;
  for (const _ of value) characters += 1;
  return characters;
};

const isCalendarDate = (value: string): boolean => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match || value < '1900') return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return day >= 1 && day <= daysIn(year, month);
};

/** By the Gregorian calendar; 0 where there is no such month. */
const daysIn = (year: number, month: number): number => {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (monthDays[month - 1] ?? 0);
};

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const instantForm =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** The same instant in UTC with its decimals kept, or undefined where there is no such instant. */
const utcInstant = (value: string): string | undefined => {
  const text = value.trim();
  const match = instantForm.exec(text);
  if (!match || !isCalendarDate(match[1] ?? '')) return undefined;
  const [, day = '', , decimals = '', zone = 'Z'] = match;
  const time = text.slice(day.length + 1, day.length + 9);
  // A batch of a meter brings hundreds, nearly all as they are kept.
  if (zone.length === 1) return `${day}T${time}${decimals}Z`;
  const utc = new Date(`${day}T${time}${zone}`).toISOString();
  // West of Greenwich the last hours of 9999 lie in a year of five digits.
  return utc.length > '9999-12-31T23:59:59.999Z'.length
    ? undefined
    : `${utc.slice(0, 19)}${decimals}Z`;
};

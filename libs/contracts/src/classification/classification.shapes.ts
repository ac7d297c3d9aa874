import { date, type Shape } from '../shape.js';

/** A position of the log as digits, or a calendar date. */
export const since: Shape = {
  accepts: (value) =>
    typeof value === 'string' && (/^\d{1,15}$/.test(value) || date.accepts(value)),
  normalise: (value) => (typeof value === 'string' ? value.trim() : value),
  zh: '日志位置（数字）或日期，如 42 或 2026-11-20',
  en: 'a position of the log (digits) or a date, such as 42 or 2026-11-20',
  schema: { type: 'string', pattern: '^([0-9]{1,15}|[0-9]{4}-[0-9]{2}-[0-9]{2})$' },
};

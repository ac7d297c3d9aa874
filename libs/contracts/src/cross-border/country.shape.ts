import type { Shape } from '../shape.js';

/** A code of ISO 3166-1 alpha-2, by its form; mainland China is no destination abroad. */
export const country: Shape = {
  accepts: (value) => typeof value === 'string' && /^[A-Z]{2}$/.test(value) && value !== 'CN',
  normalise: (value) => (typeof value === 'string' ? value.trim().toUpperCase() : value),
  zh: 'ISO 3166-1 两位字母代码（境外国家或地区），如 SG、HK',
  en: 'a two-letter code of ISO 3166-1 other than CN, such as SG or HK',
  schema: { type: 'string', pattern: '^[A-Z]{2}$' },
};

/** The same with the mainland. */
export const countryOrHome: Shape = {
  accepts: (value) => typeof value === 'string' && /^[A-Z]{2}$/.test(value),
  normalise: (value) => (typeof value === 'string' ? value.trim().toUpperCase() : value),
  zh: 'ISO 3166-1 两位字母代码，如 SG、HK、CN',
  en: 'a two-letter code of ISO 3166-1, such as SG, HK or CN',
  schema: { type: 'string', pattern: '^[A-Z]{2}$' },
};

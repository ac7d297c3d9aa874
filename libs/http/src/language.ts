/** The languages in which people are answered. */
export type Language = 'zh' | 'en';

/** The tag of a language in `Content-Language`. */
export const languageTags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/** The language of an answer by `Accept-Language`: Chinese unless English is preferred. */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  const preferences = (acceptLanguage ?? '').slice(0, 1_000).split(',').map(preference);
  const best = (language: Language): number =>
    Math.max(0, ...preferences.filter(({ tag }) => tag === language).map(({ weight }) => weight));
  return best('en') > best('zh') ? 'en' : 'zh';
};

const preference = (range: string): { readonly tag: string; readonly weight: number } => {
  const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
  const quality = parameters.map(
    (parameter) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(parameter)?.[1],
  );
  const weight = Number(quality.find((value) => value !== undefined) ?? 1);
  return { tag: tag.split('-')[0] ?? '', weight };
};

export type Language = 'zh' | 'en';

/** The language of the terminal, by the variables that say so, the strongest first. */
export const languageOf = (env: NodeJS.ProcessEnv): Language => {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
};

import { escaped } from '@ledger/domain/markup.js';

export type Language = 'zh' | 'en';

const tags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };
const names: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' };

/** What all pages look like; each adds what it alone has. */
export const pageStyle = `
:root{color-scheme:light}
body{margin:0;background:#eef3f8;color:#1b1f24;font:16px/1.6 "Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
:lang(en) body{font-family:"Helvetica Neue",Arial,"Noto Sans","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
h1,h2{color:#12395f}a{color:#1d5a96}
.en{color:#5b6570;font-size:.85em}
nav{display:flex;justify-content:flex-end;gap:1rem;font-size:.9em}
@media print{body{background:#fff;font-size:11pt}nav{display:none}}
`;

export interface Page {
  readonly language: Language;
  readonly title: string;
  /** The one style of the page, which a policy names by its digest. */
  readonly style: string;
  /** What `main` holds, as HTML. */
  readonly main: string;
  /** Whether search engines are asked to leave it out. */
  readonly isUnlisted?: boolean;
}

/** A page for people: no script, nothing from elsewhere, fit to be printed. */
export const page = ({ language, title, style, main, isUnlisted }: Page): string => `<!doctype html>
<html lang="${tags[language]}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
${isUnlisted === true ? '<meta name="robots" content="noindex">\n' : ''}<title>${escaped(title)}</title>
<style>${style}</style></head>
<body><main>
${main}
</main></body></html>
`;

/** A link to the same page in the other language, asked for with the same filters. */
export const otherLanguage = (
  language: Language,
  filters: Readonly<Record<string, string>> = {},
  place = '',
): string => {
  const other = language === 'zh' ? 'en' : 'zh';
  return `<a href="${escaped(place)}${pageLink({ ...filters, language: other })}" hreflang="${tags[other]}">${names[other]}</a>`;
};

/** The same page, asked for otherwise. */
export const pageLink = (query: Readonly<Record<string, string>>): string =>
  escaped(`?${new URLSearchParams(query).toString()}`);

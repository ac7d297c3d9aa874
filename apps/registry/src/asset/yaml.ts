/** What a document holds: no null, because a member without a value is left out. */
export type YamlValue =
  string | number | boolean | readonly YamlValue[] | { readonly [name: string]: YamlValue };

/**
 * A document of YAML 1.2 in block style. Every text is in double quotes as JSON writes it, which
 * YAML reads the same, so that no text is ever taken for a number, a date or a sign of YAML's own.
 */
export const yamlText = (value: { readonly [name: string]: YamlValue }): string =>
  `${lines(value).join('\n')}\n`;

const lines = (value: YamlValue): readonly string[] => {
  if (isList(value)) {
    return value.flatMap((item) => {
      const [first = '', ...rest] = lines(item);
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  if (typeof value !== 'object') return [scalar(value)];
  return Object.entries(value).flatMap(([name, member]) => {
    const own = lines(member);
    const isBlock = typeof member === 'object' && !isEmpty(member);
    if (!isBlock) return [`${key(name)}: ${isEmpty(member) ? emptyText(member) : own.join('')}`];
    return [`${key(name)}:`, ...own.map((line) => `  ${line}`)];
  });
};

const isList = (value: YamlValue): value is readonly YamlValue[] => Array.isArray(value);

const isEmpty = (value: YamlValue): boolean =>
  typeof value === 'object' && Object.keys(value).length === 0;

const emptyText = (value: YamlValue): string => (isList(value) ? '[]' : '{}');

/** NEL and the two separators end lines in YAML 1.1 even within quotes. */
const scalar = (value: string | number | boolean): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const key = (name: string): string => (/^[A-Za-z_]\w*$/u.test(name) ? name : scalar(name));

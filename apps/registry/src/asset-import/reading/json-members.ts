/** Objects and lists within one another, at most; an application needs six. */
const depthMax = 64;

/** A member of an object as it was written. */
export interface JsonMember {
  readonly key: string;
  /** Its value without blanks: numbers with all their digits, strings in their one spelling. */
  readonly source: string;
}

/**
 * The members of a JSON object in order, one written twice as often as it is written, and undefined
 * where the text is no object. `JSON.parse` alone rounds numbers to doubles and keeps the last of
 * two members: it says whether the text is JSON, and the values are cut from the text.
 */
export const jsonMembers = (text: string): readonly JsonMember[] | undefined => {
  if (!isJson(text)) return undefined;
  const tokens = [...text.matchAll(tokenForm)].map(([token]) => token);
  if (tokens[0] !== '{') return undefined;
  const members: JsonMember[] = [];
  // Behind the brace: a key, a colon, the value up to the comma or brace of the object itself.
  for (let at = 1; at < tokens.length - 1;) {
    const end = endOfValue(tokens, at + 2);
    if (end === undefined) return undefined;
    const source = tokens
      .slice(at + 2, end)
      .map(oneSpelling)
      .join('');
    members.push({ key: JSON.parse(tokens[at] ?? '') as string, source });
    at = end + 1;
  }
  return members;
};

const tokenForm = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gu;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** The place behind a value; undefined where it is nested too deep to be one of ours. */
const endOfValue = (tokens: readonly string[], start: number): number | undefined => {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (depth > depthMax) return undefined;
    if (depth < 0 || (depth === 0 && token === ',')) return at;
  }
  return undefined;
};

const oneSpelling = (token: string): string =>
  token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token;

import pairs from 'opencc-js/dict/TSCharacters';

/**
 * A text with each traditional Chinese character in its simplified form, so that both find one
 * another (數據, 数据). Character by character: for comparing, not for reading.
 */
export const simplified = (text: string): string => {
  // Most texts have none, and stay the strings that they are.
  let [done, from] = ['', 0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (isFirstOfTraditional[unit] === 0) continue;
    const character = isLead(unit) ? text.slice(at, at + 2) : text.charAt(at);
    const simple = simpleBy.get(character);
    if (simple === undefined) continue;
    done += text.slice(from, at) + simple;
    from = at + character.length;
    at = from - 1;
  }
  return from === 0 ? text : done + text.slice(from);
};

const isLead = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

const listed = new Map(
  pairs.split('|').map((pair) => {
    const [traditional = '', simple = ''] = pair.split(' ');
    return [traditional, simple] as const;
  }),
);

/** What is simplified of something simplified is followed, so that a text is folded once for all. */
const last = (character: string): string => {
  const next = listed.get(character);
  return next === undefined || next === character ? character : last(next);
};

const simpleBy: ReadonlyMap<string, string> = new Map(
  [...listed.keys()]
    .map((character) => [character, last(character)] as const)
    .filter(([character, simple]) => simple !== character),
);

/** By the first unit of a character: looking here is many times as fast as asking the map. */
const isFirstOfTraditional = new Uint8Array(0x1_0000);
for (const character of simpleBy.keys()) isFirstOfTraditional[character.charCodeAt(0)] = 1;

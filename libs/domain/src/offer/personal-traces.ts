/**
 * Traces of personal information (个人信息保护法 art. 4) that can be told by their form: identity
 * numbers (GB 11643), mobile numbers, bank cards, mail addresses. A name has no form: what cannot be
 * found here the seller answers for with his declaration.
 */
export type PersonalTrace = 'identityNumber' | 'mobileNumber' | 'bankCard' | 'mailAddress';

/** The kinds found in a text, each once. */
export const personalTraces = (text: string): readonly PersonalTrace[] => {
  const plain = text.normalize('NFKC');
  return (Object.keys(finders) as PersonalTrace[]).filter((kind) => finders[kind](plain));
};

const found = (text: string, form: RegExp, isIt: (match: string) => boolean = () => true) =>
  [...text.matchAll(form)].some(([match]) => isIt(match));

const finders: Readonly<Record<PersonalTrace, (text: string) => boolean>> = {
  identityNumber: (text) =>
    found(text, /(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/gu, isIdentity),
  mobileNumber: (text) => found(joined(text), /(?<![\d.])(?:\+?86)?1[3-9]\d{9}(?![\d.])/gu),
  bankCard: (text) => found(joined(text), /(?<!\d)62\d{14,17}(?!\d)/gu, passesLuhn),
  mailAddress: (text) => found(text, /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu),
};

/** Digits written in groups are one number. */
const joined = (text: string): string => text.replace(/(?<=\d)[ -](?=\d)/gu, '');

/** Date of birth and check character (GB 11643, ISO 7064 MOD 11-2). */
const isIdentity = (number: string): boolean => {
  const [month, day] = [Number(number.slice(10, 12)), Number(number.slice(12, 14))];
  const century = number.slice(6, 8);
  if (!['18', '19', '20'].includes(century) || month < 1 || month > 12 || day < 1 || day > 31) {
    return false;
  }
  const sum = [...number.slice(0, 17)].reduce(
    (total, digit, at) => total + Number(digit) * ((1 << (17 - at)) % 11),
    0,
  );
  return checkCharacters[sum % 11] === number.slice(17).toUpperCase();
};

const checkCharacters = '10X98765432';

const passesLuhn = (number: string): boolean =>
  [...number].reverse().reduce((sum, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0) %
    10 ===
  0;

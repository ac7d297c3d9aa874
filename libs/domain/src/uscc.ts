/**
 * Unified social credit code of an organisation, GB 32100-2015: 18 characters of an alphabet
 * without I, O, S, V, Z; the last is a check character over the first 17.
 */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const form = new RegExp(`^[${alphabet}]{18}$`);

/** Trimmed and in upper case; O is not turned into 0, for a guess could name another body. */
export const normalUscc = (text: string): string => text.trim().toUpperCase();

/** Whether the text has the shape of a code, whatever its check character. */
export const hasUsccForm = (code: string): boolean => form.test(code);

/** Whether the check character is right. Real issued codes are known to fail: an overridable warning. */
export const hasUsccCheck = (code: string): boolean =>
  hasUsccForm(code) && code[17] === usccCheckCharacter(code.slice(0, 17));

/** The check character of the first 17 characters: (31 − Σ value × weight mod 31) mod 31. */
export const usccCheckCharacter = (body: string): string => {
  const sum = weights.reduce(
    (total, weight, index) => total + weight * alphabet.indexOf(body.charAt(index)),
    0,
  );
  return alphabet.charAt((31 - (sum % 31)) % 31);
};

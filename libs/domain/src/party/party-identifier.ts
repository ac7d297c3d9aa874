import { normalUscc } from '../uscc.js';
import type { PartyIdentifier } from './party.events.js';

const leiForm = /^[A-Z0-9]{18}[0-9]{2}$/;
const foreignForm = /^(?!CN:)[A-Z]{2}:[A-Z0-9][A-Z0-9 ./-]{0,59}$/;
const residentForm = /^\d{6}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;
const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const residentCheck = '10X98765432';

/** The one spelling of an identifier, so that one organisation has one id: trimmed, upper case. */
export const normalIdentifier = ({ kind, value }: PartyIdentifier): PartyIdentifier => ({
  kind,
  value: kind === 'foreign' ? value.trim().toUpperCase().replace(/\s+/gu, ' ') : normalUscc(value),
});

/** Whether the text has the shape of a legal entity identifier, ISO 17442. */
export const hasLeiForm = (code: string): boolean => leiForm.test(code);

/** Whether the two check digits are right: letters read as 10 to 35, the number is 1 modulo 97. */
export const hasLeiCheck = (code: string): boolean =>
  hasLeiForm(code) &&
  [...code].reduce((rest, character) => {
    const value = Number.parseInt(character, 36);
    return (rest * (value < 10 ? 10 : 100) + value) % 97;
  }, 0) === 1;

/**
 * Whether the text names an entry of a foreign register: ISO 3166 country, colon, number, e.g.
 * `DE:HRB 12345`. Chinese organisations are named by their unified social credit code.
 */
export const hasForeignForm = (text: string): boolean => foreignForm.test(text);

/** Whether the text is a resident identity number (GB 11643): it would name a natural person. */
export const isResidentNumber = (text: string): boolean => {
  if (!residentForm.test(text)) return false;
  const sum = residentWeights.reduce((s, weight, index) => s + weight * Number(text[index]), 0);
  return residentCheck[sum % 11] === text[17];
};

import { hasUsccForm, normalUscc } from '../uscc.js';
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

/** What may stand before an identifier to say in which register it is. */
const schemeForm = /^(uscc|lei|foreign):(.*)$/is;

/** By the shape alone: the three have no text in common. */
const kindOf = (text: string): PartyIdentifier['kind'] => {
  if (text.includes(':')) return 'foreign';
  return text.length === 20 ? 'lei' : 'uscc';
};

/**
 * The organisation that a text names, as tokens, keys and paths name it: a unified social credit
 * code, an LEI or an entry of a foreign register, with or without its scheme before it
 * (`lei:5493…`). `undefined`: none. A check character of a USCC is a rule of registration only.
 */
export const identifierNamed = (text: string): PartyIdentifier | undefined => {
  const [, scheme, rest] = schemeForm.exec(text.trim()) ?? [];
  const kind =
    (scheme?.toLowerCase() as PartyIdentifier['kind'] | undefined) ?? kindOf(text.trim());
  const identifier = normalIdentifier({ kind, value: rest ?? text });
  return isIdentifier(identifier) ? identifier : undefined;
};

const isIdentifier = ({ kind, value }: PartyIdentifier): boolean => {
  switch (kind) {
    case 'uscc':
      return hasUsccForm(value);
    case 'lei':
      return hasLeiCheck(value);
    case 'foreign':
      return hasForeignForm(value) && !isResidentNumber(value.slice(3));
  }
};

/** The mainland: whoever is elsewhere, in Hong Kong, Macao or Taiwan too, is abroad (境外). */
export const mainland = 'CN';

/**
 * Where an organisation is registered, ISO 3166-1 alpha-2: a USCC names one of the mainland, an entry
 * of a foreign register begins with its country, of an LEI it was stated. `undefined`: not known.
 */
export const countryOf = (
  { kind, value }: PartyIdentifier,
  stated: string | undefined,
): string | undefined => {
  if (kind === 'uscc') return mainland;
  return kind === 'foreign' ? value.slice(0, 2) : stated;
};

import type { JsonObject, JsonValue } from '../json.js';
import type { PolicyAgreement } from './policy.js';

/** What an agreement entitles to, as far as its constraints say so in words that we know. */
export interface AgreedUse {
  readonly purposes?: readonly string[];
  readonly territories?: readonly string[];
  /** First and last instant, RFC 3339. */
  readonly from?: string;
  readonly until?: string;
  /** Uses in all. */
  readonly countMax?: string;
  /** Whether `now` lies within; what the agreement does not bound is not over. */
  readonly isInForce: boolean;
}

/**
 * Reads the permission to use out of an agreement with a foreign provider. Constraints that are not
 * known here bind all the same: the policy itself stands beside, and who uses the data reads it.
 */
export const agreedUse = ({ permission = [] }: PolicyAgreement, now: string): AgreedUse => {
  const constraints = permission
    .filter(({ action }) => /(^|[:/#])use$/.test(action))
    .flatMap(({ constraint = [] }) => constraint);
  const valuesOf = (operand: string, ...operators: readonly string[]): readonly string[] =>
    constraints
      .filter((one) => nameOf(one['leftOperand']) === operand && isOne(one, operators))
      .flatMap((one) => textsOf(one['rightOperand']));
  const purposes = valuesOf('purpose', 'eq', 'isAnyOf');
  const territories = valuesOf('spatial', 'eq', 'isAnyOf', 'isPartOf');
  const from = latest(valuesOf('dateTime', 'gteq', 'gt'));
  const until = earliest(valuesOf('dateTime', 'lteq', 'lt'));
  const [countMax] = valuesOf('count', 'lteq', 'eq');
  const at = Date.parse(now);
  const hasBegun = from === undefined || Date.parse(from) <= at;
  const isOver = until !== undefined && Date.parse(until) < at;
  return {
    ...(purposes.length > 0 && { purposes }),
    ...(territories.length > 0 && { territories }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(countMax !== undefined && { countMax }),
    isInForce: hasBegun && !isOver,
  };
};

const isOne = (constraint: JsonObject, operators: readonly string[]): boolean =>
  operators.includes(nameOf(constraint['operator']));

/** A name without its vocabulary, as text or as a node. */
const nameOf = (value: JsonValue | undefined): string => {
  const text = typeof value === 'object' ? (value as JsonObject | null)?.['@id'] : value;
  return String(text ?? '').replace(/^(odrl:|http:\/\/www\.w3\.org\/ns\/odrl\/2\/)/, '');
};

const textsOf = (value: JsonValue | undefined): readonly string[] => {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [String(value ?? '')];
  const { '@value': text, '@id': id } = value as JsonObject;
  return textsOf(text ?? id);
};

/** Of several bounds the narrowest; what is no instant bounds nothing that a clock could tell. */
const sorted = (instants: readonly string[]): readonly string[] =>
  instants
    .filter((instant) => !Number.isNaN(Date.parse(instant)))
    .toSorted((a, b) => Date.parse(a) - Date.parse(b));

const latest = (instants: readonly string[]): string | undefined => sorted(instants).at(-1);
const earliest = (instants: readonly string[]): string | undefined => sorted(instants)[0];

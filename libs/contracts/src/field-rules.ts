import type { Shape } from './shape.js';

/** A class whose fields are declared with the decorators of `fields.ts`. */
export type DtoClass = new () => object;

/** What one field of a DTO class takes. */
export interface FieldRule {
  readonly name: string;
  /** It may be left out; `null` never stands for absence. */
  readonly optional: boolean;
  readonly shape: Shape;
  /** Class of the object, or of each item of the list, that the field holds. */
  readonly nested?: () => DtoClass;
}

const declared = new Map<object, FieldRule[]>();
const known = new Map<object, readonly FieldRule[]>();
const knownNames = new Map<object, ReadonlySet<string>>();
const none: readonly FieldRule[] = [];

/** Keeps the rule of a field; for the decorators, while its class is being defined. */
export const declareField = (type: object, rule: FieldRule): void => {
  const rules = declared.get(type) ?? [];
  declared.set(type, rules);
  rules.push(rule);
};

/**
 * The fields of a class: its own, then those that it inherits, the oldest ancestor's first. A field
 * that is declared again is as its own class says. None where it declares nothing: no DTO class.
 */
export const fieldRulesOf = (type: object): readonly FieldRule[] => {
  const rules = known.get(type);
  if (rules !== undefined) return rules;
  if (typeof type !== 'function') return none;
  const found = new Map<string, FieldRule>();
  for (const rule of [...(declared.get(type) ?? []), ...inherited(type)]) {
    if (!found.has(rule.name)) found.set(rule.name, rule);
  }
  const all = [...found.values()];
  known.set(type, all);
  return all;
};

/** The names of a class's fields, in the order of their rules. */
export const fieldNamesOf = (type: object): ReadonlySet<string> => {
  const names = knownNames.get(type) ?? new Set(fieldRulesOf(type).map(({ name }) => name));
  knownNames.set(type, names);
  return names;
};

/** Of all ancestors; a nearer one's declaration stands where an older one's would. */
const inherited = (type: object): readonly FieldRule[] => {
  const above = Object.getPrototypeOf(type) as object | null;
  if (above === null || above === Function.prototype) return none;
  const own = new Map((declared.get(above) ?? []).map((rule) => [rule.name, rule]));
  const older = inherited(above).map((rule) => own.get(rule.name) ?? rule);
  return [...older, ...own.values()];
};

import type { JsonObject, JsonValue } from '../json.js';
import { sameJson } from '../same-json.js';

/** A rule of a policy, and the rules of one: `policy.ts` says what they are part of. */
type Rule = { readonly action: string; readonly constraint?: readonly JsonObject[] };
type Rules = {
  readonly permission?: readonly Rule[];
  readonly prohibition?: readonly Rule[];
  readonly obligation?: readonly Rule[];
};

const payAmount = 'payAmount';

/** One demand of a policy, comparable: kind of rule, action, operand, operator, value. */
export type Demand = readonly [
  kind: string,
  action: string,
  operand: string,
  operator: string,
  value: JsonValue,
];

const kinds = ['permission', 'prohibition', 'obligation'] as const;

export const demandsOf = (policy: Rules): readonly Demand[] =>
  kinds.flatMap((kind) =>
    (policy[kind] ?? []).flatMap(({ action, constraint = [] }): Demand[] => {
      const name = local(action);
      if (constraint.length === 0) return [[kind, name, '', '', '']];
      return constraint.map((one) => {
        const { leftOperand, operator, rightOperand } = one;
        if (leftOperand === undefined) return [kind, name, 'logical', '', one];
        const left = local(leftOperand);
        return [kind, name, left, local(operator), asValue(rightOperand)];
      });
    }),
  );

/** A name with or without its vocabulary, as text or as a node. */
export const local = (value: JsonValue | undefined): string => {
  const text = typeof value === 'object' ? String((value as JsonObject)['@id'] ?? '') : value;
  return String(text ?? '').replace(/^(odrl:|http:\/\/www\.w3\.org\/ns\/odrl\/2\/)/, '');
};

/** A list of one is its member; the order of a list says nothing. */
const asValue = (value: JsonValue | undefined): JsonValue => {
  if (Array.isArray(value)) {
    const all = (value as readonly JsonValue[]).map(asValue);
    const texts = all.map(String).toSorted();
    return texts.length === 1 ? (texts[0] ?? '') : texts;
  }
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  const { '@value': inner, '@id': id } = value as JsonObject;
  return inner === undefined && id === undefined ? value : asValue(inner ?? id);
};

export const isSame = (a: Demand, b: Demand): boolean => sameJson([...a], [...b]);
export const includesAll = (all: readonly Demand[], some: readonly Demand[]): boolean =>
  some.every((one) => all.some((other) => isSame(one, other)));

export const isPrice = ([, , operand]: Demand): boolean => operand === payAmount;
export const isPurpose = ([kind, , operand]: Demand): boolean =>
  kind === 'permission' && operand === 'purpose';

/**
 * The same policy in the order in which the consumer wrote it: some compare an agreement with what
 * they asked for word by word. Each constraint is ours, for theirs may have lost members on the way.
 */
export const asOrdered = (policy: Rules, asked: Rules): Rules => {
  const inOrder = (kind: (typeof kinds)[number]): readonly Rule[] | undefined => {
    const [own, theirs] = [policy[kind] ?? [], asked[kind] ?? []];
    const written = theirs.flatMap((rule) =>
      (rule.constraint ?? []).flatMap((one) => placeOf(own, rule, one)),
    );
    const bare = theirs.flatMap((rule) => ((rule.constraint ?? []).length > 0 ? [] : [rule]));
    const isSame = written.length + bare.length === demandsOf({ [kind]: own }).length;
    if (!isSame || theirs.length === 0) return policy[kind];
    return theirs.map(({ action, constraint = [] }) => ({
      action: local(action),
      ...(constraint.length > 0 && {
        constraint: constraint.flatMap((one) => placeOf(own, { action }, one)),
      }),
    }));
  };
  const rules = kinds.flatMap((kind) => {
    const found = inOrder(kind);
    return found === undefined ? [] : [[kind, found] as const];
  });
  return Object.fromEntries(rules);
};

/** The constraint of ours that one of theirs is; a purpose or a price by its operand alone. */
const placeOf = (
  own: readonly Rule[],
  { action }: Pick<Rule, 'action'>,
  one: JsonObject,
): readonly JsonObject[] => {
  const demandOf = (constraint: JsonObject, of: string): Demand | undefined =>
    demandsOf({ permission: [{ action: of, constraint: [constraint] }] })[0];
  const theirs = demandOf(one, action);
  if (theirs === undefined) return [];
  const found = own.flatMap((rule) =>
    (rule.constraint ?? []).filter((constraint) => {
      const ours = demandOf(constraint, rule.action);
      if (ours === undefined) return false;
      const isByName = isPrice(ours) || isPurpose(ours);
      return isByName ? ours[1] === theirs[1] && ours[2] === theirs[2] : isSame(ours, theirs);
    }),
  );
  return found.slice(0, 1);
};

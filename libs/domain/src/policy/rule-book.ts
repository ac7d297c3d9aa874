import type { WorkingDays } from '../calendar.js';
import type { PolicyDefinition } from './policy.definition.js';
import { type PolicyState, policyStream, versionInForce, withShipped } from './policy.state.js';
import { type RegistrarDesignation, registrarPolicy } from './registrar.policy.js';
import type { Scheme, SchemeName } from './scheme.js';
import { schemePolicies } from './scheme.policies.js';
import { workingDaysPolicy } from './working-days.policy.js';

/**
 * The policies that decisions on assets follow, in all their versions, as the handler read them
 * (pattern 2: evidence in the command). A decision picks the version of its day, or the one that an
 * application was filed under, and the event names it.
 */
export type RuleBook = {
  readonly schemes: Readonly<Record<SchemeName, PolicyState>>;
  readonly calendar: PolicyState;
  /** The designation of the registrar concerned, where one was asked for. */
  readonly registrar?: PolicyState;
};

/** A version of a scheme's policy: what events store. */
export type SchemeVersion = {
  readonly reference: { readonly name: SchemeName; readonly version: number };
  readonly scheme: Scheme;
};

/** The streams that a rule book is made of. */
export const ruleBookStreams = (registrarPartyId?: string): readonly string[] => [
  ...[...schemePolicies, workingDaysPolicy].map(({ name }) => policyStream(name)),
  ...(registrarPartyId === undefined ? [] : [policyStream(registrarPolicy.name, registrarPartyId)]),
];

/** The rule book from its streams as they were read; nothing read stands for what was shipped. */
export const ruleBookOf = (
  read: (stream: string) => PolicyState | undefined,
  registrarPartyId?: string,
): RuleBook => {
  const state = (definition: PolicyDefinition) =>
    withShipped(read(policyStream(definition.name)), definition);
  const registrar =
    registrarPartyId === undefined
      ? undefined
      : read(policyStream(registrarPolicy.name, registrarPartyId));
  return {
    schemes: Object.fromEntries(
      schemePolicies.map((definition) => [definition.name, state(definition)]),
    ) as RuleBook['schemes'],
    calendar: state(workingDaysPolicy),
    ...(registrar === undefined ? {} : { registrar }),
  };
};

let shipped: RuleBook | undefined;

/** The rule book of a ledger that changed nothing. */
export const shippedRuleBook = (): RuleBook => (shipped ??= ruleBookOf(() => undefined));

/** The scheme as applications of that day are judged by it. */
export const schemeInForce = (book: RuleBook, name: SchemeName, date: string): SchemeVersion => {
  const { version, content } = versionInForce(book.schemes[name], date) ?? missing(name);
  return { reference: { name, version }, scheme: content as Scheme };
};

/** The scheme in the version that an application was filed under. */
export const schemeAt = (
  book: RuleBook,
  reference: { readonly name: SchemeName; readonly version: number },
): SchemeVersion => {
  const found = book.schemes[reference.name].versions[reference.version - 1];
  const { content } = found ?? missing(`${reference.name} version ${reference.version}`);
  return { reference, scheme: content as Scheme };
};

/** The calendar by which periods that begin on that day are counted. */
export const calendarInForce = (
  book: RuleBook,
  date: string,
): { readonly version: number; readonly days: WorkingDays } => {
  const { version, content } = versionInForce(book.calendar, date) ?? missing('working-days');
  return { version, days: content as WorkingDays };
};

/** What the registrar is designated for on that day; absent: nothing. */
export const designationInForce = (
  { registrar }: RuleBook,
  date: string,
): RegistrarDesignation | undefined =>
  registrar === undefined
    ? undefined
    : (versionInForce(registrar, date)?.content as RegistrarDesignation | undefined);

const missing = (what: string): never => {
  throw new Error(`Policy ${what} was not read.`);
};

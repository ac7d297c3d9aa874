import path from 'node:path';
import ts from 'typescript';
import { root } from '../root.js';

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** What an event type says, read off its TypeScript type. */
export interface EventSchema {
  readonly type: string;
  /** What its comment in the code says. */
  readonly description?: string;
  readonly data: JsonSchema;
}

const kindsFile = path.join(root, 'libs', 'domain', 'src', 'stream-kinds.ts');

/**
 * The schemas of all events, read from the types of `streamKinds` by the compiler: the type is the
 * one place where an event is described. Throws where a type has no JSON form.
 */
export const eventSchemas = (): readonly EventSchema[] => {
  const program = ts.createProgram([kindsFile], compilerOptions());
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(kindsFile);
  const symbol = file && checker.getSymbolAtLocation(file);
  const kinds =
    symbol && checker.getExportsOfModule(symbol).find(({ name }) => name === 'streamKinds');
  if (!kinds || !file) throw new Error(`${kindsFile} does not export streamKinds.`);
  const tuple = checker.getTypeOfSymbolAtLocation(kinds, file) as ts.TypeReference;
  return checker.getTypeArguments(tuple).flatMap((kind) => eventsOf(checker, kind, file));
};

const compilerOptions = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  return ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: ['node'] }, root)
    .options;
};

const eventsOf = (checker: ts.TypeChecker, kind: ts.Type, at: ts.Node): readonly EventSchema[] => {
  const decider = propertyType(checker, kind, 'decider', at);
  const evolve = checker.getSignaturesOfType(
    propertyType(checker, decider, 'evolve', at),
    ts.SignatureKind.Call,
  )[0];
  const parameter = evolve?.getParameters()[1];
  if (!parameter) throw new Error('A stream kind whose evolve takes no event.');
  const event = checker.getTypeOfSymbolAtLocation(parameter, at);
  return membersOf(event).map((member) => ({
    type: literalOf(propertyType(checker, member, 'type', at)),
    ...descriptionOf(checker, commentedSymbol(member)),
    data: schemaOf(checker, propertyType(checker, member, 'data', at), at),
  }));
};

const schemaOf = (checker: ts.TypeChecker, type: ts.Type, at: ts.Node): JsonSchema => {
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if (type.flags & ts.TypeFlags.String) return { type: 'string' };
  if (type.flags & ts.TypeFlags.Number) return { type: 'integer' };
  if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
  if (type.flags & ts.TypeFlags.BooleanLiteral) {
    return { const: checker.typeToString(type) === 'true' };
  }
  if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
  if (isAnyJson(type)) return {};
  if (type.isUnion()) return unionSchema(checker, type, at);
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    return { type: 'array', items: schemaOf(checker, item as ts.Type, at) };
  }
  return objectSchema(checker, type, at);
};

const unionSchema = (checker: ts.TypeChecker, type: ts.UnionType, at: ts.Node): JsonSchema => {
  const present = type.types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
  const [only] = present;
  if (only !== undefined && present.length === 1) return schemaOf(checker, only, at);
  if (present.every((member) => member.isStringLiteral())) {
    return { enum: present.map((member) => (member as ts.StringLiteralType).value).sort() };
  }
  if (present.every(({ flags }) => flags & ts.TypeFlags.BooleanLiteral)) return { type: 'boolean' };
  return { oneOf: present.map((member) => schemaOf(checker, member, at)) };
};

const objectSchema = (checker: ts.TypeChecker, type: ts.Type, at: ts.Node): JsonSchema => {
  const properties = checker.getPropertiesOfType(type);
  if (properties.length === 0) {
    const { type: values } = checker.getIndexInfosOfType(type)[0] ?? {};
    if (values === undefined) {
      throw new Error(`${checker.typeToString(type)} has no JSON form.`);
    }
    return { type: 'object', additionalProperties: schemaOf(checker, values, at) };
  }
  const named = properties.map((property) => {
    const own = checker.getTypeOfSymbolAtLocation(property, at);
    const described = { ...descriptionOf(checker, property), ...schemaOf(checker, own, at) };
    return [property.name, described] as const;
  });
  const required = properties
    .filter(({ flags }) => !(flags & ts.SymbolFlags.Optional))
    .map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))),
    required: required.sort(),
    additionalProperties: false,
  };
};

const descriptionOf = (
  checker: ts.TypeChecker,
  symbol: ts.Symbol | undefined,
): { readonly description?: string } => {
  const parts = symbol?.getDocumentationComment(checker) ?? [];
  const text = ts
    .displayPartsToString([...parts])
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text === '' ? {} : { description: text };
};

/** An event's comment stands before its first member, or before the alias that names it. */
const commentedSymbol = (event: ts.Type): ts.Symbol | undefined =>
  event.aliasSymbol ?? event.getProperty('type');

/** `JsonObject` and `JsonValue` refer to themselves: whatever JSON is allowed there. */
const isAnyJson = (type: ts.Type): boolean =>
  ['JsonObject', 'JsonValue'].includes(type.aliasSymbol?.name ?? '');

const propertyType = (
  checker: ts.TypeChecker,
  type: ts.Type,
  name: string,
  at: ts.Node,
): ts.Type => {
  const property = checker.getPropertyOfType(type, name);
  if (!property) throw new Error(`${checker.typeToString(type)} has no ${name}.`);
  return checker.getTypeOfSymbolAtLocation(property, at);
};

const membersOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);

const literalOf = (type: ts.Type): string => {
  if (!type.isStringLiteral()) throw new Error('An event whose type is not one name.');
  return type.value;
};

import { ApiProperty, type ApiPropertyOptions, OmitType } from '@nestjs/swagger';
import { declareField, type DtoClass, type FieldRule, fieldRulesOf } from './field-rules.js';
import * as shapes from './shape.js';
import type { DecimalLimits, IntegerLimits, Shape, TextLimits } from './shape.js';

/**
 * One decorator per kind of field: validation, the sentence for a caller who got it wrong, and the
 * OpenAPI schema in one. A field is required unless `optional`; `null` never stands for absence.
 */
export interface FieldOptions {
  /** What the field means, its unit and its source; shown in the API documentation. */
  readonly description: string;
  /** A value that works when pasted. */
  readonly example: unknown;
  readonly optional?: boolean;
}

/** Options of a field whose example follows from its shape. */
export type FieldOptionsOf<More extends object = object> = Omit<FieldOptions, 'example'> & {
  readonly example?: unknown;
} & More;

/** A field of any shape; what every decorator below is made of. */
export const Field = (shape: Shape, options: FieldOptions): PropertyDecorator =>
  all(ruled(options, { shape }), documented(options, { ...shape.schema }));

/** Trimmed text of `min` (default 1) to `max` characters. */
export const TextField = (options: FieldOptions & TextLimits): PropertyDecorator =>
  Field(shapes.text(options), options);

/** A UUID. */
export const IdField = (options: FieldOptionsOf): PropertyDecorator =>
  Field(shapes.uuid, { example: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c', ...options });

/** A calendar date that exists. */
export const DateField = (options: FieldOptionsOf): PropertyDecorator =>
  Field(shapes.date, { example: '2026-11-21', ...options });

/** An instant, kept in UTC. */
export const InstantField = (options: FieldOptionsOf): PropertyDecorator =>
  Field(shapes.instant, { example: '2026-11-21T01:30:00.000000Z', ...options });

/** A whole number from `min` (default 0) to `max` (default 2^53 − 1). */
export const IntegerField = (options: FieldOptions & IntegerLimits): PropertyDecorator =>
  Field(shapes.integer(options), options);

export const BooleanField = (options: FieldOptionsOf): PropertyDecorator =>
  Field(shapes.boolean, { example: true, ...options });

/** One of a closed list of words. */
export const EnumField = (
  values: readonly [string, ...string[]],
  options: FieldOptionsOf,
): PropertyDecorator => Field(shapes.oneOf(values), { example: values[0], ...options });

/** An exact decimal as text. */
export const DecimalField = (options: FieldOptions & DecimalLimits): PropertyDecorator =>
  Field(shapes.decimal(options), options);

/** A share above 0 and at most 1 as an exact fraction in text. */
export const FractionField = (options: FieldOptionsOf): PropertyDecorator =>
  Field(shapes.fraction, { example: '1/3', ...options });

/** An organisation by its unified social credit code, LEI or entry in a foreign register. */
export const OrganisationField = (options: FieldOptionsOf): PropertyDecorator =>
  Field(shapes.organisation, { example: '91330106MA2EXAMP1E', ...options });

/** A unified social credit code by its form (GB 32100). */
export const UsccField = (options: FieldOptionsOf): PropertyDecorator =>
  Field(shapes.uscc, { example: '91330106MA2EXAMP1E', ...options });

/** A SHA-256 digest in hexadecimal. */
export const DigestField = (options: FieldOptionsOf): PropertyDecorator =>
  Field(shapes.digest, {
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    ...options,
  });

/** A nested object of another DTO class. */
export const ObjectField = (type: () => DtoClass, options: FieldOptionsOf): PropertyDecorator =>
  all(
    ruled(options, { shape: object, nested: type }),
    // Nest takes a type function for lazy by its name, so it must be written out here.
    documented(options, { type: () => type() }),
  );

export interface ListLimits {
  /** Most items. */
  readonly max: number;
  /** Fewest items; 0 when absent. */
  readonly min?: number;
}

/** A list: of objects of a DTO class (`() => Class`), or of values of a shape (`text({ max: 20 })`). */
export const ListField = (
  item: Shape | (() => DtoClass),
  options: FieldOptionsOf<ListLimits>,
): PropertyDecorator =>
  typeof item === 'function'
    ? all(
        ruled(options, { shape: list(object, options), nested: item }),
        documented(options, { type: () => [item()], ...limits(options) }),
      )
    : all(
        ruled(options, { shape: list(item, options) }),
        documented(options, { ...item.schema, isArray: true, ...limits(options) }),
      );

const object: Shape = {
  accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  zh: 'JSON 对象',
  en: 'a JSON object',
  schema: { type: 'string' },
};

const list = (item: Shape, { min = 0, max }: ListLimits): Shape => ({
  accepts: (value) =>
    Array.isArray(value) &&
    value.length >= min &&
    value.length <= max &&
    value.every((entry) => item.accepts(entry)),
  normalise: (value) =>
    Array.isArray(value) ? value.map((entry) => shapes.normalised(item, entry)) : value,
  // A filter that is named once in a query string is a list of one.
  fromText: (value) => [item.fromText ? item.fromText(value) : value],
  zh: `${min} 至 ${max} 项的列表，每项为${item.zh}`,
  en: `a list of ${min} to ${max} items, each ${item.en}`,
  schema: item.schema,
  item,
});

const limits = ({ min, max }: ListLimits) => ({
  maxItems: max,
  ...(min === undefined ? {} : { minItems: min }),
});

/** Another class's fields without some of them. */
export const Without = <T extends object, K extends keyof T & string>(
  type: new () => T,
  names: readonly K[],
): new () => Omit<T, K> => {
  const less = OmitType(type, names) as new () => Omit<T, K>;
  const left = fieldRulesOf(type).filter(({ name }) => !names.some((omitted) => omitted === name));
  for (const rule of left) declareField(less, rule);
  return less;
};

const ruled =
  (
    { optional = false }: { readonly optional?: boolean },
    rule: Pick<FieldRule, 'shape' | 'nested'>,
  ): PropertyDecorator =>
  (target, key) =>
    declareField(target.constructor, { name: String(key), optional, ...rule });

const documented = (
  { description, example, optional = false }: Omit<FieldOptions, 'example'> & { example?: unknown },
  schema: object,
): PropertyDecorator =>
  ApiProperty({
    description,
    required: !optional,
    ...(example === undefined ? {} : { example }),
    ...schema,
  } as ApiPropertyOptions);

const all =
  (...decorators: readonly PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };

import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
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

/** The validation group in which values are read from text: query strings and path parameters. */
export const textGroup = 'text';

/** The name of the one constraint of a field; its context is the `Shape`. */
export const shapeConstraint = 'shape';

/** A field of any shape; what every decorator below is made of. */
export const Field = (shape: Shape, options: FieldOptions): PropertyDecorator =>
  all(presence(options), read(shape), check(shape), documented(options, { ...shape.schema }));

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

/** In which language a page for people is written. */
export const PageLanguageField = (): PropertyDecorator =>
  EnumField(['zh', 'en'], {
    optional: true,
    description: 'Language of the page; by `Accept-Language` when absent.',
    example: 'zh',
  });

/** An exact decimal as text. */
export const DecimalField = (options: FieldOptions & DecimalLimits): PropertyDecorator =>
  Field(shapes.decimal(options), options);

/** A share above 0 and at most 1 as an exact fraction in text. */
export const FractionField = (options: FieldOptionsOf): PropertyDecorator =>
  Field(shapes.fraction, { example: '1/3', ...options });

/** A share in an answer, which may have been computed of others and be as long as it comes out. */
export const ComputedFractionField = (options: FieldOptionsOf): PropertyDecorator =>
  Field(shapes.computedFraction, { example: '1/3', ...options });

/** An organisation by its unified social credit code, LEI or entry in a foreign register. */
export const OrganisationField = (options: FieldOptionsOf): PropertyDecorator =>
  Field(shapes.organisation, { example: '91330106MA2EXAMP1E', ...options });

/** A unified social credit code by its form (GB 32100). */
export const UsccField = (options: FieldOptionsOf): PropertyDecorator =>
  Field(shapes.uscc, { example: '91330106MA2EXAMP1E', ...options });

/** SHA-256 of nothing. */
const aDigest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** A SHA-256 digest in hexadecimal. */
export const DigestField = (options: FieldOptionsOf): PropertyDecorator =>
  Field(shapes.digest, { example: aDigest, ...options });

/** SHA-256 digests in hexadecimal, one of each document. */
export const DigestsField = (options: FieldOptionsOf<ListLimits>): PropertyDecorator =>
  ListField(shapes.digest, { example: [aDigest], ...options });

/** How far into the log a reader looks. */
export const KnownAtField = (): PropertyDecorator =>
  TextField({
    max: 40,
    optional: true,
    description: 'As far as recorded by this position or instant; absent: the head of the log.',
    example: '2026-11-21T01:30:00Z',
  });

/** A nested object of another DTO class. */
export const ObjectField = (
  type: () => new () => object,
  options: FieldOptionsOf,
): PropertyDecorator =>
  all(
    presence(options),
    Type(type),
    ValidateNested(),
    check(object),
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
  item: Shape | (() => new () => object),
  options: FieldOptionsOf<ListLimits>,
): PropertyDecorator =>
  typeof item === 'function'
    ? all(
        presence(options),
        Type(item),
        ValidateNested({ each: true }),
        check(list(object, options)),
        documented(options, { type: () => [item()], ...limits(options) }),
      )
    : all(
        presence(options),
        read(list(item, options)),
        check(list(item, options)),
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
  normalise: (value) => (Array.isArray(value) ? value.map(normaliser(item)) : value),
  // A filter that is named once in a query string is a list of one.
  fromText: (value) => [item.fromText ? item.fromText(value) : value],
  zh: `${min} 至 ${max} 项的列表，每项：${item.zh}`,
  en: `a list of ${min} to ${max} items, each ${item.en}`,
  schema: item.schema,
  item,
});

const limits = ({ min, max }: ListLimits) => ({
  maxItems: max,
  ...(min === undefined ? {} : { minItems: min }),
});

/** A required field says so too, for it may override one that is optional in the class above. */
const presence = ({ optional = false }: { readonly optional?: boolean }): PropertyDecorator =>
  ValidateIf((_, value: unknown) => !optional || value !== undefined);

const check = (shape: Shape): PropertyDecorator =>
  ValidateBy(
    { name: shapeConstraint, validator: { validate: (value: unknown) => shape.accepts(value) } },
    { message: shape.en, context: shape },
  );

/** Reads a value from text where it stands in a URL, then brings it into its one spelling. */
const read = (shape: Shape): PropertyDecorator => {
  const normalise = normaliser(shape);
  return Transform(
    ({ value, options }) =>
      normalise(options.groups?.includes(textGroup) ? fromText(shape, value) : value),
    { toClassOnly: true },
  );
};

const fromText = (shape: Shape, value: unknown): unknown => {
  if (Array.isArray(value) && shape.item) {
    const { item } = shape;
    return value.map((entry) => fromText(item, entry));
  }
  return typeof value === 'string' && shape.fromText ? shape.fromText(value) : value;
};

const normaliser =
  ({ normalise }: Shape) =>
  (value: unknown): unknown =>
    normalise ? normalise(value) : value;

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

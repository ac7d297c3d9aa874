import {
  type DtoClass,
  type FieldRule,
  fieldNamesOf,
  fieldRulesOf,
} from '@ledger/contracts/field-rules.js';
import { normalised, type Shape } from '@ledger/contracts/shape.js';

/** Where a value stands, from the root of its part of the request. */
export type Path = readonly string[];

/** One thing that is wrong with an input. */
export type Fault =
  | { readonly is: 'wrong' | 'missing'; readonly path: Path; readonly shape: Shape }
  | { readonly is: 'unknown'; readonly path: Path; readonly known: readonly string[] };

export interface Reading {
  /** The values are text, as in a query: numbers and booleans are read from it. */
  readonly isText: boolean;
  /** Fields that the class does not declare are faults, and not just left out. */
  readonly refusesUnknown: boolean;
}

/** What came of reading an input; the object is sound where there are no faults. */
export interface ReadDto {
  readonly dto: object;
  readonly faults: readonly Fault[];
}

/** Makes the object of a DTO class that an input describes, and finds all that is wrong with it. */
export const readDto = (type: DtoClass, given: object, reading: Reading): ReadDto => {
  const faults: Fault[] = [];
  return { dto: new Reader(reading, faults).object(type, given as Members, []), faults };
};

type Members = Readonly<Record<string, unknown>>;

class Reader {
  constructor(
    private readonly reading: Reading,
    private readonly faults: Fault[],
  ) {}

  object(type: DtoClass, given: Members, path: Path): object {
    const rules = fieldRulesOf(type);
    const dto = new type() as Record<string, unknown>;
    if (this.reading.refusesUnknown) this.findUnknown(type, given, path);
    for (const rule of rules) {
      const value = given[rule.name];
      if (value !== undefined) dto[rule.name] = this.field(rule, value, path);
      else if (!rule.optional) this.fault('missing', [...path, rule.name], rule.shape);
    }
    return dto;
  }

  private field({ name, shape, nested }: FieldRule, given: unknown, path: Path): unknown {
    const value = nested ? given : normalised(shape, this.fromText(shape, given));
    if (!shape.accepts(value)) return this.wrong(shape, value, [...path, name]);
    if (!nested) return value;
    const type = nested();
    if (!Array.isArray(value)) return this.object(type, value as Members, [...path, name]);
    return value.map((item: Members, at) => this.object(type, item, [...path, name, String(at)]));
  }

  private fromText(shape: Shape, value: unknown): unknown {
    if (!this.reading.isText) return value;
    const { item, fromText } = shape;
    if (item && Array.isArray(value)) return value.map((entry) => this.fromText(item, entry));
    return typeof value === 'string' && fromText ? fromText(value) : value;
  }

  private findUnknown(type: DtoClass, given: Members, path: Path): void {
    const known = fieldNamesOf(type);
    for (const name of Object.keys(given)) {
      if (known.has(name)) continue;
      this.faults.push({ is: 'unknown', path: [...path, name], known: [...known] });
    }
  }

  /** A list whose items are wrong is told item by item, so that the pointer leads to the spot. */
  private wrong(shape: Shape, value: unknown, path: Path): void {
    const { item } = shape;
    if (item === undefined || !Array.isArray(value) || value.every((entry) => item.accepts(entry)))
      return this.fault('wrong', path, shape);
    for (const [at, entry] of value.entries()) {
      if (!item.accepts(entry)) this.fault('wrong', [...path, String(at)], item);
    }
  }

  private fault(is: 'wrong' | 'missing', path: Path, shape: Shape): void {
    this.faults.push({ is, path, shape });
  }
}

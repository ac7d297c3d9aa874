import 'reflect-metadata';
import { fieldNamesOf, fieldRulesOf } from './field-rules.js';
import { IntegerField, TextField, Without } from './fields.js';

class Loose {
  @TextField({ max: 5, optional: true, description: 'Why.', example: 'x' })
  why?: string;

  @IntegerField({ description: 'How many.', example: 1 })
  count!: number;
}

class Strict extends Loose {
  @IntegerField({ description: 'How late.', example: 1 })
  delay!: number;

  @TextField({ max: 5, description: 'Why.', example: 'x' })
  override why!: string;
}

class Stricter extends Strict {
  @IntegerField({ description: 'How much.', example: 1 })
  amount!: number;
}

class Less extends Without(Stricter, ['count', 'delay']) {}

const optionalIn = (type: object) =>
  fieldRulesOf(type)
    .filter(({ optional }) => optional)
    .map(({ name }) => name);

describe('the fields of a class', () => {
  it('are its own, then those that it inherits', () => {
    expect([...fieldNamesOf(Loose)]).toEqual(['why', 'count']);
    expect([...fieldNamesOf(Strict)]).toEqual(['delay', 'why', 'count']);
    expect([...fieldNamesOf(Stricter)]).toEqual(['amount', 'why', 'count', 'delay']);
  });

  it('are as the nearest class says', () => {
    expect(optionalIn(Loose)).toEqual(['why']);
    expect(optionalIn(Strict)).toEqual([]);
    expect(optionalIn(Stricter)).toEqual([]);
  });

  it('may leave out some of another class', () => {
    expect([...fieldNamesOf(Less)]).toEqual(['amount', 'why']);
    expect(optionalIn(Less)).toEqual([]);
  });

  it('are none where there is no class that declares any', () => {
    for (const type of [Object, String, class {}, {}]) expect(fieldRulesOf(type)).toEqual([]);
  });
});

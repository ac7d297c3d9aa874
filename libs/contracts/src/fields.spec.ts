import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { TextField } from './fields.js';

class Loose {
  @TextField({ max: 5, optional: true, description: 'Why.', example: 'x' })
  why?: string;
}

class Strict extends Loose {
  @TextField({ max: 5, description: 'Why.', example: 'x' })
  override why!: string;
}

const errorsOf = async (type: new () => object, body: object) =>
  (await validate(plainToInstance(type, body))).map(({ property }) => property);

describe('a field that overrides an optional one', () => {
  it('is required', async () => {
    expect(await errorsOf(Loose, {})).toEqual([]);
    expect(await errorsOf(Strict, {})).toEqual(['why']);
    expect(await errorsOf(Strict, { why: 'x' })).toEqual([]);
  });

  it('is never null', async () => {
    expect(await errorsOf(Loose, { why: null })).toEqual(['why']);
    expect(await errorsOf(Strict, { why: null })).toEqual(['why']);
  });
});

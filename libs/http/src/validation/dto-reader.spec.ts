import {
  BooleanField,
  DecimalField,
  EnumField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '@ledger/contracts/fields.js';
import { text } from '@ledger/contracts/shape.js';
import fc from 'fast-check';
import 'reflect-metadata';
import { readDto } from './dto-reader.js';

class Coin {
  @EnumField(['gold', 'silver'], { description: 'Metal.' })
  metal!: string;

  @DecimalField({ scale: 2, description: 'Weight.', example: '1.5', optional: true })
  weight?: string;
}

class Purse {
  @TextField({ max: 5, description: 'Name.', example: 'x' })
  name!: string;

  @IntegerField({ description: 'Number.', example: 1, optional: true })
  number?: number = 7;

  @BooleanField({ description: 'Open.', optional: true })
  open?: boolean;

  @InstantField({ description: 'Since.', optional: true })
  since?: string;

  @ListField(text({ max: 3 }), { max: 2, description: 'Tags.', optional: true })
  tags?: string[];

  @ObjectField(() => Coin, { description: 'The first.', optional: true })
  first?: Coin;

  @ListField(() => Coin, { max: 3, description: 'Coins.', optional: true })
  coins?: Coin[];
}

const json = { isText: false, refusesUnknown: true };
const query = { isText: true, refusesUnknown: false };

const faultsOf = (given: object, reading = json) =>
  readDto(Purse, given, reading).faults.map(({ is, path }) => `${is} ${path.join('/')}`);

describe('reading a DTO', () => {
  it('makes objects of its classes, each value in its one spelling', () => {
    const given = {
      name: ' a ',
      since: '2026-11-21T09:30:00+08:00',
      tags: [' b '],
      first: { metal: ' gold' },
      coins: [{ metal: 'gold', weight: ' 1.5' }, { metal: 'silver' }],
    };
    expect(faultsOf(given)).toEqual(['wrong first/metal']);
    const { dto, faults } = readDto(Purse, { ...given, first: { metal: 'gold' } }, json);
    expect(faults).toEqual([]);
    expect(dto).toBeInstanceOf(Purse);
    const { first, coins = [] } = dto as Purse;
    expect([first, ...coins].map((coin) => coin instanceof Coin)).toEqual([true, true, true]);
    expect(dto).toEqual({
      name: 'a',
      number: 7,
      since: '2026-11-21T01:30:00Z',
      tags: ['b'],
      first: { metal: 'gold' },
      coins: [{ metal: 'gold', weight: '1.5' }, { metal: 'silver' }],
    });
  });

  it('reads numbers, booleans and lists of one from text, and only there', () => {
    const given = { name: 'a', number: '3', open: 'true', tags: 'b', other: '1' };
    expect(readDto(Purse, given, query)).toEqual({
      dto: { name: 'a', number: 3, open: true, tags: ['b'] },
      faults: [],
    });
    expect(faultsOf(given)).toEqual(['unknown other', 'wrong number', 'wrong open', 'wrong tags']);
  });

  it('tells all that is wrong: unknown names first, then field by field', () => {
    expect(faultsOf({ more: 1, coins: [{ metal: 'gold', alloy: 1 }, {}], name: '' })).toEqual([
      'unknown more',
      'wrong name',
      'unknown coins/0/alloy',
      'missing coins/1/metal',
    ]);
  });

  it('never takes null for absence, nor a list for an object', () => {
    expect(faultsOf({ name: null, number: null, first: null, coins: null })).toEqual([
      'wrong name',
      'wrong number',
      'wrong first',
      'wrong coins',
    ]);
    expect(faultsOf({ name: 'a', first: [], coins: {} })).toEqual(['wrong first', 'wrong coins']);
  });

  it('leads to the items of a list that are wrong, else to the list', () => {
    const lists = { tags: ['a', 1, 'toolong'], coins: [{ metal: 'gold' }, 3] };
    expect(faultsOf({ name: 'a', ...lists })).toEqual([
      'wrong tags/1',
      'wrong tags/2',
      'wrong coins/1',
    ]);
    expect(faultsOf({ name: 'a', tags: ['a', 'b', 'c'] })).toEqual(['wrong tags']);
  });

  it('finds no fault in what it made, and changes nothing that it was given', () => {
    const values = fc.jsonValue({ maxDepth: 2 });
    const coin = fc.record({
      metal: fc.constantFrom('gold', 'silver'),
      weight: fc.constant('1.5'),
    });
    const given = fc.record(
      {
        name: fc.oneof(fc.string({ maxLength: 6 }), values),
        number: fc.oneof(fc.nat(), values),
        since: fc.oneof(fc.constant('2026-11-21T09:30:00+08:00'), values),
        tags: fc.oneof(fc.array(fc.string({ maxLength: 4 }), { maxLength: 3 }), values),
        first: fc.oneof(coin, values),
        coins: fc.oneof(fc.array(fc.oneof(coin, values), { maxLength: 4 }), values),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(given, (input) => {
        const before = JSON.stringify(input);
        const { dto, faults } = readDto(Purse, input, json);
        expect(JSON.stringify(input)).toBe(before);
        if (faults.length > 0) return;
        const text = JSON.stringify(dto);
        const again = readDto(Purse, JSON.parse(text) as object, json);
        expect([again.faults, JSON.stringify(again.dto)]).toEqual([[], text]);
      }),
    );
  });
});

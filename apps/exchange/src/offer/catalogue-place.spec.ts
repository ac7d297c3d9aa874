import { encodeCursor } from '@ledger/http/cursor.js';
import { HttpProblem } from '@ledger/http/problems/http-problem.js';
import { placeAt, tokenOf } from './catalogue-place.js';

const filter = { limit: 7, offset: 3, where: [['kind', 'ordinary']] as const };
const row = { firstPosition: 42 };
const list = 'dsp-catalog';

describe('a place in the catalogue', () => {
  it.each(['next', 'previous'] as const)('is found again by its token: %s', (way) =>
    // The offset led to the first page: it does not count twice.
    expect(placeAt(tokenOf(filter, way, row))).toEqual({
      filter: { ...filter, offset: 0 },
      from: { position: 42, way },
    }),
  );

  it.each<[string, string]>([
    ['no token', 'x'],
    ['another list’s', encodeCursor('exports', [42, 'next', '{"limit":7,"where":[]}'])],
    ['another way', encodeCursor(list, [42, 'sideways', '{"limit":7,"where":[]}'])],
    ['no filter', encodeCursor(list, [42, 'next', 'null'])],
    ['a page that is too long', encodeCursor(list, [42, 'next', '{"limit":101,"where":[]}'])],
    [
      'a column that cannot be asked for',
      encodeCursor(list, [42, 'next', '{"limit":7,"where":[["content","x"]]}']),
    ],
    [
      'a value that is none',
      encodeCursor(list, [42, 'next', '{"limit":7,"where":[["kind",{"a":1}]]}']),
    ],
  ])('is none where the token is %s', (_, token) => {
    expect(() => placeAt(token)).toThrow(HttpProblem);
  });
});

import { partyIdOf } from '@ledger/event-store/ids.js';
import { partyIdByIdentifier, partyIdInPath } from './party-key.js';

describe('the party that a path names', () => {
  const partyId = partyIdOf('uscc', '91440300MADX00019R');

  it('is the same by id and by code, in any case', () => {
    expect(partyIdInPath(partyId)).toBe(partyId);
    expect(partyIdInPath('91440300MADX00019R')).toBe(partyId);
    expect(partyIdInPath(' 91440300madx00019r ')).toBe(partyId);
    expect(partyIdByIdentifier({ kind: 'uscc', value: '91440300madx00019R' })).toBe(partyId);
  });

  it('may be named by its LEI', () =>
    expect(partyIdInPath('5493001kjtiigc8y1r12')).toBe(partyIdOf('lei', '5493001KJTIIGC8Y1R12')));

  it('may be named by its entry in a foreign register', () => {
    const partyId = partyIdOf('foreign', 'DE:HRB 12345');
    expect([partyIdInPath('de:hrb 12345'), partyIdInPath('foreign:DE:HRB 12345')]).toEqual([
      ...[partyId, partyId],
    ]);
  });

  it('is always an id, so that odd text finds nobody', () => {
    for (const text of ['x', "'; DROP TABLE party; --", '行'.repeat(300)]) {
      expect(partyIdInPath(text)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

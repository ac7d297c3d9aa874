import { newId } from './ids.js';
import { newSalt, randomPart } from './random.js';

describe('random bytes from a pool', () => {
  it('are handed out once, also where the pool is filled again', () => {
    const parts = Array.from({ length: 10_000 }, () => newSalt());
    expect(new Set(parts).size).toBe(parts.length);
    for (const part of parts) expect(part).toMatch(/^[0-9a-f]{32}$/);
  });

  it('have the length asked for wherever the pool stands', () => {
    for (let bytes = 1; bytes <= 64; bytes++) expect(randomPart(bytes)).toHaveLength(bytes);
    expect(randomPart(64).some((byte) => byte !== 0)).toBe(true);
  });

  it('make ids that are new and in the order of their milliseconds', () => {
    const ids = Array.from({ length: 10_000 }, () => newId());
    expect(new Set(ids).size).toBe(ids.length);
    const instants = ids.map((id) => id.slice(0, 13));
    expect([...instants].sort()).toEqual(instants);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
  });
});

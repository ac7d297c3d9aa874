import fc from 'fast-check';
import { specOf } from '../testing/decider-spec.js';
import { shippedSchemes } from '../policy/scheme.policies.js';
import { serialMax } from './schemes.js';
import {
  type SerialCommand,
  serialDecider,
  type SerialEvent,
  serialFor,
  serialKind,
} from './serial.decider.js';
import { systemMeta as meta } from './testing/application.js';

const series = 'certificate-3f2a1b0c-1111-5111-8111-111111111111-2026-11';
const draw = (drawnFor: string): SerialCommand => ({
  type: 'DrawSerial',
  data: { series, drawnFor },
  meta,
});
const drawn = (number: number, drawnFor: string): SerialEvent => ({
  type: 'SerialDrawn',
  data: { series, number, drawnFor },
});
const given = specOf(serialDecider);

describe('drawing a serial', () => {
  it('counts from 1 without gaps', () => {
    given().when(draw('a')).then(drawn(1, 'a'));
    given(drawn(1, 'a')).when(draw('b')).then(drawn(2, 'b'));
  });

  it('says nothing when one was drawn for the same thing', () =>
    given(drawn(1, 'a'), drawn(2, 'b')).when(draw('a')).thenNothing());

  it('ends where the digits of the number end', () => {
    expect(serialKind.eventsMax).toBe(serialMax(shippedSchemes['in-house']));
    const last = { count: 999_998, drawn: [] };
    expect(serialDecider.decide(draw('a'), last)).toEqual([drawn(999_999, 'a')]);
    const full = serialDecider.evolve(last, drawn(999_999, 'a'));
    expect(serialDecider.decide(draw('a'), full)).toEqual([]);
    expect(() => serialDecider.decide(draw('b'), full)).toThrow('certificate_serial_exhausted');
  });

  it('ends earlier where the number has fewer digits', () => {
    expect(serialMax(shippedSchemes['national-2026'])).toBe(9_999);
    const drawing = { ...draw('b'), data: { series, drawnFor: 'b', numberMax: 9_999 } };
    const last = { count: 9_998, drawn: [] };
    expect(serialDecider.decide(drawing, last)).toEqual([drawn(9_999, 'b')]);
    expect(() => serialDecider.decide(drawing, { ...last, count: 9_999 })).toThrow(
      'certificate_serial_exhausted',
    );
  });

  it('finds a stream with a gap to be corrupt', () =>
    expect(() => serialDecider.evolve(serialDecider.initialState(), drawn(2, 'a'))).toThrow(
      'has 2 after 0',
    ));

  it('remembers every number, and an earlier state stays what it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (count) => {
        const states = [serialDecider.initialState()];
        for (let number = 1; number <= count; number += 1) {
          states.push(serialDecider.evolve(states[number - 1]!, drawn(number, `for-${number}`)));
        }
        const last = states[count]!;
        for (let number = 1; number <= count; number += 1) {
          expect(serialFor(last, `for-${number}`)).toBe(number);
          expect(serialFor(states[number - 1]!, `for-${number}`)).toBeUndefined();
        }
      }),
      { numRuns: 20 },
    );
  });
});

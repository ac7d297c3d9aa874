import fc from 'fast-check';
import { Refused } from '../refusal.js';
import {
  act,
  bank,
  buyer,
  licensed,
  now,
  offerId,
  opened,
  otherBuyer,
  reservation,
  terms,
  theSystem,
} from './testing/title-samples.js';
import type { TitleCommand } from './title.commands.js';
import { titleDecider } from './title.decider.js';
import { placesTaken } from './title.standing.js';
import type { Title } from './title.state.js';

const runs = 200;
const { decide, evolve, initialState } = titleDecider;

/** Orders of several buyers that come, are contracted, called off and run out in any order. */
const order = fc.integer({ min: 1, max: 8 }).map((n) => `r-${n}`);
const step: fc.Arbitrary<TitleCommand> = fc.oneof(
  {
    arbitrary: fc.tuple(order, fc.constantFrom(buyer, otherBuyer)).map(([id, licenseePartyId]) => {
      const wanted = reservation(id, { licenseePartyId, terms: terms() });
      return act('ReserveLicence', { ...wanted, sellerPartyId: bank }, theSystem);
    }),
    weight: 4,
  },
  order.map((reservationId) => act('ConfirmLicence', { reservationId }, theSystem)),
  order.map((reservationId) => act('ReleaseReservation', { reservationId }, theSystem)),
  order.map((reservationId) => act('LapseReservation', { reservationId }, theSystem)),
  order.map((grantId) => act('EndGrant', { grantId, reason: '解除' })),
  fc.integer({ min: 1, max: 4 }).map((cap) => act('LowerCap', { offerId, cap })),
);

const tried = (title: Title, command: TitleCommand): Title => {
  try {
    return decide(command, title).reduce(evolve, title);
  } catch (error) {
    if (error instanceof Refused) return title;
    throw error;
  }
};

describe('a capped offer, whatever comes in which order', () => {
  const history = fc.tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.array(fc.tuple(step, fc.constantFrom(0, 0, 1, 10, 30)), { maxLength: 60 }),
  );

  it('never has more licences and reservations than its cap, and fills up to it', () => {
    let wasFull = false;
    fc.assert(
      fc.property(history, ([cap, steps]) => {
        let title = [opened(), licensed({ cap })].reduce(evolve, initialState());
        let at = now;
        for (const [command, hours] of steps) {
          at = new Date(Date.parse(at) + hours * 3_600_000).toISOString();
          const meta = { ...command.meta, now: at };
          const before = title;
          title = tried(title, { ...command, meta } as TitleCommand);
          const taken = placesTaken(title, offerId, at).length;
          const most = title.licensing.get(offerId)?.cap ?? 0;
          expect(taken).toBeLessThanOrEqual(most);
          expect(most).toBeLessThanOrEqual(before.licensing.get(offerId)?.cap ?? 0);
          // Whoever asks while there is room gets a place.
          const isNew =
            command.type === 'ReserveLicence' &&
            !before.reservations.has(command.data.reservationId);
          const room = placesTaken(before, offerId, at).length < most;
          if (isNew) expect(title.version - before.version).toBe(room ? 1 : 0);
          wasFull ||= isNew && !room;
        }
      }),
      { numRuns: runs },
    );
    expect(wasFull).toBe(true);
  });
});

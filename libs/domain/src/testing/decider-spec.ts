import type { Command, Decider, EventBody } from '../decider.js';
import type { RefusalCode } from '../refusal.js';

/** Given these events, when this command, then these events, this refusal, or nothing. */
export const specOf =
  <C extends Command, E extends EventBody, S>({ initialState, evolve, decide }: Decider<C, E, S>) =>
  (...past: E[]) => ({
    when: (command: C) => {
      const run = () => decide(command, past.reduce(evolve, initialState()));
      return {
        then: (...events: E[]) => expect(run()).toEqual(events),
        thenNothing: () => expect(run()).toEqual([]),
        thenRefused: (code: RefusalCode, obstacles?: object) =>
          expect(run).toThrow(
            expect.objectContaining(obstacles === undefined ? { code } : { code, obstacles }),
          ),
        events: run,
      };
    },
  });

import {
  negotiationAfter,
  negotiationGraph,
  negotiationMessages,
  negotiationStates,
  type ConnectorRole,
} from './negotiation.graph.js';
import { transferAfter, transferMessages, transferStates } from './transfer.graph.js';

const roles: readonly ConnectorRole[] = ['consumer', 'provider'];

/** Every step that the protocol draws, written down once more: from, message, by (C, P), to. */
const negotiationSteps = [
  'NONE request C REQUESTED',
  'NONE offer P OFFERED',
  'REQUESTED offer P OFFERED',
  'REQUESTED agreement P AGREED',
  'REQUESTED termination CP TERMINATED',
  'OFFERED request C REQUESTED',
  'OFFERED acceptance C ACCEPTED',
  'OFFERED termination CP TERMINATED',
  'ACCEPTED agreement P AGREED',
  'ACCEPTED termination CP TERMINATED',
  'AGREED verification C VERIFIED',
  'AGREED termination CP TERMINATED',
  'VERIFIED finalization P FINALIZED',
  'VERIFIED termination CP TERMINATED',
];

const transferSteps = [
  'NONE request C REQUESTED',
  'REQUESTED start P STARTED',
  'REQUESTED termination CP TERMINATED',
  'STARTED completion CP COMPLETED',
  'STARTED suspension CP SUSPENDED',
  'STARTED termination CP TERMINATED',
  'SUSPENDED start CP STARTED',
  'SUSPENDED termination CP TERMINATED',
];

const known = (steps: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    steps.flatMap((step) => {
      const [from = '', message = '', by = '', to = ''] = step.split(' ');
      const sides = roles.filter((role) => by.includes(role === 'consumer' ? 'C' : 'P'));
      return sides.map((side) => [`${from} ${message} ${side}`, to] as const);
    }),
  );

const all = <S extends string, M extends string>(
  states: readonly S[],
  messages: readonly M[],
): readonly (readonly [S, M, ConnectorRole])[] =>
  states.flatMap((state) =>
    messages.flatMap((message) => roles.map((role) => [state, message, role] as const)),
  );

describe('the contract negotiation protocol', () => {
  const steps = known(negotiationSteps);
  it.each(all(['NONE', ...negotiationStates], negotiationMessages))(
    'in %s: %s by the %s',
    (state, message, by) =>
      expect(negotiationAfter(state, message, by)).toBe(steps.get(`${state} ${message} ${by}`)),
  );

  it('ends in two states that nothing leads out of', () => {
    expect([negotiationGraph.FINALIZED, negotiationGraph.TERMINATED]).toEqual([{}, {}]);
  });
});

describe('the transfer process protocol', () => {
  const steps = known(transferSteps);
  it.each(all(['NONE', ...transferStates], transferMessages))(
    'in %s: %s by the %s',
    (state, message, by) =>
      expect(transferAfter(state, message, by)).toBe(steps.get(`${state} ${message} ${by}`)),
  );
});

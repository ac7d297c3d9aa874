import { Refused } from '../refusal.js';
import { specOf } from '../testing/decider-spec.js';
import { negotiationKind, type NegotiationCommand } from './negotiation.decider.js';
import type { NegotiationEvent } from './negotiation.events.js';
import {
  negotiationAfter,
  negotiationMessages,
  negotiationStates,
  type ConnectorRole,
  type NegotiationMessage,
  type NegotiationStateName,
} from './negotiation.graph.js';
import { evolveNegotiation, negotiationEventsMax, type Negotiation } from './negotiation.state.js';
import { withPrice } from './policy.js';
import {
  agreement,
  counterPid,
  meta,
  negotiationId,
  offer,
  opening,
} from './testing/dataspace-samples.js';

const given = specOf(negotiationKind.decider);
const id = { negotiationId };

const open = (
  role: ConnectorRole,
  message: 'request' | 'offer' = 'request',
  more: object = {},
): NegotiationCommand => ({
  type: 'OpenNegotiation',
  data: { ...id, message, opening: opening(role), counterPid, offer, ...more },
  meta,
});

const say = (
  message: NegotiationMessage,
  by: ConnectorRole,
  role: ConnectorRole = 'provider',
  more: object = {},
): NegotiationCommand => ({
  type: 'AdvanceNegotiation',
  data: {
    ...{ ...id, message, by },
    ...((message === 'request' || message === 'offer') && { offer }),
    ...(message === 'agreement' && { agreement: agreement(role) }),
    ...more,
  },
  meta,
});

/** What the messages come to, said one after the other. */
const after = (...commands: readonly NegotiationCommand[]): NegotiationEvent[] => {
  const { initialState, evolve, decide } = negotiationKind.decider;
  const events: NegotiationEvent[] = [];
  for (const command of commands)
    events.push(...decide(command, events.reduce(evolve, initialState())));
  return events;
};

/** A way to every state, with the same end as provider and as consumer. */
const ways = (role: ConnectorRole): Readonly<Record<NegotiationStateName, NegotiationEvent[]>> => {
  const c = (message: NegotiationMessage) => say(message, 'consumer', role);
  const p = (message: NegotiationMessage) => say(message, 'provider', role);
  const requested = [open(role)];
  const agreed = [...requested, p('agreement')];
  return {
    REQUESTED: after(...requested),
    OFFERED: after(...requested, p('offer')),
    ACCEPTED: after(...requested, p('offer'), c('acceptance')),
    AGREED: after(...agreed),
    VERIFIED: after(...agreed, c('verification')),
    FINALIZED: after(...agreed, c('verification'), p('finalization')),
    TERMINATED: after(...requested, p('termination')),
  };
};

const stateOf = (events: readonly NegotiationEvent[]): Negotiation | undefined =>
  events.reduce<Negotiation | undefined>(evolveNegotiation, undefined);

const roles: readonly ConnectorRole[] = ['consumer', 'provider'];

describe.each(roles)('as %s: every state and every message of either side', (role) => {
  const every = negotiationStates.flatMap((state) =>
    negotiationMessages.flatMap((message) => roles.map((by) => [state, message, by] as const)),
  );

  it.each(every)('%s: %s by the %s', (state, message, by) => {
    const past = ways(role)[state];
    const to = negotiationAfter(state, message, by);
    const last = stateOf(past)!.last;
    const isRepeated =
      last[by] === message || (state === 'TERMINATED' && message === 'termination');
    const scene = given(...past).when(say(message, by, role));
    if (to === undefined && isRepeated) return scene.thenNothing();
    if (to === undefined) return scene.thenRefused('negotiation_state_forbids');
    const [event] = scene.events();
    expect(stateOf([...past, event!])?.state).toBe(to);
  });
});

describe('a negotiation', () => {
  it('of which nothing is known answers that it is not there', () =>
    given().when(say('verification', 'consumer')).thenRefused('negotiation_not_found'));

  it('opened again by the same message is the same; by another it is taken', () => {
    given(...after(open('provider')))
      .when(open('provider'))
      .thenNothing();
    const elsewhere = { opening: { ...opening('provider'), address: 'https://other.example.org' } };
    given(...after(open('provider')))
      .when(open('provider', 'request', elsewhere))
      .thenRefused('negotiation_pid_taken');
  });

  it('hears a message again by its id; another one that asks the same comes at the wrong time', () => {
    const asked = (messageId: string) =>
      say('request', 'consumer', 'provider', { offer, messageId });
    const past = [
      ...ways('provider').OFFERED,
      ...given(...ways('provider').OFFERED)
        .when(asked('m-1'))
        .events(),
    ];
    given(...past)
      .when(asked('m-1'))
      .thenNothing();
    given(...past)
      .when(asked('m-2'))
      .thenRefused('negotiation_state_forbids');
  });

  it('is not found under another pid of the other side', () =>
    given(...ways('provider').AGREED)
      .when(say('verification', 'consumer', 'provider', { counterPid: 'urn:other' }))
      .thenRefused('negotiation_not_found'));

  it('begun by an offer can be accepted', () => {
    const events = after(open('consumer', 'offer'), say('acceptance', 'consumer', 'consumer'));
    expect(stateOf(events)).toMatchObject({ state: 'ACCEPTED', unsettled: [2] });
  });

  it.each([
    ['target', { target: 'urn:uuid:other' }],
    ['assigner', { assigner: 'urn:somebody' }],
    ['assignee', { assignee: 'urn:somebody' }],
    ['policy', { permission: [{ action: 'use' }] }],
  ])('takes no agreement with another %s', (field, other) =>
    given(...ways('consumer').REQUESTED)
      .when(
        say('agreement', 'provider', 'consumer', {
          agreement: { ...agreement('consumer'), ...other },
        }),
      )
      .thenRefused('negotiation_agreement_differs', { negotiationId, field }),
  );

  it('holds as many offers as fit, and can be ended after that', () => {
    const events = [...after(open('provider'))];
    const turns = ['offer', 'request'] as const;
    const by = { offer: 'provider', request: 'consumer' } as const;
    let refusal: string | undefined;
    for (let turn = 0; refusal === undefined; turn++) {
      const message = turns[turn % 2]!;
      const command = say(message, by[message], 'provider', { offer: withPrice(offer, '1.00') });
      try {
        events.push(...negotiationKind.decider.decide(command, stateOf(events)));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refusal = error.code;
      }
    }
    expect(refusal).toBe('negotiation_full');
    for (const message of stateOf(events)!.unsettled) {
      const data = { ...id, message, settlement: 'acknowledged' } as const;
      const told: NegotiationCommand = { type: 'SettleNegotiationMessage', data, meta };
      events.push(...negotiationKind.decider.decide(told, stateOf(events)));
    }
    given(...events)
      .when(say('termination', 'consumer'))
      .events();
    expect(events.length).toBeLessThan(negotiationEventsMax);
  });
});

describe('a message of ours', () => {
  const settle = (message: number, settlement: 'acknowledged' | 'refused' | 'undeliverable') => ({
    type: 'SettleNegotiationMessage' as const,
    data: { ...id, message, settlement, counterPid: 'urn:theirs', status: 200 },
    meta,
  });

  it('waits until it is taken, once, and tells the other side’s pid', () => {
    const past = after(open('consumer', 'request', { counterPid: undefined }));
    expect(stateOf(past)).toMatchObject({ unsettled: [1] });
    const [taken] = given(...past)
      .when(settle(1, 'acknowledged'))
      .events();
    expect(stateOf([...past, taken!])).toMatchObject({ unsettled: [], counterPid: 'urn:theirs' });
    given(...past, taken!)
      .when(settle(1, 'acknowledged'))
      .thenNothing();
  });

  it.each(['refused', 'undeliverable'] as const)('that is %s ends what was not final', (how) => {
    const past = ways('provider').AGREED;
    const events = given(...past)
      .when(settle(2, how))
      .events();
    expect(events[1]).toMatchObject({
      type: 'NegotiationTerminated',
      data: { by: 'provider', code: how },
    });
    const final = ways('provider').FINALIZED;
    expect(
      given(...final)
        .when(settle(4, how))
        .events(),
    ).toHaveLength(1);
  });
});

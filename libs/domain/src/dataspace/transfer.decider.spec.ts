import { specOf } from '../testing/decider-spec.js';
import type { ConnectorRole } from './negotiation.graph.js';
import { transferKind, type TransferCommand } from './transfer.decider.js';
import type { TransferEvent } from './transfer.events.js';
import {
  transferAfter,
  transferMessages,
  transferStates,
  type TransferMessage,
  type TransferStateName,
} from './transfer.graph.js';
import {
  evolveTransfer,
  transferEventsMax,
  transferOpeningsMax,
  type Transfer,
} from './transfer.state.js';
import {
  counterPid,
  meta,
  negotiationId,
  opening,
  transferId,
} from './testing/dataspace-samples.js';

const given = specOf(transferKind.decider);
const endpoint = {
  endpointType: 'https://w3id.org/idsa/v4.1/HTTP',
  endpoint: 'https://d.example.org',
};

const request = (role: ConnectorRole, more: object = {}): TransferCommand => ({
  type: 'RequestTransfer',
  data: {
    ...{ transferId, opening: opening(role), counterPid, negotiationId },
    ...{ agreementId: 'urn:uuid:agreement', format: 'HttpData-PULL' },
    ...more,
  },
  meta,
});

const say = (message: TransferMessage, by: ConnectorRole, more: object = {}): TransferCommand =>
  message === 'request'
    ? request('provider')
    : {
        type: 'AdvanceTransfer',
        data: { transferId, message, by, ...(message === 'start' && { endpoint }), ...more },
        meta,
      };

const stateOf = (events: readonly TransferEvent[]): Transfer | undefined =>
  events.reduce<Transfer | undefined>(evolveTransfer, undefined);

const after = (...commands: readonly TransferCommand[]): TransferEvent[] => {
  const events: TransferEvent[] = [];
  for (const command of commands)
    events.push(...transferKind.decider.decide(command, stateOf(events)));
  return events;
};

const started = [request('provider'), say('start', 'provider')];
const ways: Readonly<Record<TransferStateName, TransferEvent[]>> = {
  REQUESTED: after(request('provider')),
  STARTED: after(...started),
  SUSPENDED: after(...started, say('suspension', 'consumer')),
  COMPLETED: after(...started, say('completion', 'consumer')),
  TERMINATED: after(...started, say('termination', 'provider')),
};

const roles: readonly ConnectorRole[] = ['consumer', 'provider'];
const every = transferStates.flatMap((state) =>
  transferMessages
    .filter((message) => message !== 'request')
    .flatMap((message) => roles.map((by) => [state, message, by] as const)),
);

describe('every state of a transfer and every message of either side', () => {
  it.each(every)('%s: %s by the %s', (state, message, by) => {
    const past = ways[state];
    const { last } = stateOf(past)!;
    const to = transferAfter(state, message, by);
    const isRepeated = message === 'termination' ? state === 'TERMINATED' : last[by] === message;
    const scene = given(...past).when(say(message, by));
    if (to === undefined && isRepeated) return scene.thenNothing();
    if (to === undefined) return scene.thenRefused('transfer_state_forbids');
    const [event] = scene.events();
    expect(stateOf([...past, event!])?.state).toBe(to);
  });
});

describe('a request', () => {
  it('said again is the same; about something else its pid is taken', () => {
    given(...ways.REQUESTED)
      .when(request('provider'))
      .thenNothing();
    given(...ways.STARTED)
      .when(request('provider'))
      .thenNothing();
    given(...ways.STARTED)
      .when(request('provider', { agreementId: 'urn:other' }))
      .thenRefused('transfer_pid_taken');
  });

  it('names a format that is offered, and an address exactly where it is sent to', () => {
    const formats = ['HttpData-PULL', 'HttpData-PUSH'];
    given()
      .when(request('provider', { formats, format: 'X' }))
      .thenRefused('transfer_format_unknown');
    given().when(request('provider', { formats, endpoint })).thenRefused('transfer_format_unknown');
    const push = { formats, format: 'HttpData-PUSH' };
    given().when(request('provider', push)).thenRefused('transfer_format_unknown');
    expect(
      given()
        .when(request('provider', { ...push, endpoint }))
        .events(),
    ).toHaveLength(1);
  });
});

describe('a start', () => {
  it('to a buyer abroad rests on a declaration, which it names', () => {
    const one = { exportId: 'e', destination: 'SG', basis: 'belowThreshold', isImportant: false };
    const abroad = { year: 2026, isImportant: false, isPersonal: false };
    given(...ways.REQUESTED)
      .when(say('start', 'provider', { abroad: { ...abroad, declared: [] } }))
      .thenRefused('order_export_undeclared');
    const [started] = transferKind.decider.decide(
      say('start', 'provider', { abroad: { ...abroad, declared: [one] } }),
      stateOf(ways.REQUESTED),
    );
    expect(started?.data).toMatchObject({
      exported: { exportId: 'e', year: 2026, destination: 'SG' },
    });
  });

  it('needs an order that entitles, and in a pull the place to fetch from', () => {
    given(...ways.REQUESTED)
      .when(say('start', 'provider', { isEntitled: false }))
      .thenRefused('transfer_order_forbids');
    given(...ways.REQUESTED)
      .when(say('start', 'provider', { endpoint: undefined }))
      .thenRefused('transfer_format_unknown');
  });

  it('after a suspension may come from either side, without the place', () => {
    for (const by of roles) {
      const [event] = given(...ways.SUSPENDED)
        .when(say('start', by, { endpoint: undefined }))
        .events();
      expect(stateOf([...ways.SUSPENDED, event!])).toMatchObject({ state: 'STARTED', endpoint });
    }
  });
});

describe('a transfer', () => {
  it('of which nothing is known, or under another pid, is not there', () => {
    given().when(say('completion', 'consumer')).thenRefused('transfer_not_found');
    given(...ways.STARTED)
      .when(say('completion', 'consumer', { counterPid: 'urn:other' }))
      .thenRefused('transfer_not_found');
  });

  it('stopped and begun so often that it is full can still end', () => {
    const events = [...ways.STARTED];
    const { decide } = transferKind.decider;
    for (let turn = 0; events.length < transferOpeningsMax; turn++) {
      const message = turn % 2 === 0 ? 'suspension' : 'start';
      events.push(...decide(say(message, 'consumer'), stateOf(events)));
    }
    given(...events)
      .when(say('suspension', 'consumer'))
      .thenRefused('transfer_full');
    expect(
      given(...events)
        .when(say('termination', 'consumer'))
        .events(),
    ).toHaveLength(1);
    expect(events.length).toBeLessThan(transferEventsMax);
  });

  it('whose message is refused or cannot be delivered ends', () => {
    const settle = (message: number, settlement: 'acknowledged' | 'refused'): TransferCommand => ({
      type: 'SettleTransferMessage',
      data: { transferId, message, settlement, status: 400 },
      meta,
    });
    const [, ended] = given(...ways.STARTED)
      .when(settle(2, 'refused'))
      .events();
    expect(ended).toMatchObject({
      type: 'TransferTerminated',
      data: { by: 'provider', code: 'refused' },
    });
    expect(
      given(...ways.STARTED)
        .when(settle(2, 'acknowledged'))
        .events(),
    ).toHaveLength(1);
    given(...ways.STARTED)
      .when(settle(1, 'acknowledged'))
      .thenNothing();
    given().when(settle(1, 'acknowledged')).thenRefused('transfer_not_found');
  });
});

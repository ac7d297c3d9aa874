import {
  readCatalogRequest,
  readContractAgreement,
  readContractOffer,
  readContractRequest,
  readNegotiationEvent,
  readNegotiationTermination,
  readTransferCompletion,
  readTransferRequest,
  readTransferStart,
  readTransferSuspension,
  readTransferTermination,
  readVerification,
} from '@ledger/contracts/dataspace/read-message.js';
import { BadMessage } from '@ledger/contracts/dataspace/read-values.js';
import {
  negotiationAnswer,
  negotiationMessage,
  transferAnswer,
  transferMessage,
} from '@ledger/exchange/dataspace/messages.js';
import type { NegotiationEvent, Opening } from '@ledger/domain/dataspace/negotiation.events.js';
import type { Negotiation } from '@ledger/domain/dataspace/negotiation.state.js';
import type { TransferEvent } from '@ledger/domain/dataspace/transfer.events.js';
import type { Transfer } from '@ledger/domain/dataspace/transfer.state.js';
import fc from 'fast-check';
import { faultsOfMessage, messageFaults, type MessageType } from './schemas.js';
import { dspContext } from './scripted-connector.js';

type Json = Readonly<Record<string, unknown>>;

const pids = { providerPid: 'urn:uuid:p', consumerPid: 'urn:uuid:c' };
const atom = { leftOperand: 'dateTime', operator: 'lteq', rightOperand: '2026-12-31T06:00Z' };
const rule = (...constraint: object[]) => ({ action: 'use', constraint });
const target = 'urn:uuid:t';
const offer = { '@type': 'Offer', '@id': 'urn:uuid:o', target, permission: [rule(atom)] };
const agreement = {
  ...{ '@id': 'urn:uuid:a', '@type': 'Agreement', target, timestamp: '2026-01-01T01:00:00Z' },
  ...{ assigner: 'urn:provider', assignee: 'urn:consumer', profile: 'https://example.org/p' },
  permission: [
    rule(atom),
    ...['and', 'or', 'andSequence', 'xone'].map((name) => rule({ [name]: [atom, atom] })),
    rule({ or: [{ and: [atom, atom] }, atom] }),
  ],
};
const dataAddress = {
  ...{ '@type': 'DataAddress', endpointType: 'urn:http', endpoint: 'https://example.org/d' },
  endpointProperties: [{ '@type': 'EndpointProperty', name: 'authType', value: 'bearer' }],
};
const callbackAddress = 'https://example.org/callback';
const why = { ...pids, code: '99', reason: ['x', { en: 'y' }] };

/** Of each message a shape that the specification shows, and what reads it. */
const shapes: readonly (readonly [MessageType, Json, (json: unknown) => object])[] = [
  ['CatalogRequestMessage', { filter: [] }, readCatalogRequest],
  ['ContractRequestMessage', { consumerPid: 'urn:c', offer, callbackAddress }, readContractRequest],
  ['ContractRequestMessage', { ...pids, offer }, readContractRequest],
  ['ContractOfferMessage', { providerPid: 'urn:p', offer, callbackAddress }, readContractOffer],
  ['ContractOfferMessage', { ...pids, offer }, readContractOffer],
  ['ContractAgreementMessage', { ...pids, agreement }, readContractAgreement],
  ['ContractAgreementVerificationMessage', pids, readVerification],
  ['ContractNegotiationEventMessage', { ...pids, eventType: 'ACCEPTED' }, readNegotiationEvent],
  ['ContractNegotiationTerminationMessage', why, readNegotiationTermination],
  [
    'TransferRequestMessage',
    {
      ...{ consumerPid: 'urn:c', agreementId: 'urn:a', format: 'example:HTTP_PUSH' },
      ...{ dataAddress, callbackAddress },
    },
    readTransferRequest,
  ],
  ['TransferStartMessage', { ...pids, dataAddress }, readTransferStart],
  ['TransferStartMessage', pids, readTransferStart],
  ['TransferSuspensionMessage', why, readTransferSuspension],
  ['TransferCompletionMessage', pids, readTransferCompletion],
  ['TransferTerminationMessage', why, readTransferTermination],
];

const messageOf = (type: string, members: Json): Json => ({
  '@context': dspContext,
  '@type': type,
  ...members,
});

const isRead = (read: (json: unknown) => object, json: unknown): boolean => {
  try {
    return typeof read(json) === 'object';
  } catch (error) {
    if (error instanceof BadMessage) return false;
    throw error;
  }
};

describe('every message that the specification shows', () => {
  it.each(shapes)('%s %j is sound and is read', (type, members, read) => {
    const whole = messageOf(type, members);
    expect(messageFaults(type, whole)).toEqual([]);
    expect(isRead(read, { ...whole, 'urn:more': 1 })).toBe(true);
  });

  it.each(shapes)('%s %j without a member that it needs is refused', (type, members, read) => {
    const whole = messageOf(type, members);
    const needed = Object.keys(whole).filter((name) => {
      const rest = Object.fromEntries(Object.entries(whole).filter(([other]) => other !== name));
      return messageFaults(type, rest).length > 0;
    });
    expect(needed).toEqual(expect.arrayContaining(['@context', '@type']));
    for (const name of needed) {
      const rest = Object.fromEntries(Object.entries(whole).filter(([other]) => other !== name));
      expect([name, isRead(read, rest)]).toEqual([name, false]);
      expect([name, isRead(read, { ...whole, [name]: 7 })]).toEqual([name, false]);
    }
  });

  it('whatever else comes is read or refused, never more', () => {
    const readers = [...new Set(shapes.map(([, , read]) => read))];
    const types = shapes.map(([type]) => type);
    const odd = fc.record(
      {
        ...{ '@context': fc.constantFrom(dspContext, dspContext[0], {}, null) },
        ...{ '@type': fc.constantFrom(...types), consumerPid: fc.jsonValue() },
        ...{ providerPid: fc.jsonValue(), offer: fc.jsonValue(), agreement: fc.jsonValue() },
        ...{ dataAddress: fc.jsonValue(), reason: fc.jsonValue(), filter: fc.jsonValue() },
        ...{ callbackAddress: fc.oneof(fc.webUrl(), fc.jsonValue()), format: fc.jsonValue() },
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(odd, fc.jsonValue()), (json) => {
        for (const read of readers) isRead(read, json);
      }),
    );
  });
});

describe('every message of ours is sound', () => {
  const opening: Opening = {
    ...{ role: 'provider', partyId: 'a', counterpartyId: 'b', participantId: 'urn:a' },
    ...{ counterpartId: 'urn:b', address: 'https://example.org' },
  };
  const negotiation = {
    ...opening,
    ...{ negotiationId: 'n', state: 'REQUESTED', counterPid: 'urn:theirs' },
  } as unknown as Negotiation;
  const id = { negotiationId: 'n' };
  const said = [
    { type: 'NegotiationRequested', data: { ...id, offer, opening } },
    { type: 'NegotiationRequested', data: { ...id, offer } },
    { type: 'NegotiationOffered', data: { ...id, offer } },
    { type: 'NegotiationAccepted', data: id },
    { type: 'NegotiationAgreed', data: { ...id, agreement } },
    { type: 'NegotiationVerified', data: id },
    { type: 'NegotiationFinalized', data: id },
    { type: 'NegotiationTerminated', data: { ...id, by: 'provider', code: 'x', reason: ['y'] } },
    { type: 'NegotiationTerminated', data: { ...id, by: 'provider' } },
  ] as unknown as readonly Exclude<NegotiationEvent, { type: 'NegotiationMessageSettled' }>[];

  it.each(
    said.flatMap((event) =>
      (['provider', 'consumer'] as const).map((role) => [event, role] as const),
    ),
  )('%j as %s', (event, role) => {
    const said = { id: 'e', ...event };
    const { body } = negotiationMessage(said, { ...negotiation, role }, callbackAddress);
    expect(faultsOfMessage(body)).toEqual([]);
    expect(body['@id']).toBe('urn:uuid:e');
    expect(faultsOfMessage(negotiationAnswer({ ...negotiation, role }))).toEqual([]);
  });

  const transfer = {
    ...opening,
    ...{ transferId: 't', state: 'STARTED', counterPid: 'urn:theirs' },
    ...{ agreementId: 'urn:a', format: 'HttpData-PULL', negotiationId: 'n' },
  } as unknown as Transfer;
  const flow = { transferId: 't', by: 'provider' };
  const flowed = [
    { type: 'TransferRequested', data: { ...flow, opening } },
    { type: 'TransferStarted', data: flow },
    { type: 'TransferSuspended', data: { ...flow, code: 'x', reason: ['y'] } },
    { type: 'TransferCompleted', data: flow },
    { type: 'TransferTerminated', data: flow },
  ] as unknown as readonly Exclude<TransferEvent, { type: 'TransferMessageSettled' }>[];
  const address = { endpointType: 'urn:http', endpoint: 'https://d.example.org', properties: {} };

  it.each(
    flowed.flatMap((event) =>
      [address, { ...address, properties: { a: 'b' } }, undefined].map(
        (at) => [event, at] as const,
      ),
    ),
  )('%j with %j', (event, at) => {
    const { body } = transferMessage({ id: 'e', ...event }, transfer, callbackAddress, at);
    expect(faultsOfMessage(body)).toEqual([]);
    expect(body['@id']).toBe('urn:uuid:e');
    expect(faultsOfMessage(transferAnswer(transfer))).toEqual([]);
  });
});

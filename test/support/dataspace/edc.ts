import type { JsonObject } from '@ledger/domain/json.js';

/**
 * What an Eclipse EDC connector makes of the messages of others and how it writes its own, written
 * down by us from its sources (2026-08): JSON-LD in, a model of policies, JSON-LD out. Whatever no
 * context names is lost on the way.
 */
export const edcContexts = [
  'https://w3id.org/dspace/2025/1/context.jsonld',
  'https://w3id.org/edc/dspace/v0.0.1',
] as const;
const edc = 'https://w3id.org/edc/v0.0.1/ns/';

type Json = Readonly<Record<string, unknown>>;

const operators = [
  ...['eq', 'neq', 'gt', 'gteq', 'lt', 'lteq', 'hasPart', 'isA', 'isAllOf', 'isAnyOf'],
  ...['isNoneOf', 'isPartOf'],
];

/** A value as its model has it: a list of one is its member; it knows no objects. */
const valueOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.length === 1 ? valueOf(value[0]) : value.map(valueOf);
  if (typeof value === 'object') throw new Error('ClassCastException: JsonObject to JsonString');
  return value;
};

const constraintOf = ({ leftOperand, operator, rightOperand }: JsonObject) => {
  if (typeof leftOperand !== 'string') throw new Error('A constraint has no left operand.');
  if (!operators.includes(String(operator))) throw new Error(`No operator: ${String(operator)}`);
  return { leftOperand, operator, rightOperand: valueOf(rightOperand) };
};

const rulesOf = (rules: unknown) =>
  ((rules ?? []) as readonly Json[]).map(({ action, constraint = [] }) => ({
    action,
    constraint: (constraint as readonly JsonObject[]).map(constraintOf),
  }));

/** The rules of a policy as EDC compares them: one after the other. */
export const edcRules = ({ permission, prohibition, obligation }: Json) => ({
  permission: rulesOf(permission),
  prohibition: rulesOf(prohibition),
  obligation: rulesOf(obligation),
});

/** The same, as it is written again: members by their names, nothing that is empty. */
const edcPolicy = (policy: Json): Json => {
  const { permission, prohibition, obligation } = edcRules(policy);
  const written = (rules: ReturnType<typeof rulesOf>) =>
    rules.map(({ action, constraint }) => ({
      action,
      ...(constraint.length > 0 && { constraint }),
    }));
  return {
    ...(obligation.length > 0 && { obligation: written(obligation) }),
    ...(permission.length > 0 && { permission: written(permission) }),
    profile: policy['profile'],
    ...(prohibition.length > 0 && { prohibition: written(prohibition) }),
  };
};

const messageOf = (type: string, members: Json): Json => ({
  '@context': edcContexts,
  '@id': 'f0e9d1b2-6d7c-4a1e-9a53-0b5f6a7c8d9e',
  '@type': type,
  ...members,
});

/** Its request for an offer of a catalogue: ids are bare, the seller is called as it knows him. */
export const edcRequest = (offer: Json, target: string): Json =>
  messageOf('ContractRequestMessage', {
    callbackAddress: 'https://consumer.example.org/protocol/2025-1',
    consumerPid: 'a1b2c3d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d',
    offer: {
      ...{ '@id': offer['@id'], '@type': 'Offer', assigner: 'did:web:provider.example.org' },
      ...{ ...edcPolicy(offer), target },
    },
  });

/** Its agreement to what it was asked for. */
export const edcAgreement = (offer: Json, pids: Json): Json =>
  messageOf('ContractAgreementMessage', {
    ...pids,
    agreement: {
      ...{ '@id': '0d9c8b7a-6f5e-4d3c-8b1a-0f9e8d7c6b5a', '@type': 'Agreement' },
      ...{ assignee: 'did:web:consumer.example.org', assigner: 'did:web:provider.example.org' },
      ...{ ...edcPolicy(offer), target: offer['target'] },
      timestamp: '2026-11-20T02:00:00Z',
    },
  });

/** Its question for a catalogue; a filter names the terms of its own vocabulary in full. */
export const edcCatalogRequest = (filter?: {
  readonly operand: string;
  readonly value: string;
}): Json => {
  const { '@id': _, ...message } = messageOf('CatalogRequestMessage', {
    filter: [
      {
        '@type': 'QuerySpec',
        filterExpression:
          filter === undefined
            ? []
            : [
                {
                  '@type': 'Criterion',
                  operandLeft: `${edc}${filter.operand}`,
                  operandRight: filter.value,
                  operator: '=',
                },
              ],
        ...{ limit: 50, offset: 0, sortOrder: 'ASC' },
      },
    ],
  });
  return message;
};

const both = { consumerPid: 'c', providerPid: 'p' };

/** The rest of what it says, one of each. */
export const edcMessages: readonly Json[] = [
  messageOf('ContractAgreementVerificationMessage', both),
  messageOf('ContractNegotiationEventMessage', { ...both, eventType: 'FINALIZED' }),
  messageOf('ContractNegotiationTerminationMessage', { ...both, code: '409', reason: ['why'] }),
  messageOf('TransferRequestMessage', {
    ...{ format: 'HttpData-PULL', agreementId: 'urn:uuid:a', consumerPid: 'c' },
    callbackAddress: 'https://consumer.example.org/protocol/2025-1',
  }),
  messageOf('TransferRequestMessage', {
    ...{ format: 'HttpData-PUSH', agreementId: 'urn:uuid:a', consumerPid: 'c' },
    callbackAddress: 'https://consumer.example.org/protocol/2025-1',
    dataAddress: {
      '@type': 'DataAddress',
      endpointProperties: [
        { '@type': 'EndpointProperty', name: `${edc}baseUrl`, value: 'https://sink.example.org' },
      ],
      endpointType: 'HttpData',
    },
  }),
  messageOf('TransferStartMessage', {
    ...both,
    dataAddress: {
      ...{ '@type': 'DataAddress', endpoint: 'https://data.example.org' },
      endpointProperties: [
        { '@type': 'EndpointProperty', name: 'authorization', value: 'a token' },
      ],
      endpointType: 'https://w3id.org/idsa/v4.1/HTTP',
    },
  }),
  messageOf('TransferStartMessage', {
    ...both,
    dataAddress: { '@type': 'DataAddress', endpointProperties: [], endpointType: 'HttpData' },
  }),
  messageOf('TransferSuspensionMessage', { ...both, reason: ['why'] }),
  messageOf('TransferCompletionMessage', both),
  messageOf('TransferTerminationMessage', { ...both, reason: ['why'] }),
];

import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';

/**
 * What the Dataspace Protocol 2025-1 demands of each message, written down by us from its normative
 * tables. Members that it does not name are allowed, as it says.
 */
const context = {
  type: 'array',
  items: { type: 'string' },
  contains: { const: 'https://w3id.org/dspace/2025/1/context.jsonld' },
};
const text = { type: 'string' };
const texts = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, text]));

const message = (type: string, properties: object = {}, required: readonly string[] = []) => ({
  type: 'object',
  properties: { '@context': context, '@type': { const: type }, ...properties },
  required: ['@context', '@type', ...required],
});
const pids = texts('providerPid', 'consumerPid');
const process = (type: string, properties: object = {}, required: readonly string[] = []) =>
  message(type, { ...pids, ...properties }, ['providerPid', 'consumerPid', ...required]);
const reasons = { code: text, reason: { type: 'array', minItems: 1 } };

const operators = [
  ...['eq', 'gt', 'gteq', 'lteq', 'hasPart', 'isA', 'isAllOf', 'isAnyOf', 'isNoneOf'],
  ...['isPartOf', 'lt', 'term-lteq', 'neq'],
];
const atomic = {
  type: 'object',
  properties: {
    leftOperand: text,
    operator: { enum: operators },
    rightOperand: { type: ['string', 'object', 'array'] },
  },
  required: ['leftOperand', 'operator', 'rightOperand'],
};
const connectives = ['and', 'andSequence', 'or', 'xone'] as const;
const constraints = { type: 'array', items: { $ref: 'Constraint' } };
const logical = {
  type: 'object',
  properties: Object.fromEntries(connectives.map((name) => [name, constraints])),
  oneOf: connectives.map((name) => ({ required: [name] })),
};
/** What its own parts may be again. */
const constraint = { $id: 'Constraint', type: 'object', oneOf: [atomic, logical] };
const rule = {
  type: 'object',
  properties: {
    action: text,
    constraint: constraints,
  },
  required: ['action'],
};
const rules = { type: 'array', minItems: 1, items: rule };
const policy = (type: string, properties: object, required: readonly string[]) => ({
  type: 'object',
  properties: {
    ...{ '@id': text, '@type': { const: type } },
    profile: { oneOf: [text, { type: 'array', items: text }] },
    ...{ permission: rules, prohibition: rules, obligation: rules, ...properties },
  },
  required: ['@id', '@type', ...required],
  anyOf: [{ required: ['permission'] }, { required: ['prohibition'] }],
});
const offer = { ...policy('Offer', {}, []), not: { required: ['target'] } };
const messageOffer = policy('Offer', { target: text }, ['target']);
const agreement = policy('Agreement', texts('target', 'assigner', 'assignee', 'timestamp'), [
  ...['target', 'assigner', 'assignee', 'timestamp'],
]);

const service = {
  type: 'object',
  properties: { '@id': text, '@type': { const: 'DataService' }, endpointURL: text },
  required: ['@id', '@type', 'endpointURL'],
};
const distribution = {
  type: 'object',
  properties: {
    format: text,
    accessService: { oneOf: [text, service] },
    hasPolicy: { type: 'array', minItems: 1, items: offer },
  },
  required: ['format', 'accessService'],
};
const dataset = {
  type: 'object',
  properties: {
    '@id': text,
    hasPolicy: { type: 'array', minItems: 1, items: offer },
    distribution: { type: 'array', minItems: 1, items: distribution },
  },
  required: ['@id', 'hasPolicy', 'distribution'],
};
const resource = {
  ...texts('@id'),
  distribution: { type: 'array', minItems: 1, items: distribution },
};
/** A catalogue, and those that stand in it. */
const catalogue = {
  $id: 'Catalogue',
  type: 'object',
  properties: {
    ...resource,
    '@type': { const: 'Catalog' },
    dataset: { type: 'array', minItems: 1, items: dataset },
    catalog: { type: 'array', minItems: 1, items: { $ref: 'Catalogue' } },
    service: { type: 'array', minItems: 1, items: service },
  },
  required: ['@id', '@type'],
  not: { required: ['hasPolicy'] },
};
const dataAddress = {
  type: 'object',
  properties: {
    '@type': { const: 'DataAddress' },
    ...texts('endpointType', 'endpoint'),
    endpointProperties: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: { '@type': { const: 'EndpointProperty' }, ...texts('name', 'value') },
        required: ['@type', 'name', 'value'],
      },
    },
  },
  required: ['@type', 'endpointType'],
};
const negotiationStates = [
  ...['REQUESTED', 'OFFERED', 'ACCEPTED', 'AGREED', 'VERIFIED', 'FINALIZED', 'TERMINATED'],
];
const transferStates = ['REQUESTED', 'STARTED', 'TERMINATED', 'COMPLETED', 'SUSPENDED'];
const opens = (other: string) => ({
  oneOf: [{ required: ['callbackAddress'] }, { required: [other] }],
});

const schemas = {
  VersionResponse: {
    type: 'object',
    properties: {
      protocolVersions: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          properties: { ...texts('version', 'path', 'serviceId'), binding: { const: 'HTTPS' } },
          required: ['version', 'path', 'binding'],
        },
      },
    },
    required: ['protocolVersions'],
  },
  CatalogRequestMessage: message('CatalogRequestMessage', { filter: { type: 'array' } }),
  Catalog: {
    ...message('Catalog', texts('participantId'), ['participantId']),
    $ref: 'Catalogue',
  },
  Dataset: {
    ...dataset,
    properties: { ...dataset.properties, '@context': context },
    required: ['@context', ...dataset.required],
  },
  CatalogError: message('CatalogError', { code: text, reason: { type: 'array' } }),
  ContractRequestMessage: {
    ...message('ContractRequestMessage', { ...pids, callbackAddress: text, offer: messageOffer }, [
      'consumerPid',
      'offer',
    ]),
    ...opens('providerPid'),
  },
  ContractOfferMessage: {
    ...message('ContractOfferMessage', { ...pids, callbackAddress: text, offer: messageOffer }, [
      ...['providerPid', 'offer'],
    ]),
    ...opens('consumerPid'),
  },
  ContractAgreementMessage: process('ContractAgreementMessage', { agreement }, ['agreement']),
  ContractAgreementVerificationMessage: process('ContractAgreementVerificationMessage'),
  ContractNegotiationEventMessage: process(
    'ContractNegotiationEventMessage',
    { eventType: { enum: ['ACCEPTED', 'FINALIZED'] } },
    ['eventType'],
  ),
  ContractNegotiationTerminationMessage: process('ContractNegotiationTerminationMessage', reasons),
  ContractNegotiation: process('ContractNegotiation', { state: { enum: negotiationStates } }, [
    'state',
  ]),
  ContractNegotiationError: process('ContractNegotiationError', reasons),
  TransferRequestMessage: message(
    'TransferRequestMessage',
    { ...texts('consumerPid', 'agreementId', 'format', 'callbackAddress'), dataAddress },
    ['consumerPid', 'agreementId', 'format', 'callbackAddress'],
  ),
  TransferStartMessage: process('TransferStartMessage', { dataAddress }),
  TransferSuspensionMessage: process('TransferSuspensionMessage', reasons),
  TransferCompletionMessage: process('TransferCompletionMessage'),
  TransferTerminationMessage: process('TransferTerminationMessage', reasons),
  TransferProcess: process('TransferProcess', { state: { enum: transferStates } }, ['state']),
  TransferError: process('TransferError', reasons),
} as const;

export type MessageType = keyof typeof schemas;

const ajv = new Ajv2019({ allErrors: true, strict: false, schemas: [constraint, catalogue] });
const compiled = new Map<MessageType, ValidateFunction>();

/** What is wrong with a message of a type, by its schema; nothing where it is sound. */
export const messageFaults = (type: MessageType, value: unknown): readonly string[] => {
  const validate = compiled.get(type) ?? ajv.compile(schemas[type]);
  compiled.set(type, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message: what }) => `${instancePath} ${what}`,
  );
};

/** Faults of a message by the type that it says of itself. */
export const faultsOfMessage = (value: unknown): readonly string[] => {
  const type = String((value as Record<string, unknown> | null)?.['@type']);
  return type in schemas ? messageFaults(type as MessageType, value) : [`${type} is no message`];
};

import { negotiationStates } from '@ledger/domain/dataspace/negotiation.graph.js';
import {
  BooleanField,
  DecimalField,
  EnumField,
  Field,
  IdField,
  InstantField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { PageQuery } from '../page.js';
import type { Shape } from '../shape.js';
import { text } from '../shape.js';
import { WrittenDto } from '../written.dto.js';
import { DataspaceProcessDto } from './dataspace-process.dto.js';

/** JSON that the Dataspace Protocol describes: the protocol’s own reader judges it. */
const protocolJson: Shape = {
  accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  zh: '数据空间协议所述的 JSON 对象',
  en: 'a JSON object as the Dataspace Protocol describes it',
  schema: { type: 'object' },
};

const anOffer = {
  '@id': 'urn:uuid:3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c#policy-2',
  '@type': 'Offer',
  target: 'urn:uuid:3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
  permission: [{ action: 'use' }],
};

/** Where a catalogue is read on. */
export class ContinuationQuery {
  @TextField({ max: 8_000, optional: true, description: 'From the `Link` header.', example: 'x' })
  continuationToken?: string;
}

/** Where a foreign catalogue is read on. */
export class ForeignCatalogueQuery {
  @TextField({
    max: 2_000,
    optional: true,
    description: 'The `next` of an earlier page; only the same origin is asked.',
    example: 'https://connector.example.org/dsp/2025-1/catalog/request?continuationToken=x',
  })
  at?: string;
}

/** Another organisation's connector. */
export class AddConnectorDto {
  @TextField({
    max: 100,
    description: 'Whose it is: unified social credit code, LEI or party id.',
    example: '91330106MA2EXAMP1E',
  })
  counterparty!: string;

  @TextField({
    max: 500,
    optional: true,
    description: 'What it is called in the dataspace; absent: by its party id.',
    example: 'did:web:provider.example.org',
  })
  participantId?: string;

  @TextField({
    max: 500,
    optional: true,
    description:
      'What our organisation is called there, in offers and agreements with it; absent: by its ' +
      'party id.',
    example: 'did:web:seller.example.org',
  })
  ownParticipantId?: string;

  @TextField({
    max: 2_000,
    description: 'Base address of its Dataspace Protocol 2025-1.',
    example: 'https://connector.example.org/dsp/2025-1',
  })
  address!: string;

  @TextField({
    max: 4_000,
    optional: true,
    description:
      'Value of the Authorization header that it wants to see; kept sealed, never shown.',
    example: 'Bearer 4f1d9a',
  })
  authorization?: string;
}

/** A connector that is known, without its credential. */
export class ConnectorDto {
  @IdField({ description: 'Id of the connector.' })
  id!: string;

  @IdField({ description: 'Whose it is.' })
  counterpartyId!: string;

  @TextField({ max: 500, description: 'Its name in the dataspace.', example: 'urn:uuid:3f2b' })
  participantId!: string;

  @TextField({
    max: 500,
    optional: true,
    description: 'What our organisation is called there.',
    example: 'did:web:seller.example.org',
  })
  ownParticipantId?: string;

  @TextField({ max: 2_000, description: 'Its base address.', example: 'https://c.example.org' })
  address!: string;

  @BooleanField({ description: 'Whether a credential for it is kept.' })
  hasCredential!: boolean;

  @InstantField({ description: 'Since when it is known.' })
  createdAt!: string;
}

/** Connectors, page by page. */
export class ConnectorsQuery extends PageQuery {}

/** Asks a foreign provider for one of its offers. */
export class RequestContractDto {
  @IdField({ description: 'Connector of the provider.' })
  connectorId!: string;

  @Field(protocolJson, {
    description: 'The offer as its catalogue has it, with the data set as `target`.',
    example: anOffer,
  })
  offer!: Record<string, unknown>;

  @TextField({
    max: 500,
    optional: true,
    description:
      'What the provider calls our organisation; absent: as the connector was made known.',
    example: 'did:web:buyer.example.org',
  })
  participantId?: string;
}

/** Offers a product of ours to a foreign consumer. */
export class OfferContractDto {
  @IdField({ description: 'Connector of the consumer.' })
  connectorId!: string;

  @IdField({ description: 'Listed offer of our organisation.' })
  offerId!: string;
}

/** What our side says next in a negotiation. */
export class SayInNegotiationDto {
  @EnumField(['request', 'acceptance', 'termination'], {
    description: 'Another request at another price, acceptance of the offer, or the end.',
    example: 'termination',
  })
  message!: 'request' | 'acceptance' | 'termination';

  @DecimalField({
    scale: 2,
    optional: true,
    description: 'With a request: the price that is asked for.',
    example: '98000.00',
  })
  price?: string;

  @TextField({ max: 500, optional: true, description: 'Why it ends.', example: '价格不合适' })
  reason?: string;
}

/** The answer to what was said: the process, and what it has come to. */
export class DataspaceWrittenDto extends WrittenDto {
  @TextField({ max: 20, description: 'State of the process.', example: 'REQUESTED' })
  state!: string;
}

/** Which processes. */
export class NegotiationsQuery extends PageQuery {
  @EnumField(negotiationStates, { optional: true, description: 'In this state.' })
  state?: string;
}

/** What the agreement entitles our side to, as consumer. */
export class AgreedUseDto {
  @ListField(text({ max: 500 }), { max: 100, optional: true, description: 'For what.' })
  purposes?: readonly string[];

  @ListField(text({ max: 500 }), { max: 100, optional: true, description: 'Where.' })
  territories?: readonly string[];

  @TextField({
    max: 100,
    optional: true,
    description: 'From when on.',
    example: '2026-11-01T00:00:00+08:00',
  })
  from?: string;

  @TextField({
    max: 100,
    optional: true,
    description: 'Until when.',
    example: '2027-10-31T23:59:59+08:00',
  })
  until?: string;

  @TextField({ max: 100, optional: true, description: 'How often at most.', example: '1000' })
  countMax?: string;

  @BooleanField({ description: 'Whether it may be used now, by the clock.' })
  isInForce!: boolean;
}

/** One negotiation as our side sees it. */
export class NegotiationDto extends DataspaceProcessDto {
  @EnumField(negotiationStates, { description: 'State of the protocol.' })
  state!: string;

  @IdField({ optional: true, description: 'As provider: the order that it is about.' })
  orderId?: string;

  @Field(protocolJson, { description: 'The offer as last spoken of.', example: anOffer })
  offer!: Record<string, unknown>;

  @Field(protocolJson, {
    optional: true,
    description: 'What both are bound by.',
    example: { '@id': 'urn:uuid:3f2b', '@type': 'Agreement' },
  })
  agreement?: Record<string, unknown>;

  @ObjectField(() => AgreedUseDto, {
    optional: true,
    description: 'As consumer, once it is final: what the agreement entitles to.',
  })
  use?: AgreedUseDto;
}

/** What a foreign catalogue holds, as it came. */
export class ForeignCatalogueDto {
  @Field(protocolJson, { description: 'The page as the provider wrote it.', example: {} })
  catalogue!: Record<string, unknown>;

  @ListField(text({ max: 500 }), { max: 10_000, description: 'Ids of the offers on it.' })
  offerIds!: readonly string[];

  @TextField({ max: 2_000, optional: true, description: 'Where it goes on.', example: 'x' })
  next?: string;
}

import type { ForeignCatalogueDto } from '@ledger/contracts/dataspace/dataspace.dto.js';
import { dataspaceContext } from '@ledger/contracts/dataspace/protocol.js';
import { BadMessage, Members } from '@ledger/contracts/dataspace/read-values.js';
import { refuse } from '@ledger/domain/refusal.js';
import { OutboundSender } from '@ledger/http/outbound/outbound-sender.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Inject, Injectable } from '@nestjs/common';
import { type Connector, Connectors } from './connectors.js';

const catalogueBytesMax = 4 * 1_024 * 1_024;
const datasetsMax = 2_000;
const never = new AbortController().signal;

/** Asks foreign connectors what they offer. */
@Injectable()
export class ForeignCatalogue {
  constructor(
    @Inject(Connectors) private readonly connectors: Connectors,
    @Inject(OutboundSender) private readonly sender: OutboundSender,
  ) {}

  /** A page; `at`: where an earlier one said that it goes on. Throws `unavailable`. */
  async page(connector: Connector, at?: string): Promise<ForeignCatalogueDto> {
    const { ownerPartyId, counterpartyId, address } = connector;
    const url = placeOf(address, at);
    const authorization = await this.connectors.credentialFor(
      ownerPartyId,
      counterpartyId,
      address,
    );
    const request = { '@context': dataspaceContext, '@type': 'CatalogRequestMessage', filter: [] };
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(authorization !== undefined && { authorization }),
    };
    const ask = { method: 'POST' as const, headers, body: JSON.stringify(request) };
    const sent = await this.sender.ask(url, { ...ask, bytesMax: catalogueBytesMax }, never);
    if (!('status' in sent) || sent.status !== 200 || sent.body === undefined) {
      throw problem('unavailable', { retryAfterSeconds: 5, cause: sent });
    }
    const next = nextOf(sent.link, url);
    return { ...catalogueIn(sent.body), ...(next !== undefined && { next }) };
  }
}

/** Only the connector itself is asked on, wherever its answers may point. */
const placeOf = (address: string, at: string | undefined): URL => {
  const own = new URL(`${address}/catalog/request`);
  if (at === undefined) return own;
  const place = URL.canParse(at, own.href) ? new URL(at, own) : undefined;
  if (place?.origin === own.origin) return place;
  return refuse('dataspace_address_refused', { fault: 'anotherOrigin' });
};

/** RFC 8288: the link with the relation `next`. */
const nextOf = (link: string | undefined, from: URL): string | undefined => {
  const [, target] = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(link ?? '') ?? [];
  return target !== undefined && URL.canParse(target, from.href)
    ? new URL(target, from).toString()
    : undefined;
};

const catalogueIn = (text: string): Pick<ForeignCatalogueDto, 'catalogue' | 'offerIds'> => {
  try {
    const catalogue = Members.of(JSON.parse(text)).typed('Catalog');
    const offers = catalogue
      .objects('dataset', datasetsMax)
      .flatMap((dataset) => dataset.objects('hasPolicy', 50));
    return { catalogue: catalogue.raw(), offerIds: offers.map((offer) => offer.text('@id', 500)) };
  } catch (error) {
    if (!(error instanceof BadMessage) && !(error instanceof SyntaxError)) throw error;
    throw problem('unavailable', { retryAfterSeconds: 60, cause: error });
  }
};

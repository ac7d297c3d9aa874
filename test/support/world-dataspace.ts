import { partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { organisations, type RunningApp, type TestCluster } from './apps.js';
import { dspContext } from './dataspace/scripted-connector.js';

const { bank, lender } = organisations;
const base = '/v1/dsp/2025-1';
const theirs = 'did:web:provider.example.org';
const target = 'urn:uuid:9b3c2f4e-0000-4000-8000-000000000001';
const permission = [{ action: 'use' }];

/** The connector of a foreign provider, at an address that leads nowhere. */
export const foreignConnector = {
  counterparty: lender,
  participantId: theirs,
  address: 'https://connector.provider.example/dsp',
};

/** What the bank asks it for. */
export const foreignOffer = { '@id': 'urn:offer:1', '@type': 'Offer', target, permission };

/** The part of a world that this needs. */
interface Stage {
  readonly exchange: RunningApp;
  readonly cluster: Pick<TestCluster, 'settled'>;
  post(
    app: RunningApp,
    path: string,
    body: object,
    who?: readonly [org: string, ...roles: CallerRole[]],
  ): Promise<{ readonly id: string }>;
}

/** A connector, a negotiation of the bank's that came to its end, and a transfer under it. */
export const dataspaceOf = async (
  world: Stage,
): Promise<{ connectorId: string; negotiationId: string; transferId: string }> => {
  const { exchange, cluster } = world;
  const post = (path: string, body: object) => world.post(exchange, path, body);
  const { id: connectorId } = await post('/v1/dataspace/connectors', foreignConnector);
  const wanted = { connectorId, offer: foreignOffer };
  const { id: negotiationId } = await post('/v1/dataspace/negotiations', wanted);
  const consumerPid = `urn:uuid:${negotiationId}`;
  const say = async (path: string, type: string, members: object): Promise<void> => {
    const pids = { consumerPid, providerPid: 'urn:theirs:1' };
    const body = { '@context': dspContext, '@type': type, ...pids, ...members };
    const at = `${base}/negotiations/${consumerPid}/${path}`;
    await world.post(exchange, at, body, [lender, 'manager']);
    await cluster.settled();
  };
  const agreement = {
    ...{ '@id': 'urn:agreement:1', '@type': 'Agreement', target, permission },
    ...{ assigner: theirs, assignee: `urn:uuid:${partyIdOf('uscc', bank)}` },
    timestamp: '2026-11-20T02:00:00.000Z',
  };
  await say('agreement', 'ContractAgreementMessage', { agreement });
  await say('events', 'ContractNegotiationEventMessage', { eventType: 'FINALIZED' });
  const asked = { negotiationId, format: 'HttpData-PULL' };
  const { id: transferId } = await post('/v1/dataspace/transfers', asked);
  return { connectorId, negotiationId, transferId };
};

import { organisations } from './apps.js';
import type { Once } from './once.js';
import type { World } from './world.js';
import { foreignConnector, foreignOffer } from './world-dataspace.js';

const manager = [organisations.bank, 'manager'] as const;

/** What our side does in dataspaces, each step under one key. */
export const dataspaceOnce = async (
  world: World,
  once: Once,
  asked: Set<string>,
): Promise<void> => {
  const route = (rest: string) => `exchange POST /v1/dataspace/${rest}`;
  const connectorId = await once(route('connectors'), {
    ...{ as: manager, body: foreignConnector },
    other: { ...foreignConnector, participantId: 'did:web:other.example.org' },
  });
  const wanted = { connectorId, offer: foreignOffer };
  const negotiationId = await once(route('negotiations'), {
    ...{ as: manager, body: wanted, other: { ...wanted, participantId: 'did:web:bank' } },
  });
  const order = await world.send(world.route('exchange GET /v1/orders/{orderId}'), { as: manager });
  const { offerId } = order.body as { readonly offerId: string };
  const given = { connectorId, offerId };
  const another = { ...given, connectorId: world.things['connectorId'] };
  await once(route('negotiations/offers'), { as: manager, body: given, other: another });
  const end = { body: { message: 'termination' }, other: { message: 'acceptance' } };
  await once(route('negotiations/{negotiationId}/messages'), {
    ...{ as: manager, things: { negotiationId }, ...end },
  });
  const data = { negotiationId: world.things['negotiationId'] ?? '', format: 'HttpData-PULL' };
  const transferId = await once(route('transfers'), {
    ...{ as: manager, body: data, other: { ...data, format: 'other-PULL' } },
  });
  const stop = { body: { message: 'termination' }, other: { message: 'completion' } };
  await once(route('transfers/{transferId}/messages'), {
    ...{ as: manager, things: { transferId }, ...stop },
  });
  // What is forgotten is forgotten, however often: no event says so.
  const removal = world.route(route('connectors/{connectorId}/removal'));
  asked.add(removal.name);
  const { status, body } = await world.send(removal, { as: manager, things: { connectorId } });
  expect([status, body]).toMatchObject([200, { hasCredential: false }]);
};

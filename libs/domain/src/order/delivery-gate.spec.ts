import { openGates } from '../offer/testing/open-gates.js';
import { titleKind } from '../title/title.decider.js';
import type { TitleEvent } from '../title/title.events.js';
import { deliveryGate } from './delivery-gate.js';
import { orderKind } from './order.decider.js';
import type { PlacedOrder } from './order.state.js';
import { licensedEvent, placedEvent } from './testing/order-samples.js';

const now = '2026-03-02T02:00:00.000Z';
const order = [placedEvent('ordinary'), licensedEvent].reduce(
  orderKind.decider.evolve,
  orderKind.decider.initialState(),
) as PlacedOrder;
const { assetId, holdingId } = order.content;
const opened: TitleEvent = {
  type: 'TitleOpened',
  data: {
    assetId,
    registrarPartyId: order.sellerPartyId,
    inHouse: true,
    entries: [
      {
        holdingId,
        right: 'operation',
        holders: [{ partyId: order.sellerPartyId }],
        basis: '自行采集',
        from: '2026-01-01',
      },
    ],
  },
};
const title = [opened].reduce(titleKind.decider.evolve, titleKind.decider.initialState());

describe('the gate before data leaves', () => {
  it('is open where title and gates of trading are', () =>
    expect(deliveryGate(title, order, { gates: openGates }, now)).toEqual({
      titleVersion: title.version,
    }));

  it('is shut by a gate of trading that has closed since the contract', () => {
    const obstaclesOf = (gates: typeof openGates) =>
      deliveryGate(title, order, { gates }, now).obstacles;
    expect(obstaclesOf({ ...openGates, label: { grade: 'core' } })).toEqual({
      gate: 'core_data_not_tradable',
    });
    expect(obstaclesOf({ ...openGates, label: { grade: 'sensitive' } })).toEqual({
      gate: 'opinion_required',
    });
    expect(obstaclesOf({ ...openGates, status: 'revoked' })).toEqual({
      gate: 'asset_not_in_force_for_trade',
    });
  });
});

import type { Assessment } from '../offer/offer.events.js';
import type { Edition } from '../offer/product.js';
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
const opinionOf = (edition: string): Assessment => ({
  ...{ assessmentId: 'x', assessorPartyId: 'p', scope: '来源与授权链', edition },
  heads: { basicInformation: 'conforming', lawfulness: 'conforming', tradability: 'conforming' },
  ...{ opinion: 'positive', reportDigest: 'a'.repeat(64) },
  ...{ issuedOn: '2026-03-01', validUntil: '2026-03-31' },
});
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

  it('asks for the opinion on what leaves: the edition ordered, or the one that follows it', () => {
    const [october, november] = [{ label: '2026年10月版' }, { label: '2026年11月版' }];
    const assessments = [opinionOf(october.label)];
    const gates = { ...openGates, label: { grade: 'sensitive' } } as const;
    const leaving = (edition: Edition) => {
      const offer = { content: { ...order.content, edition: november }, assessments };
      const ordered = { ...order, content: { ...order.content, edition } };
      return deliveryGate(title, ordered, { gates, offer }, now).obstacles;
    };
    expect(leaving(october)).toBeUndefined();
    expect(leaving({ ...october, followsUpdates: true })).toEqual({
      gate: 'opinion_of_another_edition',
    });
  });
});

import { creditBaseOn } from '@ledger/domain/financing/credit-line.js';
import { unpackedTitle } from '@ledger/domain/title/packed-title.js';
import { histories, played } from '@ledger/domain/title/testing/title-histories.js';
import {
  cny,
  entry,
  fact,
  lender,
  now,
  offerId,
  opened,
  operation,
  otherBuyer,
  otherLender,
  pledged,
  reservation,
  terms,
} from '@ledger/domain/title/testing/title-samples.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { sightOf } from '@ledger/domain/title/title.sight.js';
import { evolveTitle, initialTitle } from '@ledger/domain/title/title.state.js';
import { noValuations } from '@ledger/domain/valuation/valuation.state.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import fc from 'fast-check';
import { creditBaseFold, unpackedValuations } from './credit-base.projection.js';
import type { CreditBaseView } from './credit-base.view.js';

const { assetId } = opened().data;

const recorded = (events: readonly TitleEvent[]): readonly RecordedOf<TitleEvent>[] =>
  events.map((event, index) => ({
    ...event,
    recordedAt: now,
    stream: `title-${assetId}`,
    position: index + 1,
    version: index + 1,
  })) as never;

/** The row as the table gives it back after each event that touches it. */
const rowOf = (events: readonly TitleEvent[]): CreditBaseView | undefined =>
  recorded(events).reduce<CreditBaseView | undefined>((row, event) => {
    if (creditBaseFold.keysOf(event).length === 0) return row;
    const next = creditBaseFold.evolve(row, event, assetId);
    return next && (JSON.parse(JSON.stringify(next)) as CreditBaseView);
  }, undefined);

const reserved = (id: string, more: object) =>
  fact('LicenceReserved', {
    ...{ reservationId: id, holdingId: operation, offerId, orderId: `order-of-${id}` },
    ...{ licenseePartyId: otherBuyer, terms: terms(), reservedAt: now, expiresAt: now },
    policyVersion: 1,
    ...more,
  });

describe('what a credit line rests on', () => {
  it('keeps who chose which appraisal, which rows of before do not know', () => {
    const choices = [{ lenderPartyId: lender, valuationId: 'v', at: now }];
    const packed = { valuations: [], appraisers: [], choices };
    expect(unpackedValuations(packed)).toEqual({ ...noValuations, choices });
    const { choices: _, ...older } = packed;
    expect(unpackedValuations(older)).toEqual(noValuations);
  });

  it('is not touched by licences', () => {
    const licence = reservation('r-1');
    const { transfer: _, ...plain } = licence as typeof licence & { transfer?: unknown };
    const trade: readonly TitleEvent[] = [
      reserved('r-1', plain),
      fact('ReservationReleased', {
        ...{ reservationId: 'r-1', orderId: 'order-of-r-1' },
        ...{ reason: 'lapsed', releasedAt: now },
      }),
    ];
    expect(recorded(trade).flatMap(creditBaseFold.keysOf)).toEqual([]);
    expect(rowOf([opened(), ...trade, pledged(1)])).toMatchObject({
      base: { secured: cny('1000000.00') },
      title: { version: 4 },
    });
  });

  it('follows a right that is sold by an order', () => {
    const sale = reserved('r-1', { transfer: { purposes: [] } });
    const bought = entry({ holdingId: 'bought', holders: [{ partyId: otherBuyer }] });
    const moved = fact('RightTransferred', {
      ...{ transferId: 't-1', fromHoldingId: operation, to: bought, reservationId: 'r-1' },
      ...{ on: '2026-11-23', dischargedPledgeIds: [], endedOfferIds: [] },
      ...{ endedAuthorisationIds: [], contractDigest: 'ab'.repeat(32) },
    } as never);
    expect(rowOf([opened(), sale, moved])).toMatchObject({
      holderPartyIds: expect.arrayContaining([otherBuyer]) as unknown,
      base: { pledgeable: true },
    });
  });

  it('is the same as the whole title gives, whatever became of it', () => {
    fc.assert(
      fc.property(histories, (commands) => {
        const { events } = played(commands);
        const row = rowOf(events);
        const whole = events.reduce(evolveTitle, initialTitle());
        expect(row?.base).toEqual(
          JSON.parse(JSON.stringify(creditBaseOn(whole, noValuations, now))),
        );
        const kept = unpackedTitle(row?.title ?? {});
        for (const partyId of [lender, otherLender]) {
          const reader = { partyId, roles: ['lender'] } as const;
          const own = (sight: string) => (sight === 'own' ? 'none' : sight);
          expect(own(sightOf(kept, reader, now))).toBe(own(sightOf(whole, reader, now)));
        }
      }),
      { numRuns: 100 },
    );
  });
});

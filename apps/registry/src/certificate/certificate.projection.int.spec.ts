import type { RightStatement } from '@ledger/domain/asset/asset.events.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { newId } from '@ledger/event-store/ids.js';
import { AssetStory } from '../../../../test/support/asset-story.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { certificateFold } from './certificate.projection.js';

type Row = {
  readonly registeredEntries: readonly { readonly holdingId: string }[];
  readonly registeredOn: string | null;
};

let check: ProjectionCheck;
beforeAll(async () => {
  check = await projectionCheck(certificateFold);
});
afterAll(() => check.close());

describe('the table of certificates', () => {
  it('is the fold of the log, however it is cut and applied again', async () => {
    const story = new AssetStory();
    const numbered = await story.submit();
    await story.accept(numbered);
    await story.register(numbered);
    await story.certify(numbered);
    const waiting = await story.submit();
    await story.reject(waiting);
    const events = await story.events();
    const expected = foldedRows(certificateFold, events);
    await check.apply(events, 3);
    await check.apply(events);
    expect(await check.rows()).toEqual(expected);
    expect(expected.get(numbered)).toMatchObject({
      certificateNo: 'N3f2a1b0c202611000001',
      isPublic: false,
      validUntil: null,
    });
    expect(expected.get(waiting)).toMatchObject({ certificateNo: null });
  });

  it('names what the title records, ends and moves, whenever the adjustment comes', async () => {
    await check.empty();
    const story = new AssetStory();
    const assetId = await story.submit();
    await story.accept(assetId);
    await story.register(assetId);
    const registered = await story.events();
    const [entry] = registered.flatMap((event) =>
      event.type === 'AssetRegistered' ? (event.data as { rights: RightStatement[] }).rights : [],
    );
    const { holdingId } = entry!;
    const buyer = 'b0000000-0000-5000-8000-000000000009';
    const [second, sold] = [newId(), newId()];
    const opened = (id: string) => ({ ...entry!, holdingId: id, holders: [{ partyId: buyer }] });
    const later = [
      ['title', 'HoldingRecorded', { assetId, entry: opened(second) }],
      ['title', 'RightTransferred', { assetId, fromHoldingId: holdingId, to: opened(sold) }],
      ['title', 'HoldingEnded', { assetId, holdingId: sold }],
      ['asset', 'CertificateAdjusted', { assetId, fromHoldingId: holdingId, entries: [sold] }],
    ] as const;
    const { position = 0, version = 0 } = registered.at(-1) ?? {};
    const events = later.map(([category, type, data], at) => ({
      ...{ stream: `${category}-${assetId}`, type, data },
      ...{ position: position + at + 1, version: version + at + 1 },
    })) as unknown as readonly RecordedEvent[];
    const shown = async (upTo: number) => {
      const known = [...registered, ...events.slice(0, upTo)];
      await check.apply(known);
      expect(await check.rows()).toEqual(foldedRows(certificateFold, known));
      const row = (await check.rows()).get(assetId) as { entries: { holdingId: string }[] };
      return row.entries.map((each) => each.holdingId).filter((id) => !others.includes(id));
    };
    const all = foldedRows(certificateFold, registered).get(assetId) as {
      entries: { holdingId: string }[];
    };
    const others = all.entries.map((each) => each.holdingId).filter((id) => id !== holdingId);
    expect(await shown(0)).toEqual([holdingId]);
    expect(await shown(1)).toEqual([holdingId, second]);
    expect(await shown(2)).toEqual([second, sold]);
    expect(await shown(3)).toEqual([second]);
    expect(await shown(4)).toEqual([second]);
    expect(await check.rebuilt([...registered, ...events])).toEqual(await check.rows());
    const { registeredEntries, registeredOn } = (await check.rows()).get(assetId) as Row;
    expect(registeredOn).toBe('2026-11-21');
    expect(registeredEntries.map((each) => each.holdingId)).toEqual(others);
  });
});

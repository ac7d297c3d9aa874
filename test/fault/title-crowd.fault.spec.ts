import { newId } from '@ledger/event-store/ids.js';
import { setTimeout as after } from 'node:timers/promises';
import { organisations } from '../support/apps.js';
import { lenderOf, TitleStory, type StoryAsset } from '../support/title-story.js';

import.meta.jest.setTimeout(600_000);

const theLender = lenderOf(organisations.lender);
const crowd = 1_000;
/** Requests that all clients together have under way. */
const inFlight = 48;
const askers = 2;
/** A client that was told to come again so often gives up. */
const triesMax = 60;

let story: TitleStory;
beforeAll(async () => {
  story = await TitleStory.start(2);
});
afterAll(() => story.close());

interface Acknowledged {
  readonly id: string;
  readonly position: number;
  readonly rankKey: { readonly titleVersion: number; readonly tranche: number };
}

interface Seen {
  readonly id: string;
  readonly ordinal?: number;
  readonly rankKey: Acknowledged['rankKey'];
  readonly recordedAt: string;
}

/** Sends one pledge under one key until it is taken, as a client does: back-pressure is obeyed. */
const pledged = async (asset: StoryAsset, n: number): Promise<Acknowledged> => {
  const key = { 'idempotency-key': newId() };
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const { status, body, headers } = await story.pledge(asset, theLender, {}, key, n + tries);
    if (status === 201) return body as Acknowledged;
    expect([status, headers['retry-after']]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    await after(Number(headers['retry-after']) * 1_000);
  }
  throw new Error(`Pledge ${n} was turned away ${triesMax} times.`);
};

const pledgesOf = async (asset: StoryAsset, n: number): Promise<readonly Seen[]> => {
  const { status, body } = await story.status(asset, theLender, n);
  expect(status).toBe(200);
  const { entries } = body as { entries: { holdingId: string; pledges: Seen[] }[] };
  return entries.find(({ holdingId }) => holdingId === asset.operation)?.pledges ?? [];
};

describe(`${crowd} pledges on one asset through two registries`, () => {
  it('have the places of the title, and no status misses one that was acknowledged', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    const acknowledged: Acknowledged[] = [];
    const left = Array.from({ length: crowd }, (_, n) => n);
    let writing = true;

    const write = async (): Promise<void> => {
      for (let n = left.shift(); n !== undefined; n = left.shift()) {
        acknowledged.push(await pledged(asset, n));
      }
    };
    let asked = 0;
    const ask = async (n: number): Promise<void> => {
      for (let round = 0; writing; round += 1) {
        const before = acknowledged.map(({ id }) => id);
        const seen = new Set((await pledgesOf(asset, n + round)).map(({ id }) => id));
        expect(before.filter((id) => !seen.has(id))).toEqual([]);
        asked += 1;
      }
    };
    const asking = Promise.all(Array.from({ length: askers }, (_, n) => ask(n)));
    await Promise.all(Array.from({ length: inFlight }, write)).finally(() => {
      writing = false;
    });
    await asking;
    expect(asked).toBeGreaterThanOrEqual(askers);

    const byPlace = acknowledged.toSorted(
      (a, b) => a.rankKey.titleVersion - b.rankKey.titleVersion,
    );
    expect(new Set(byPlace.map(({ rankKey }) => rankKey.titleVersion)).size).toBe(crowd);
    const positions = byPlace.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    for (const n of [0, 1]) {
      const seen = await pledgesOf(asset, n);
      expect(seen.map(({ id, rankKey }) => [id, rankKey])).toEqual(
        byPlace.map(({ id, rankKey }) => [id, rankKey]),
      );
      expect(seen.map(({ ordinal }) => ordinal)).toEqual(seen.map((_, index) => index + 1));
      const instants = seen.map(({ recordedAt }) => recordedAt);
      expect(instants).toEqual(instants.toSorted());
    }
  });
});

import { fromMinorUnits, minorUnits } from '@ledger/domain/money.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { parseCheckpoint } from '@ledger/evidence/checkpoint.js';
import { leafHash } from '@ledger/evidence/merkle.js';
import { verifiesInclusion } from '@ledger/evidence/merkle-verify.js';
import { parseNote } from '@ledger/evidence/signed-note.js';
import type { AccountingStory } from './accounting-story.js';

export interface CellItem {
  readonly amount: string;
  readonly account: string;
  readonly position: number;
  readonly eventId: string;
  readonly source?: { readonly stream: string };
  readonly proof: {
    readonly leafIndex: number;
    readonly entry: string;
    readonly hashes: readonly string[];
    readonly checkpoint: string;
  };
}

interface Cell {
  readonly amount: string;
  readonly through: string;
  readonly next?: string;
  readonly items: readonly CellItem[];
}

const linesMax = 40;
const patienceMs = 60_000;

export const fen = (amount: string): bigint => minorUnits({ amount, currency: 'CNY' });
export const fromFen = (minor: bigint): string => fromMinorUnits(minor).amount;

/** Walks through a cell page by page, proves every event of it, and answers all its items. */
export const walkedCell = async (
  story: AccountingStory,
  asked: string,
  amount: string,
): Promise<readonly CellItem[]> => {
  const log = story.registry.app.get<EventLog>(EVENT_LOG, { strict: false });
  const { head } = await log.versions([]);
  expect(await story.registry.readModels.caughtUp('evidence', head, patienceMs)).toBe(true);
  const items: CellItem[] = [];
  for (let cursor = ''; ;) {
    const path = `/v1/accounting/evidence?${asked}&limit=${linesMax}${cursor}`;
    const cell = await story.body<Cell>(path);
    expect([asked, cell.amount]).toEqual([asked, amount]);
    items.push(...cell.items);
    if (cell.next === undefined) {
      expect(cell.through).toBe(amount);
      break;
    }
    cursor = `&cursor=${cell.next}`;
  }
  for (const item of items) await isProven(log, item);
  expect(fromFen(items.reduce((sum, item) => sum + fen(item.amount), 0n))).toBe(amount);
  return items;
};

const isProven = async (log: EventLog, { position, proof, eventId }: CellItem): Promise<void> => {
  const { size, root } = parseCheckpoint(parseNote(proof.checkpoint).text);
  const leaf = leafHash(Buffer.from(proof.entry, 'base64'));
  const hashes = proof.hashes.map((hash) => Buffer.from(hash, 'base64'));
  expect(verifiesInclusion(proof.leafIndex, size, leaf, hashes, root)).toBe(true);
  const { events } = await log.readAll(position - 1, 1);
  expect(events[0]).toMatchObject({ id: eventId, type: 'VoucherPosted' });
};

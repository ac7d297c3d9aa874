import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import type { AssetCommand } from '@ledger/domain/asset/asset.commands.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { application, bank, holding, partner } from '@ledger/domain/asset/testing/application.js';
import { shippedRuleBook } from '@ledger/domain/policy/rule-book.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { newId } from '@ledger/event-store/ids.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { CertificateIssuing } from './certificate-issuing.process.js';
import { CertificateNumbering } from './certificate-numbering.js';

const rules = shippedRuleBook();
const registrars = [bank, partner];
/** The last and the first millisecond of two months, Shanghai. */
const turn = ['2026-11-30T15:59:59.999Z', '2026-11-30T16:00:00.000Z'];
/** Assets of each registrar in each month. */
const assetsEach = 25;

let database: TestDatabase;
let logs: readonly PostgresEventLog[];
let loops: readonly CommandLoop[];
let now = turn[0]!;
const clock = { now: () => now };

beforeAll(async () => {
  database = await createTestDatabase();
  logs = [1, 2, 3].map(() => new PostgresEventLog(database.appUrl));
  loops = logs.map((log) => new CommandLoop(log, clock));
});
afterAll(async () => {
  await Promise.all(logs.map((log) => log.close()));
  await database.drop();
});

const act = async (
  nth: number,
  partyId: string,
  command: Omit<Extract<AssetCommand, { type: string }>, 'meta'>,
) => {
  const { assetId } = command.data as { readonly assetId: string };
  const role = command.type === 'SubmitApplication' ? 'manager' : 'registrar';
  const context = { actor: { person: 'x', partyId, role }, correlationId: 'x' } as const;
  const handle = loops[nth % loops.length]!.handler(assetKind);
  await handle(assetStream(assetId), command as Parameters<typeof handle>[1], context);
};

const registered = async (nth: number, partyId: string): Promise<string> => {
  const assetId = newId();
  const rights = [{ ...holding, holders: [{ partyId }] }];
  const sides = { applicantPartyId: partyId, registrarPartyId: partyId };
  const parties = [{ partyId, version: 1 }];
  const data = application({ assetId, ...sides, rights, parties, externalNumber: `E-${assetId}` });
  await act(nth, partyId, { type: 'SubmitApplication', data });
  await act(nth, partyId, { type: 'AcceptApplication', data: { assetId, rules } });
  await act(nth, partyId, { type: 'RegisterAsset', data: { assetId, rules } });
  return assetId;
};

const all = async (): Promise<readonly RecordedEvent[]> =>
  (await logs[0]!.readAll(0, 10_000)).events;

const cancelled = (nth: number, partyId: string, assetId: string) =>
  act(nth, partyId, {
    type: 'CancelExOfficio',
    data: { assetId, ground: 'law', reason: '依法注销' },
  });

describe('three processes on one log that number at the turn of a month', () => {
  it('give each registrar’s month dense numbers, none twice, also where assets end meanwhile', async () => {
    const assets: [partyId: string, assetId: string][] = [];
    for (const instant of turn) {
      now = instant;
      const asked = registrars.flatMap((partyId) =>
        Array.from({ length: assetsEach }, async (_, nth) => {
          assets.push([partyId, await registered(nth, partyId)]);
        }),
      );
      await Promise.all(asked);
    }
    const told = (await all()).filter(({ type }) => type === 'AssetRegistered');
    expect(told).toHaveLength(2 * registrars.length * assetsEach);
    const orders = [told, told.toReversed(), told.toSorted((a, b) => (a.id < b.id ? -1 : 1))];
    const issuing = loops.flatMap((loop, process) => {
      const reacting = new CertificateIssuing(new CertificateNumbering(loop, clock));
      return orders[process]!.map((event) => reacting.react(event));
    });
    const ending = assets
      .filter((_, nth) => nth % 3 === 0)
      .map(([partyId, assetId], nth) => cancelled(nth, partyId, assetId));
    await Promise.all([...issuing, ...ending]);

    const events = await all();
    const issued = events.filter(({ type }) => type === 'CertificateIssued');
    expect(new Set(issued.map(({ data }) => data['assetId']))).toEqual(
      new Set(assets.map(([, assetId]) => assetId)),
    );
    const expected = registrars.flatMap((partyId) =>
      ['202611', '202612'].flatMap((month) =>
        Array.from(
          { length: assetsEach },
          (_, nth) => `N${partyId.slice(0, 8)}${month}${String(nth + 1).padStart(6, '0')}`,
        ),
      ),
    );
    expect(issued.map(({ data }) => data['certificateNo']).toSorted()).toEqual(expected.toSorted());
    const monthOf = new Map(
      told.map(({ data, metadata }) => [data['assetId'], metadata.effectiveOn.slice(0, 7)]),
    );
    for (const { data } of issued) {
      const month = String(data['certificateNo']).slice(9, 15);
      expect(month).toBe(monthOf.get(data['assetId'])?.replace('-', ''));
    }
    expect(events.filter(({ type }) => type === 'SerialDrawn')).toHaveLength(expected.length);
  });
});

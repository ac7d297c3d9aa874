import { inMemorySideStores } from '@ledger/database/side/testing/in-memory-side-stores.js';
import type { ImportDefaults, StatedRight } from '@ledger/domain/import/import-defaults.js';
import { importKind } from '@ledger/domain/import/import.decider.js';
import type { ReportedRow } from '@ledger/domain/import/import.events.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { LogUnavailable, type EventLog } from '@ledger/event-store/event-log.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { assetIdOf } from '@ledger/event-store/ids.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { AssetEvidence } from '@ledger/http/assets/asset-evidence.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { NotYet } from '@ledger/read-model/passing.js';
import { AssetImportProcess } from './asset-import.process.js';
import { ImportFiles } from './import-files.js';
import { bytesInMemory } from './reading/file-bytes.js';
import { inspectSheet } from './reading/sheet.js';
import { RowAsking } from './row-asking.js';
import { RowSubmission } from './row-submission.js';

const clock = { now: () => '2026-11-21T01:00:00.000Z' };
const partyId = 'bank';
const importId = 'import-1';
const holding: StatedRight = { right: 'holding', basis: '合同', from: '2026-01-01' };
const defaults: ImportDefaults = { source: 'generated', form: 'table', rights: [holding] };
const context: CommandContext = {
  actor: { person: 'p-1', partyId, role: 'manager' },
  correlationId: 'c-1',
};
const never = new AbortController().signal;

const submissionBy = (loop: CommandLoop, log: EventLog): RowSubmission => {
  const asking = new RowAsking(loop, new AssetEvidence(loop, clock), new Standings(loop, clock));
  return new RowSubmission(loop, clock, asking, log);
};

/** A sheet of `count` rows; the header is row 1. */
const sheetOf = (count: number, line = (n: number) => `n-${n},名称${n},概述`) =>
  Buffer.from(
    ['外部编号,数据名称,概述', ...Array.from({ length: count }, (_, n) => line(n))].join('\n'),
  );

/** A house with one import handed in; `around` may disturb the appends. */
const handedIn = async (bytes: Buffer, by = defaults) => {
  const log = new InMemoryEventLog(clock);
  let disturb: (stream: string) => void | Promise<void> = () => undefined;
  const disturbed: EventLog = Object.assign(Object.create(log) as EventLog, {
    append: async (...[stream, expected, events]: Parameters<EventLog['append']>) => {
      await disturb(stream);
      return log.append(stream, expected, events);
    },
  });
  const documents = inMemorySideStores().documents;
  const files = new ImportFiles(documents);
  const process = () => {
    const loop = new CommandLoop(disturbed, clock);
    return new AssetImportProcess(loop, files, submissionBy(loop, log));
  };
  const request = {
    importId,
    applicantPartyId: partyId,
    applicantVersion: 1,
    fileDigest: 'f'.repeat(64),
    filePartDigests: await files.keep(bytesInMemory(bytes)),
    fileBytes: bytes.length,
    ...(await inspectSheet(bytesInMemory(bytes), {}, by)),
    scheme: 'in-house',
    defaults: by,
  } as const;
  const start = new CommandLoop(log, clock).handler(importKind);
  const stream = `import-${importId}`;
  const { events } = await start(stream, { type: 'StartImport', data: request }, context);
  const started = events[0] as RecordedEvent;
  return {
    log,
    started,
    process,
    disturb: (how: typeof disturb) => (disturb = how),
    cancel: async (): Promise<void> => {
      await start(stream, { type: 'CancelImport', data: { importId } }, context);
    },
    lines: async () =>
      (await log.read(stream)).flatMap(
        (event) => (event.data['rows'] ?? []) as unknown as ReportedRow[],
      ),
    ended: async () => {
      const last = (await log.read(stream)).at(-1);
      return [last?.type, last?.data['counts'] ?? last?.data['code']];
    },
    assetEvents: async () =>
      (await log.readAll(0, 100_000)).events.filter(({ stream }) => stream.startsWith('asset-')),
  };
};

const rowNumbers = (count: number) => Array.from({ length: count }, (_, n) => n + 2);

describe('working through an import', () => {
  it('applies for each row in the name of who handed it in, and reports it', async () => {
    const house = await handedIn(sheetOf(250));
    await house.process().react(house.started, never);
    expect((await house.lines()).map(({ row }) => row)).toEqual(rowNumbers(250));
    expect(await house.ended()).toEqual([
      'ImportCompleted',
      { accepted: 250, alreadyThere: 0, refused: 0 },
    ]);
    const [first] = await house.log.read(`asset-${assetIdOf(partyId, 'n-0')}`);
    expect(first).toMatchObject({
      type: 'ApplicationSubmitted',
      data: { importId, externalNumber: 'n-0', description: { name: '名称0' } },
      metadata: { actor: context.actor, causationId: house.started.id },
    });
  });

  it('says nothing when it is told again', async () => {
    const house = await handedIn(sheetOf(3));
    await house.process().react(house.started, never);
    const { events } = await house.log.readAll(0, 1_000);
    await house.process().react(house.started, never);
    expect((await house.log.readAll(0, 1_000)).events).toHaveLength(events.length);
  });

  it('stops where the runner stops, and goes on elsewhere without doubling a line', async () => {
    const house = await handedIn(sheetOf(450));
    const stopping = new AbortController();
    let appends = 0;
    house.disturb(() => {
      if (++appends === 120) stopping.abort();
    });
    await expect(house.process().react(house.started, stopping.signal)).rejects.toThrow(NotYet);
    expect((await house.lines()).length).toBeLessThan(450);
    await house.process().react(house.started, never);
    expect((await house.lines()).map(({ row }) => row)).toEqual(rowNumbers(450));
    expect(await house.ended()).toEqual([
      'ImportCompleted',
      { accepted: 450, alreadyThere: 0, refused: 0 },
    ]);
    expect(await house.assetEvents()).toHaveLength(450);
  });

  it.each([1, 50, 101, 102, 150, 230])(
    'loses and doubles nothing when the log fails at append %i',
    async (failing) => {
      const house = await handedIn(sheetOf(220));
      let appends = 0;
      house.disturb(() => {
        if (++appends === failing) throw new LogUnavailable('gone');
      });
      const first = house.process().react(house.started, never);
      await first.catch((error: unknown) => expect(error).toBeInstanceOf(LogUnavailable));
      await house.process().react(house.started, never);
      const lines = await house.lines();
      expect(lines.map(({ row }) => row)).toEqual(rowNumbers(220));
      expect(lines.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(220);
      expect(await house.assetEvents()).toHaveLength(220);
    },
  );

  it('refuses the second row of a number, also when it goes on after the first', async () => {
    const house = await handedIn(sheetOf(150, (n) => `n-${n % 120},名称${n},概述`));
    house.disturb((stream) => {
      if (stream.startsWith('import-')) throw new LogUnavailable('gone');
    });
    await expect(house.process().react(house.started, never)).rejects.toThrow(LogUnavailable);
    house.disturb(() => undefined);
    await house.process().react(house.started, never);
    const refused = (await house.lines()).filter(({ outcome }) => outcome === 'refused');
    expect(refused).toHaveLength(30);
    expect(refused[0]).toMatchObject({
      row: 122,
      problems: [{ code: 'external_number_repeated', value: 'n-0', limit: 2 }],
    });
  });

  it('reports what no event can hold as a refused row, and the others go in', async () => {
    const wide = (count: number) => '😀'.repeat(count);
    const right = { ...holding, basis: wide(500), remarks: wide(500) };
    const rights = JSON.stringify(Array.from({ length: 7 }, () => right)).replaceAll('"', '""');
    const tags = Array.from({ length: 20 }, (_, n) => wide(90) + n).join('|');
    const header = '外部编号,数据名称,概述,英文名称,数据内容,限制范围,领域,权利声明';
    const texts = [wide(200), wide(2_000), wide(300), wide(4_000), wide(1_000), tags];
    const file = Buffer.from(`${header}\nn-1,${texts.join(',')},"${rights}"\nn-2,a,b\n`);
    const house = await handedIn(file);
    await house.process().react(house.started, never);
    expect(await house.lines()).toMatchObject([
      {
        row: 2,
        outcome: 'refused',
        problems: [{ code: 'application_refused', value: 'too_large' }],
      },
      { row: 3, outcome: 'accepted' },
    ]);
  });

  it('cuts reports of long rows so that each fits an event', async () => {
    const bad = '😀'.repeat(300);
    const header = '外部编号,数据名称,概述,英文名称,来源,形态,级别,类别,地域范围,更新频率,来源网址';
    const line = Array<string>(11).fill(bad).join(',');
    const file = Buffer.from([header, ...Array<string>(100).fill(line)].join('\n'));
    const house = await handedIn(file);
    await house.process().react(house.started, never);
    expect((await house.lines()).map(({ row }) => row)).toEqual(rowNumbers(100));
    expect((await house.ended())[1]).toEqual({ accepted: 0, alreadyThere: 0, refused: 100 });
  });

  it('begins no further row once it is to be cancelled, and reports what was under way', async () => {
    const house = await handedIn(sheetOf(3_000));
    let rows = 0;
    house.disturb((stream) => {
      if (stream.startsWith('asset-')) rows += 1;
      else if (rows >= 800) return house.cancel();
      return undefined;
    });
    await house.process().react(house.started, never);
    const lines = await house.lines();
    expect(lines.map(({ row }) => row)).toEqual(rowNumbers(lines.length));
    expect(lines.length).toBeLessThan(3_000);
    expect(await house.assetEvents()).toHaveLength(lines.length);
    expect(await house.ended()).toEqual([
      'ImportCancelled',
      { accepted: lines.length, alreadyThere: 0, refused: 0 },
    ]);
    const { events } = await house.log.readAll(0, 10_000);
    await house.process().react(house.started, never);
    expect((await house.log.readAll(0, 10_000)).events).toHaveLength(events.length);
  });

  it.each([1, 90, 350, 799])(
    'cancelled while it is interrupted after %i rows, tells those and begins no other',
    async (taken) => {
      const house = await handedIn(sheetOf(1_000));
      let rows = 0;
      house.disturb((stream) => {
        if (stream.startsWith('asset-') && ++rows <= taken) return;
        throw new LogUnavailable('down');
      });
      await expect(house.process().react(house.started, never)).rejects.toThrow(LogUnavailable);
      house.disturb(() => undefined);
      const before = (await house.assetEvents()).length;
      expect(before).toBe(taken);
      await house.cancel();
      await house.process().react(house.started, never);
      expect(await house.assetEvents()).toHaveLength(before);
      expect(await house.lines()).toHaveLength(before);
      expect(await house.ended()).toEqual([
        'ImportCancelled',
        { accepted: before, alreadyThere: 0, refused: 0 },
      ]);
    },
  );

  it('fails, and says so, where the file is no longer kept', async () => {
    const house = await handedIn(sheetOf(3));
    const loop = new CommandLoop(house.log, clock);
    const files = new ImportFiles(inMemorySideStores().documents);
    const process = new AssetImportProcess(loop, files, submissionBy(loop, house.log));
    await process.react(house.started, never);
    expect(await house.ended()).toEqual(['ImportFailed', 'import_file_gone']);
  });
});

import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { serialKind, serialStream } from '@ledger/domain/asset/serial.decider.js';
import { certificateSeries } from '@ledger/domain/asset/schemes.js';
import { shippedSchemes } from '@ledger/domain/policy/scheme.policies.js';
import { bank } from '@ledger/domain/asset/testing/application.js';
import { Refused } from '@ledger/domain/refusal.js';
import type { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { AssetStory } from '../../../../test/support/asset-story.js';
import { CertificateNumbering } from './certificate-numbering.js';
import { CertificateWaitingSweep } from './certificate-waiting.sweep.js';
import type { CertificateView } from './certificate.view.js';
import { CertificateIssuing } from './certificate-issuing.process.js';

const registeredAsset = async (story: AssetStory): Promise<RecordedEvent> => {
  const assetId = await story.submit();
  await story.accept(assetId);
  await story.register(assetId);
  return (await story.events()).at(-1)!;
};

const factsAfter = async (story: AssetStory, position: number) =>
  (await story.events())
    .filter((event) => event.position > position)
    .map(({ type, data }) => [type, data['certificateNo'] ?? data['number']]);

describe('issuing certificates', () => {
  it('draws a number and issues it, once, however often it is told', async () => {
    const story = new AssetStory();
    const process = new CertificateIssuing(new CertificateNumbering(story.loop, story.clock));
    const first = await registeredAsset(story);
    const second = await registeredAsset(story);
    for (const event of [first, second, first, second]) await process.react(event);
    expect(await factsAfter(story, second.position)).toEqual([
      ['SerialDrawn', 1],
      ['CertificateIssued', 'N3f2a1b0c202611000001'],
      ['SerialDrawn', 2],
      ['CertificateIssued', 'N3f2a1b0c202611000002'],
    ]);
  });

  it('uses the number drawn before a crash, also under another attempt', async () => {
    const story = new AssetStory();
    const event = await registeredAsset(story);
    const series = certificateSeries(shippedSchemes['in-house'], { partyId: bank }, '2026-11');
    await story.loop.handler(serialKind)(
      serialStream(series),
      { type: 'DrawSerial', data: { series, drawnFor: String(event.data['assetId']) } },
      { actor: { person: 'x', partyId: 'x', role: 'system' }, correlationId: 'x' },
    );
    await new CertificateIssuing(new CertificateNumbering(story.loop, story.clock)).react(event);
    expect(await factsAfter(story, event.position)).toEqual([
      ['SerialDrawn', 1],
      ['CertificateIssued', 'N3f2a1b0c202611000001'],
    ]);
  });

  it('issues the number drawn before a crash, though the registration was cancelled meanwhile', async () => {
    const story = new AssetStory();
    const event = await registeredAsset(story);
    const assetId = String(event.data['assetId']);
    const context = { actor: { person: 'x', partyId: bank, role: 'registrar' as const } };
    const series = certificateSeries(shippedSchemes['in-house'], { partyId: bank }, '2026-11');
    await story.loop.handler(serialKind)(
      serialStream(series),
      { type: 'DrawSerial', data: { series, drawnFor: assetId } },
      { ...context, correlationId: 'x' },
    );
    await story.loop.handler(assetKind)(
      assetStream(assetId),
      { type: 'CancelExOfficio', data: { assetId, ground: 'law', reason: '依法注销' } },
      { ...context, correlationId: 'x' },
    );
    const process = new CertificateIssuing(new CertificateNumbering(story.loop, story.clock));
    for (let times = 0; times < 2; times++) await process.react(event);
    expect(await factsAfter(story, event.position)).toEqual([
      ['SerialDrawn', 1],
      ['RegistrationCancelled', undefined],
      ['CertificateIssued', 'N3f2a1b0c202611000001'],
    ]);
  });

  it('draws nothing for what is not registered', async () => {
    const story = new AssetStory();
    const assetId = await story.submit();
    await story.accept(assetId);
    const { position } = (await story.events()).at(-1)!;
    const numbering = new CertificateNumbering(story.loop, story.clock);
    const waiting = { assetId, registrarPartyId: bank, registeredOn: '2026-11-21' };
    const context = { actor: { person: 'x', partyId: 'x', role: 'system' as const } };
    expect(await numbering.number(waiting, { ...context, correlationId: 'x' })).toBe('nothing');
    expect(await factsAfter(story, position)).toEqual([]);
  });

  it('numbers by the month of registration in Shanghai', async () => {
    const story = new AssetStory();
    story.now = '2026-11-30T16:00:00.000Z';
    const event = await registeredAsset(story);
    await new CertificateIssuing(new CertificateNumbering(story.loop, story.clock)).react(event);
    expect((await factsAfter(story, event.position)).at(-1)).toEqual([
      'CertificateIssued',
      'N3f2a1b0c202612000001',
    ]);
  });

  it('leaves no gap and gives nothing twice, whoever races for the numbers at the turn of a month', async () => {
    const months = ['2026-11', '2026-12'];
    const registrations = fc.array(fc.constantFrom(...months), { minLength: 2, maxLength: 12 });
    const race = fc.asyncProperty(registrations, fc.scheduler(), async (registered, s) => {
      const story = new AssetStory();
      const events: RecordedEvent[] = [];
      for (const month of registered.toSorted()) {
        // The last and the first millisecond, Shanghai.
        story.now = month === '2026-11' ? '2026-11-30T15:59:59.999Z' : '2026-11-30T16:00:00.000Z';
        events.push(await registeredAsset(story));
      }
      const processes = [1, 2, 3].map(
        () => new CertificateIssuing(new CertificateNumbering(story.loop, story.clock)),
      );
      const told = processes.flatMap((process) =>
        events.map((event) => s.schedule(Promise.resolve()).then(() => process.react(event))),
      );
      await s.waitAll();
      await Promise.all(told);
      const numbers = (await story.events()).flatMap(({ data }) => data['certificateNo'] ?? []);
      const expected = months.flatMap((month) =>
        registered
          .filter((one) => one === month)
          .map((_, nth) => `N3f2a1b0c${month.replace('-', '')}${`${nth + 1}`.padStart(6, '0')}`),
      );
      expect(numbers.toSorted()).toEqual(expected);
    });
    await fc.assert(race, { numRuns: 50 });
  });

  it('waits for the next month when the numbers are used up', async () => {
    const story = new AssetStory();
    const event = await registeredAsset(story);
    const process = new CertificateIssuing(
      new CertificateNumbering(usedUp(story.loop, '2026-11'), story.clock),
    );
    await process.react(event);
    expect(await factsAfter(story, event.position)).toEqual([]);
    story.now = '2026-12-01T02:00:00.000Z';
    await process.react(event);
    expect((await factsAfter(story, event.position)).at(-1)).toEqual([
      'CertificateIssued',
      'N3f2a1b0c202612000001',
    ]);
  });
});

describe('what waits for a number', () => {
  /** The table as the sweep asks it: who has waited since before a month. */
  const waitingSince = (rows: readonly Partial<CertificateView>[]): DataSource => {
    const same = () => query;
    const asked = { where: same, orderBy: same, addOrderBy: same, limit: same };
    const query: object = { ...asked, getMany: () => Promise.resolve(rows) };
    const repository = { createQueryBuilder: same };
    return { getRepository: () => repository } as unknown as DataSource;
  };

  it('is numbered from the next month, once', async () => {
    const story = new AssetStory();
    const event = await registeredAsset(story);
    const numbering = new CertificateNumbering(usedUp(story.loop, '2026-11'), story.clock);
    await new CertificateIssuing(numbering).react(event);
    const assetId = String(event.data['assetId']);
    const row = { assetId, registrarPartyId: bank, waitingSince: '2026-11-21' };
    const sweep = new CertificateWaitingSweep(numbering, waitingSince([row]));
    expect(await sweep.run('2026-11-30T15:59:59.000Z')).toBe(0);
    story.now = '2026-11-30T16:00:00.000Z';
    expect(await sweep.run(story.now)).toBe(1);
    expect(await sweep.run(story.now)).toBe(0);
    expect(await factsAfter(story, event.position)).toEqual([
      ['SerialDrawn', 1],
      ['CertificateIssued', 'N3f2a1b0c202612000001'],
    ]);
  });
});

/** The loop, with one month's series at its end: filling it for real takes a million events. */
const usedUp = (loop: CommandLoop, month: string): CommandLoop =>
  ({
    view: loop.view.bind(loop),
    handler: (kind: Parameters<CommandLoop['handler']>[0]) => {
      const handle = loop.handler(kind);
      return (...[stream, command, context]: Parameters<typeof handle>) =>
        stream.startsWith('serial-') && stream.endsWith(month)
          ? Promise.reject(new Refused('certificate_serial_exhausted'))
          : handle(stream, command, context);
    },
  }) as unknown as CommandLoop;

import { wholeLog } from '@ledger/event-store/contract/log-under-test.js';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { DataSource } from 'typeorm';
import { organisations } from '../support/apps.js';
import { by, type Who } from '../support/asset-api.js';
import { lenderOf, type StoryAsset, TitleStory } from '../support/title-story.js';

const { bank, lender, secondLender, buyer } = organisations;

interface Told {
  readonly specversion: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly position: string;
  readonly actorparty?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

let story: TitleStory;
let asset: StoryAsset;
beforeAll(async () => {
  story = await TitleStory.start(1);
  asset = await story.asset();
});
afterAll(() => story.close());

const page = async (who: Who, query = '') => {
  const { status, text, headers } = await story.get(who, `/v1/log/events${query}`);
  const lines = status === 200 ? text.split('\n').filter((line) => line !== '') : [];
  const events = lines.map((line) => JSON.parse(line) as Told);
  return { status, text, headers, events, through: Number(headers['log-position']) };
};

/** Everything after a position, page by page. */
const all = async (who: Who, query = ''): Promise<readonly Told[]> => {
  const found: Told[] = [];
  for (let after = 0; ;) {
    const { events, through } = await page(who, `?limit=3&after=${after}${query}`);
    found.push(...events);
    if (through === after) return found;
    after = through;
  }
};

const short = ({ type }: Told): string => type.split('.').at(-2) ?? '';
const head = async (): Promise<number> => (await story.app().readModels.numbers()).head;

describe('a page of the feed', () => {
  it('is NDJSON of CloudEvents in log order, and says where to go on', async () => {
    await story.cluster.settled();
    const { headers, events, through } = await page(by('manager'), '?limit=200');
    expect(headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    expect(through).toBeGreaterThanOrEqual(events.length);
    expect((await page(by('manager'), `?after=${through}`)).events).toEqual([]);
    const ofAsset = events.filter(({ subject }) => subject.endsWith(asset.assetId));
    const life = ['ApplicationSubmitted', 'ApplicationAccepted', 'AssetRegistered'];
    expect(ofAsset.map(short).slice(0, 3)).toEqual(life);
    expect(ofAsset.map(short)).toContain('TitleOpened');
    const positions = events.map(({ position }) => Number(position));
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(ofAsset[0]).toMatchObject({
      specversion: '1.0',
      source: 'urn:data-asset-registry:log',
      type: 'org.data-asset-registry.asset.ApplicationSubmitted.v1',
      subject: `asset-${asset.assetId}`,
      datacontenttype: 'application/json',
      version: 1,
    });
    const again = await all(by('manager'));
    expect(again.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  });

  it('is filtered by category, type and stream', async () => {
    const titles = await all(by('manager'), '&category=title,valuation');
    expect(new Set(titles.map(({ subject }) => subject.split('-')[0]))).toEqual(new Set(['title']));
    const opened = await all(by('manager'), '&type=TitleOpened');
    expect(opened.map(short)).toEqual(['TitleOpened']);
    const stream = await all(by('manager'), `&stream=title-${asset.assetId}`);
    expect(stream.map(({ id }) => id)).toEqual(titles.map(({ id }) => id));
    expect(await all(by('manager', buyer), `&stream=title-${asset.assetId}`)).toEqual([]);
  });

  it('has nothing of others, and everything for the auditor', async () => {
    const others = await all(by('manager', buyer));
    expect(JSON.stringify(others)).not.toContain(asset.assetId);
    expect(JSON.stringify(await all(by('admin')))).not.toContain(asset.assetId);
    const audited = await all(by('auditor', buyer));
    const log = story.cluster.openLog();
    const recorded = await wholeLog(log);
    await log.close();
    expect(audited.map(({ id }) => id)).toEqual(recorded.map(({ id }) => id));
  });

  it('shows a lender what comes after he was let in, and records that he looked', async () => {
    expect(await all(lenderOf(lender), '&category=title')).toEqual([]);
    await story.letIn(asset);
    await story.pledge(asset, lenderOf(lender));
    await story.cluster.settled();
    const seen = await all(lenderOf(lender), '&category=title&purpose=monitoring');
    expect(seen.map(short)).toEqual(['LenderAuthorised', 'PledgeRegistered']);
    expect(seen.map(({ actorparty }) => actorparty)).toEqual([undefined, undefined]);
    expect(await all(lenderOf(secondLender), '&category=title&purpose=monitoring')).toEqual([]);
    const records = await story
      .app()
      .app.get(DataSource)
      .query<{ subjects: string[] }[]>(
        `SELECT subjects FROM side.access_record WHERE route = 'log-events' AND purpose = 'monitoring'`,
      );
    expect(records.flatMap(({ subjects }) => subjects)).toContain(asset.assetId);
  });

  it('waits for a position that was just written, and refuses one beyond the log', async () => {
    const written = await story.post(by('manager'), `${asset.path}/appraisers`, {
      firmPartyId: (await story.get(by('manager'), `/v1/parties/${buyer}`)).body.partyId as string,
      until: '2099-12-31',
    });
    const { position } = written.body as { position: number };
    const next = await page(by('manager'), `?after=${position}`);
    expect([next.status, next.events]).toEqual([200, []]);
    expect(next.through).toBeGreaterThanOrEqual(position);
    const { events } = await page(by('manager'), `?after=${position - 1}`);
    expect(events.map(short)).toEqual(['AppraiserNamed']);
    const far = String((await head()) + 1_000_000_000);
    const inQuery = await story.get(by('manager'), `/v1/log/events?after=${far}`);
    expect([inQuery.status, inQuery.body]).toMatchObject([
      400,
      { code: 'invalid_request', errors: [{ in: 'query', pointer: '/after' }] },
    ]);
    const inHeader = await open(by('manager'), '', { 'last-event-id': far });
    expect(inHeader.response.statusCode).toBe(400);
    expect(JSON.parse(await inHeader.until(() => false))).toMatchObject({
      code: 'invalid_header',
      errors: [{ in: 'header', pointer: '/last-event-id' }],
    });
  });

  it.each(['category=Title', 'type=title', 'type=A,', 'limit=0', 'after=-1', 'follow=x', 'x=1'])(
    'is refused for %s',
    async (query) => expect((await page(by('manager'), `?${query}`)).status).toBe(400),
  );
});

/** What arrives on an open stream, piece by piece. */
class OpenStream {
  private text = '';
  private waiting: (() => void) | undefined;
  isEnded = false;

  constructor(readonly response: IncomingMessage) {
    response.setEncoding('utf8');
    const wake = (): void => this.waiting?.();
    response.on('data', (chunk: string) => {
      this.text += chunk;
      wake();
    });
    response.on('end', () => {
      this.isEnded = true;
      wake();
    });
    response.on('error', wake);
  }

  async until(isEnough: (text: string) => boolean): Promise<string> {
    while (!isEnough(this.text) && !this.isEnded) {
      await new Promise<void>((resolve) => (this.waiting = resolve));
    }
    return this.text;
  }

  async end(): Promise<void> {
    while (!this.isEnded) await new Promise<void>((resolve) => (this.waiting = resolve));
  }
}

const open = async (who: Who, query: string, more: Record<string, string> = {}, n = 0) => {
  const authorization = await story.cluster.bearer(...who);
  const address = `${await story.app(n).app.getUrl()}/v1/log/events${query}`;
  const headers = { accept: 'text/event-stream', authorization, ...more };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpGet(address, { headers, agent: false }, resolve).once('error', reject);
  });
  return new OpenStream(response);
};

const eventsOf = (text: string): readonly Told[] =>
  [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? '') as Told);
const idsOf = (text: string): readonly number[] =>
  [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));

const bar = (): Promise<unknown> =>
  story.post(by('registrar'), `${asset.path}/bars`, { ground: 'dispute', authority: '登记机构' });

describe('an open stream', () => {
  it('hands over what is recorded while it is open, and resumes after the last id', async () => {
    const after = await head();
    const stream = await open(by('manager'), `?after=${after}&type=BarRaised`);
    expect(stream.response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(stream.response.headers['content-security-policy']).toContain("default-src 'none'");
    await bar();
    await bar();
    const text = await stream.until((all) => eventsOf(all).length >= 2);
    expect(eventsOf(text).map(short)).toEqual(['BarRaised', 'BarRaised']);
    stream.response.destroy();
    const [first] = eventsOf(text);
    const last = { 'last-event-id': String(first?.position) };
    const resumed = await open(by('manager'), '?type=BarRaised', last);
    const rest = await resumed.until((all) => eventsOf(all).length >= 1);
    expect(eventsOf(rest)[0]?.position).toBe(eventsOf(text)[1]?.position);
    resumed.response.destroy();
  });

  it('moves its id on where nothing is for its reader', async () => {
    const before = await head();
    const stream = await open(by('manager', buyer), '?type=BarRaised');
    // The first id may be where the feed's projection stood; the head follows it.
    const text = await stream.until((all) => (idsOf(all).at(-1) ?? 0) >= before);
    expect(eventsOf(text)).toEqual([]);
    stream.response.destroy();
  });

  it('goes on as lines too', async () => {
    const after = await head();
    const query = `?follow=true&type=BarRaised&after=${after}`;
    const stream = await open(by('manager'), query, { accept: '*/*' });
    expect(stream.response.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    await bar();
    const text = await stream.until((all) => all.includes('BarRaised'));
    expect(JSON.parse(text.trim())).toMatchObject({ subject: `title-${asset.assetId}` });
    stream.response.destroy();
  });

  it('takes no place for a reader who leaves while his position is waited for', async () => {
    const runner = story.app().app.get(DataSource).createQueryRunner();
    await runner.startTransaction();
    // So the feed cannot move on.
    await runner.query('LOCK TABLE read.feed_event IN EXCLUSIVE MODE');
    await bar();
    const after = await head();
    const authorization = await story.cluster.bearer(bank, 'manager');
    const address = `${await story.app().app.getUrl()}/v1/log/events?after=${after}`;
    const headers = { accept: 'text/event-stream', authorization };
    const left = Array.from({ length: 8 }, () => httpGet(address, { headers, agent: false }));
    const gone = left.map(
      (request) => new Promise((resolve) => request.once('error', resolve).once('close', resolve)),
    );
    await Promise.all(left.map((request) => new Promise((resolve) => request.end(resolve))));
    for (const request of left) request.destroy();
    await Promise.all(gone);
    await runner.rollbackTransaction();
    await runner.release();
    expect((await page(by('manager'), `?after=${after}`)).status).toBe(200);
    const many = await Promise.all(Array.from({ length: 8 }, () => open(by('manager'), '')));
    expect(many.map(({ response }) => response.statusCode)).toEqual(many.map(() => 200));
    for (const { response } of many) response.destroy();
  });

  it('is refused with an id that is none (400), and when too many are open (429)', async () => {
    const bad = await open(by('manager'), '', { 'last-event-id': 'x' });
    expect(bad.response.statusCode).toBe(400);
    const many = await Promise.all(
      Array.from({ length: 9 }, () => open(lenderOf(secondLender), '?type=BarRaised')),
    );
    const statuses = many.map(({ response }) => response.statusCode);
    expect(statuses.toSorted()).toEqual([...Array.from({ length: 8 }, () => 200), 429]);
    expect(
      many.find(({ response }) => response.statusCode === 429)?.response.headers,
    ).toMatchObject({ 'retry-after': expect.any(String) });
    for (const { response } of many) response.destroy();
    const other = await open(by('manager'), '?type=BarRaised');
    expect(other.response.statusCode).toBe(200);
    other.response.destroy();
  });

  it('ends cleanly when its service closes', async () => {
    const other = await story.cluster.startRegistry();
    const authorization = await story.cluster.bearer(bank, 'manager');
    const headers = { accept: 'text/event-stream', authorization };
    const address = `${await other.app.getUrl()}/v1/log/events`;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      httpGet(address, { headers, agent: false }, resolve).once('error', reject);
    });
    const stream = new OpenStream(response);
    await stream.until((text) => idsOf(text).length > 0);
    const ended = stream.end();
    await other.close();
    await ended;
    expect(response.complete).toBe(true);
  });
});

import { Webhook } from 'standardwebhooks';
import { DataSource } from 'typeorm';
import { organisations, type RunningApp } from '../support/apps.js';
import { by, type Who } from '../support/asset-api.js';
import { lenderOf, type StoryAsset, TitleStory } from '../support/title-story.js';
import { type Received, WebhookReceiver } from '../support/webhook-receiver.js';

const { lender, buyer } = organisations;
const hour = 3_600_000;
const day = 24 * hour;

/**
 * The clock of all services: it shows when the test began, for signatures are good for minutes, and
 * stands still until the test puts it forward: nothing is tried again before.
 */
let began = Date.now();
let ahead = 0;
const clock = { now: () => new Date(began + ahead).toISOString() };

let story: TitleStory;
let asset: StoryAsset;
beforeAll(async () => {
  story = await TitleStory.start(1, clock, { sweepsRun: true });
  asset = await story.asset();
});
afterAll(() => story.close());

let receiver: WebhookReceiver;
beforeEach(async () => {
  [began, ahead] = [Date.now(), 0];
  receiver = await WebhookReceiver.start();
});
afterEach(() => receiver.close());

interface Subscription {
  readonly id: string;
  readonly secret: string;
  readonly path: string;
}

const subscribe = async (more: object = {}, who: Who = by('manager')): Promise<Subscription> => {
  const body = { url: receiver.url, types: ['BarRaised', 'BarLifted'], ...more };
  const answer = await story.post(who, '/v1/webhooks', body);
  expect(answer.status).toBe(201);
  const { id, secret } = answer.body as { id: string; secret: string };
  expect(answer.headers['location']).toBe(`/v1/webhooks/${id}`);
  return { id, secret, path: `/v1/webhooks/${id}` };
};

const end = async ({ path }: Subscription, who: Who = by('manager')): Promise<void> => {
  expect((await story.post(who, `${path}/deletion`)).status).toBe(200);
};

const bar = async (on: StoryAsset = asset): Promise<string> => {
  const body = { ground: 'dispute', authority: '登记机构' };
  const answer = await story.post(by('registrar'), `${on.path}/bars`, body);
  expect(answer.status).toBe(201);
  return (answer.body as { id: string }).id;
};

const show = async (
  { path }: Subscription,
  who: Who = by('manager'),
): Promise<Readonly<Record<string, unknown>>> => {
  const { head } = await story.app().readModels.numbers();
  const { body, status } = await story.get(who, `${path}?after=${head}`);
  return { ...(body as Record<string, unknown>), status };
};

/** Asks until an answer satisfies a condition; each try is a round of the sweep, nothing sleeps. */
const until = async <T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> => {
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    await story.app().readModels.runDue('webhook-delivery');
  }
};

/** Until the first of its deliveries is known to have been answered so: a retry counts from there. */
const answered = ({ path }: Subscription, lastStatus: number) =>
  until(
    () => story.get(by('manager'), `${path}/deliveries`),
    ({ body }) =>
      (body as { items: { lastStatus?: number }[] }).items.some(
        (each) => each.lastStatus === lastStatus,
      ),
  );

const verified = ({ headers, body }: Received, secret: string): boolean => {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
};

const barsOf = (received: readonly Received[]) =>
  received.map(({ event }) => String(event.data['barId']));

describe('a subscription', () => {
  it('delivers signed CloudEvents, each under the id of its event', async () => {
    const hook = await subscribe();
    const barId = await bar();
    const [first] = await receiver.until((all) => all.length >= 1);
    expect(first?.headers).toMatchObject({
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-id': first?.event.id,
    });
    expect(first?.event).toMatchObject({
      type: 'org.data-asset-registry.title.BarRaised.v1',
      subject: `title-${asset.assetId}`,
      data: { barId },
    });
    expect(verified(first!, hook.secret)).toBe(true);
    expect(verified({ ...first!, body: `${first!.body} ` }, hook.secret)).toBe(false);
    const told = await until(
      () => show(hook),
      ({ pending }) => pending === 0,
    );
    expect(told).toMatchObject({ state: 'live', types: ['BarRaised', 'BarLifted'] });
    const { body } = await story.get(by('manager'), `${hook.path}/deliveries`);
    const expected = { eventId: first?.event.id, state: 'delivered', attempts: 1, lastStatus: 204 };
    expect((body as { items: object[] }).items).toMatchObject([expected]);
    await end(hook);
    expect((await show(hook))['status']).toBe(404);
  });

  it('is listed for its organisation only, and its secret is nowhere', async () => {
    const hook = await subscribe();
    const [mine, theirs] = [by('manager'), by('manager', buyer)];
    const listed = await until(
      () => story.get(mine, '/v1/webhooks'),
      ({ body }) => (body as { items: unknown[] }).items.length > 0,
    );
    expect(listed.body).toMatchObject({ items: [{ id: hook.id, state: 'live' }] });
    expect((await story.get(theirs, '/v1/webhooks')).body).toEqual({ items: [] });
    expect((await story.get(theirs, hook.path)).status).toBe(404);
    expect((await story.get(theirs, `${hook.path}/deliveries`)).status).toBe(404);
    for (const path of ['suspension', 'resumption', 'deletion', 'secret-rotation']) {
      const { body, status } = await story.post(theirs, `${hook.path}/${path}`);
      expect([status, (body as { code: string }).code]).toEqual([404, 'webhook_not_found']);
    }
    const rows = await story
      .app()
      .app.get(DataSource)
      .query<{ text: string }[]>(
        `SELECT e.data::text || e.metadata::text AS text FROM ledger.event AS e
       UNION ALL SELECT w::text FROM read.webhook AS w
       UNION ALL SELECT f::text FROM read.feed_event AS f`,
      );
    const kept = hook.secret.replace('whsec_', '');
    expect(rows.filter(({ text }) => text.includes(kept))).toEqual([]);
    await end(hook);
  });

  it('has the sight of who subscribed: a lender learns nothing of others', async () => {
    const hook = await subscribe({ purpose: '贷后监测' }, lenderOf(lender));
    await bar();
    await story.letIn(asset);
    const seen = await bar();
    const all = await receiver.until((received) => received.length >= 1);
    expect(barsOf(all)).toEqual([seen]);
    await end(hook, lenderOf(lender));
  });

  it.each([
    ['http://hooks.example.com/', 'webhook_target_refused'],
    ['https://user:secret@hooks.example.com/', 'webhook_target_refused'],
    ['https://hooks.example.com/#x', 'webhook_target_refused'],
    ['ftp://hooks.example.com/', 'webhook_target_refused'],
    ['no address', 'invalid_request'],
  ])('is refused for %s', async (url, code) => {
    const answer = await story.post(by('manager'), '/v1/webhooks', { url });
    // On a developer's machine plain HTTP is taken; where it leads is then looked at on the way.
    if (url.startsWith('http:')) return expect(answer.status).toBe(201);
    return expect((answer.body as { code: string }).code).toBe(code);
  });

  it('that leads inside the house is never connected', async () => {
    const hook = await subscribe({ url: 'https://10.0.0.1/hook' });
    await bar();
    await until(
      () => show(hook),
      ({ pending }) => pending === 1,
    );
    const deliveries = () => story.get(by('manager'), `${hook.path}/deliveries`);
    const tried = await until(deliveries, ({ body }) =>
      (body as { items: { attempts: number; lastError?: string }[] }).items.some(
        ({ lastError }) => lastError !== undefined,
      ),
    );
    expect(tried.body).toMatchObject({
      items: [{ lastError: '10.0.0.1 leads to 10.0.0.1, which is not public' }],
    });
    await end(hook);
  });
});

describe('a receiver that fails', () => {
  it('gets the same event again, later each time; others of the asset wait, other assets go on', async () => {
    const other = await story.asset();
    const hook = await subscribe();
    let isDown = true;
    const ofFirst = (each: Received) => each.event.subject.endsWith(asset.assetId);
    receiver.answer = (each) => (ofFirst(each) && isDown ? 503 : 200);
    const [a1, a2, b1] = [await bar(), await bar(), await bar(other)];
    await receiver.until((all) => all.some((each) => !ofFirst(each)) && all.some(ofFirst));
    expect(barsOf(receiver.received).toSorted()).toEqual([a1, b1].toSorted());
    await until(
      () => show(hook),
      ({ pending }) => pending === 2,
    );
    await answered(hook, 503);
    isDown = false;
    ahead += 10_000;
    const all = await receiver.until((received) => received.length >= 4);
    expect(barsOf(all.filter(ofFirst))).toEqual([a1, a1, a2]);
    const ids = all.filter(ofFirst).map(({ headers }) => headers['webhook-id']);
    expect(ids[0]).toBe(ids[1]);
    await end(hook);
  });

  it('is told nothing twice at once when it redirects, and nothing is followed', async () => {
    const hook = await subscribe();
    receiver.answer = () => 302;
    const barId = await bar();
    await until(
      () => show(hook),
      ({ pending }) => pending === 1 && receiver.received.length > 0,
    );
    const { body } = await answered(hook, 302);
    expect(body).toMatchObject({ items: [{ state: 'pending', attempts: 1 }] });
    expect(barsOf(receiver.received)).toEqual([barId]);
    await end(hook);
  });

  it('is given up in the end, visibly; resumed, it gets what waited', async () => {
    const hook = await subscribe();
    receiver.answer = () => 500;
    const barId = await bar();
    await answered(hook, 500);
    ahead += 3 * day + hour;
    const suspended = await until(
      () => show(hook),
      ({ state }) => state === 'suspended',
    );
    expect(suspended).toMatchObject({ suspendedReason: 'undeliverable', suspendedDetail: '500' });
    receiver.answer = () => 200;
    const before = receiver.received.length;
    expect((await story.post(by('manager'), `${hook.path}/resumption`)).status).toBe(200);
    ahead += 10_000;
    await receiver.until((all) => all.length > before);
    expect(barsOf(receiver.received).at(-1)).toBe(barId);
    const again = await story.post(by('manager'), `${hook.path}/resumption`);
    expect((again.body as { code: string }).code).toBe('webhook_not_suspended');
    await end(hook);
  });

  it('that says it is gone (410) is suspended at once', async () => {
    const hook = await subscribe();
    receiver.answer = () => 410;
    await bar();
    const told = await until(
      () => show(hook),
      ({ state }) => state === 'suspended',
    );
    expect(told).toMatchObject({ suspendedReason: 'gone', suspendedDetail: '410' });
    const again = await story.post(by('manager'), `${hook.path}/suspension`);
    expect((again.body as { code: string }).code).toBe('webhook_suspended');
    await end(hook);
  });
});

describe('a service that ends while it delivers', () => {
  it('loses nothing: another one delivers what was on its way, under the same id', async () => {
    const hook = await subscribe();
    receiver.answer = () => 'never';
    const barId = await bar();
    await receiver.until((all) => all.length >= 1);
    const [first] = story.registries;
    const restarted: RunningApp = await story.cluster.startRegistry();
    await first.close();
    receiver.answer = () => 200;
    ahead += hour;
    const all = await receiver.until((received) => received.length >= 2);
    expect(barsOf(all.slice(-1))).toEqual([barId]);
    expect(all.at(-1)?.event.id).toBe(all[0]?.event.id);
    (story.registries as [RunningApp]).splice(0, 1, restarted);
    await end(hook);
  });
});

describe('a replay', () => {
  it('sends everything after a position once more, under the ids it had', async () => {
    const hook = await subscribe();
    const bars = [await bar(), await bar(), await bar()];
    const first = [...(await receiver.until((all) => all.length >= 3))];
    await until(
      () => show(hook),
      ({ pending }) => pending === 0,
    );
    const fromPosition = Number(first[0]?.event.position);
    const asked = await story.post(by('manager'), `${hook.path}/replay`, { fromPosition });
    expect(asked.status).toBe(200);
    const all = await receiver.until((received) => received.length >= 5);
    expect(barsOf(all).slice(3)).toEqual(bars.slice(1));
    expect(all.slice(3).map(({ event }) => event.id)).toEqual(
      first.slice(1).map(({ event }) => event.id),
    );
    const ahead = { fromPosition: 999_999_999 };
    const refused = await story.post(by('manager'), `${hook.path}/replay`, ahead);
    expect((refused.body as { code: string }).code).toBe('webhook_replay_ahead');
    await end(hook);
  });
});

describe('a rotation', () => {
  it('signs with both secrets for a day, then with the new one only', async () => {
    const hook = await subscribe();
    const rotate = () => story.post(by('manager'), `${hook.path}/secret-rotation`);
    const rotated = await rotate();
    const { secret } = rotated.body as { secret: string };
    expect(secret).not.toBe(hook.secret);
    const early = await rotate();
    expect((early.body as { code: string }).code).toBe('webhook_secret_still_rotating');
    await until(
      () => show(hook),
      ({ previousSecretUntil }) => previousSecretUntil !== undefined,
    );
    await bar();
    const [both] = await receiver.until((all) => all.length >= 1);
    expect([verified(both!, secret), verified(both!, hook.secret)]).toEqual([true, true]);
    ahead += day + hour;
    await bar();
    const [, one] = await receiver.until((all) => all.length >= 2);
    expect(String(one?.headers['webhook-signature']).split(' ')).toHaveLength(1);
    expect(String(both?.headers['webhook-signature']).split(' ')).toHaveLength(2);
    expect((await rotate()).status).toBe(200);
    await end(hook);
  });
});

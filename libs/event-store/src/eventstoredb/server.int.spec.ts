import { ServerCredentials, status } from '@grpc/grpc-js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { selfSigned } from '../../../../test/support/eventstoredb/certificate.js';
import { ProtocolCluster } from '../../../../test/support/eventstoredb/protocol-cluster.js';
import { rpcError, rpcErrors } from '../../../../test/support/eventstoredb/rpc-errors.js';
import { follower, headAfter, wholeLog } from '../contract/log-under-test.js';
import { eventDigest, noStream } from '../digest.js';
import { newEvent, newEvents, newStream } from '../testing/new-event.js';
import { EventStoreDbEventLog } from './eventstoredb-event-log.js';

/** Whoever answers may take his time; who refuses is not asked for long. */
const patience = { answerMsMax: 60_000, retriedMsMax: 300 };

describe('EventStoreDB', () => {
  let server: ProtocolCluster;
  let log: EventStoreDbEventLog;

  const open = async (...settings: Parameters<typeof ProtocolCluster.start>): Promise<void> => {
    server = await ProtocolCluster.start(...settings);
    log = new EventStoreDbEventLog(server.url(), patience);
  };

  afterEach(async () => {
    await log.close();
    await server.stop();
  });

  describe('barriers', () => {
    it('are shared by all who ask at once', async () => {
      await open();
      const stream = newStream();
      await log.append(stream, noStream, newEvents(2));
      await Promise.all(Array.from({ length: 50 }, () => log.versions([stream])));
      expect(server.eventsOf('barrier-ledger')).toBe(1);
      await log.versions([stream]);
      expect(server.eventsOf('barrier-ledger')).toBe(2);
    });

    it('are kept down to one by the server, which is told so once', async () => {
      await open();
      for (let n = 0; n < 3; n++) await log.versions([]);
      const second = new EventStoreDbEventLog(server.url());
      await second.versions([]);
      await second.close();
      expect(server.eventsOf('$$barrier-ledger')).toBe(1);
      expect(server.eventsOf('barrier-ledger')).toBe(4);
    });

    it('are no events of the log, and move no head', async () => {
      await open({ linksByCategory: true });
      const { events } = await log.append(newStream(), noStream, newEvents(2));
      const seen = follower(log);
      for (let n = 0; n < 5; n++) {
        expect((await log.versions([])).head).toBe(events[1]?.position);
      }
      await seen.reached(events[1]?.position ?? 0);
      expect(await wholeLog(log)).toEqual(events);
      await seen.following.stop();
      expect(seen.events).toEqual(events);
    });
  });

  it('gives instants with the six decimals of the server', async () => {
    await open();
    const { events } = await log.append(newStream(), noStream, [newEvent()]);
    expect(events[0]?.recordedAt).toMatch(/\.\d{3}123Z$/);
  });

  it('keeps instant, digest and version of an event that was moved here', async () => {
    await open();
    const [stream, events] = [newStream(), newEvents(3)];
    const { events: recorded } = await log.append(stream, noStream, events);
    const elsewhere = recorded.map((event, n) => ({
      ...event,
      recordedAt: `2024-02-29T12:00:00.00000${n}Z`,
    }));
    const target = await ProtocolCluster.start();
    const moved = new EventStoreDbEventLog(target.url());
    await moved.appendMoved(stream, elsewhere.slice(0, 2));
    const { repeated, head } = await moved.appendMoved(stream, elsewhere.slice(2));
    expect({ repeated, head }).toMatchObject({
      repeated: false,
      head: headAfter(stream, ...events),
    });
    const there = await moved.read(stream);
    expect(there.map((event) => eventDigest(event))).toEqual(recorded.map((e) => eventDigest(e)));
    expect(there.map(({ recordedAt }) => recordedAt)).toEqual(
      elsewhere.map(({ recordedAt }) => recordedAt),
    );
    expect((await moved.appendMoved(stream, elsewhere.slice(2))).repeated).toBe(true);
    await moved.close();
    await target.stop();
  });

  it('takes no stream that means something to the server or to the barriers', async () => {
    await open();
    for (const stream of ['$all', '$ce-title', 'barrier-ledger']) {
      const appending = log.append(stream, noStream, [newEvent()]);
      await expect(appending).rejects.toThrow(`Stream ${stream} is not for events of the ledger.`);
    }
  });

  it('says so when something else writes to it', async () => {
    await open();
    server.writeAsServer('orders-1', 'OrderPlaced', '{}');
    await expect(log.readAll(0, 10)).rejects.toThrow(/orders-1 was not written by this ledger/);
    const following = log.follow(0, {}, async () => undefined);
    await expect(following.done).rejects.toThrow(/needs an event store of its own/);
  });

  it('says so when it is asked to go on from a place of another log', async () => {
    await open();
    await log.append(newStream(), noStream, newEvents(2));
    const following = log.follow(1_999, {}, async () => undefined);
    await expect(following.done).rejects.toThrow(/no such position in this event store/);
  });

  it('gives the event at a position also where a server of 22.6 words its refusal otherwise', async () => {
    await open();
    const { events } = await log.append(newStream(), noStream, newEvents(3));
    const { position = 0 } = events[1] ?? {};
    const { invalidPosition } = rpcErrors;
    const older = () => rpcError(status.UNKNOWN, 'Unexpected ReadAllResult: Error');
    Object.assign(rpcErrors, { invalidPosition: older });
    const { events: found } = await log.readAll(position - 1, 1);
    Object.assign(rpcErrors, { invalidPosition });
    expect(found).toEqual([events[1]]);
  });

  it('has forgotten, once started again, what was appended at any version', async () => {
    await open();
    const [stream, event] = [newStream('usage'), newEvent()];
    await log.append(stream, 'any', [event]);
    expect((await log.append(stream, 'any', [event])).repeated).toBe(true);
    server.forgetIds();
    // Why only metering may do this: its fold counts an id once.
    expect((await log.append(stream, 'any', [event])).repeated).toBe(false);
    expect(await log.read(stream)).toHaveLength(2);
  });

  it('remembers at an exact version for ever', async () => {
    await open();
    const [stream, events] = [newStream(), newEvents(2)];
    const first = await log.append(stream, noStream, events);
    await log.append(stream, first.head, newEvents(3));
    server.forgetIds();
    expect(await log.append(stream, noStream, events)).toEqual({ ...first, repeated: true });
  });

  it('holds a bounded part of a long log in memory, whoever follows', async () => {
    await open();
    let head = noStream;
    const stream = newStream();
    for (let n = 0; n < 30; n++) ({ head } = await log.append(stream, head, newEvents(100)));
    const some = follower(log, 0, { batchMax: 500 });
    const { head: end } = await log.versions([]);
    await some.reached(end);
    await some.following.stop();
    expect(some.events).toHaveLength(3_000);
    expect(Math.max(...some.batches.map(({ events }) => events.length))).toBe(500);
  });

  describe('over TLS', () => {
    let folder: string;
    const { key, certificate } = selfSigned();
    const pair = { private_key: Buffer.from(key), cert_chain: Buffer.from(certificate) };

    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'ledger-tls-'));
      await writeFile(path.join(folder, 'ca.pem'), certificate);
      const credentials = ServerCredentials.createSsl(null, [pair], false);
      await open({ credentials, admin: 'admin:p@sswörd' });
      await log.close();
    });

    afterEach(() => rm(folder, { recursive: true, force: true }));

    const addressed = (user: string, options: string): EventStoreDbEventLog => {
      const { port } = server.leader.link;
      const url = `esdb://${user}127.0.0.1:${port}?${options}`;
      return new EventStoreDbEventLog(url, patience);
    };
    const trusted = (): string => `tlsCAFile=${encodeURIComponent(path.join(folder, 'ca.pem'))}`;

    it('takes certificate and credentials from the address', async () => {
      log = addressed(`admin:${encodeURIComponent('p@sswörd')}@`, trusted());
      await log.ready();
      const { events } = await log.append(newStream(), noStream, [newEvent()]);
      expect(await wholeLog(log)).toEqual(events);
    });

    it('says that the credentials are wrong, or missing', async () => {
      log = addressed('admin:changeit@', trusted());
      const message = /refuses the credentials of EVENT_STORE_URL: Unauthenticated/;
      await expect(log.ready()).rejects.toThrow(message);
      await log.close();
      log = addressed('', trusted());
      await expect(log.ready()).rejects.toThrow(/credentials of EVENT_STORE_URL: Access Denied/);
    });

    it('says that it does not trust the server', async () => {
      log = addressed('admin:changeit@', 'tls=true');
      await expect(log.ready()).rejects.toThrow(/does not serve: .*self-signed certificate/);
      await log.close();
      const other = path.join(folder, 'other.pem');
      await writeFile(other, selfSigned().certificate);
      log = addressed('admin:changeit@', `tlsCAFile=${encodeURIComponent(other)}`);
      await expect(log.ready()).rejects.toThrow(/does not serve: .*self-signed certificate/);
    });
  });

  describe('of three nodes, over TLS', () => {
    let folder: string;
    const { key, certificate } = selfSigned();
    const pair = { private_key: Buffer.from(key), cert_chain: Buffer.from(certificate) };

    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'ledger-tls-'));
      await writeFile(path.join(folder, 'ca.pem'), certificate);
      const credentials = ServerCredentials.createSsl(null, [pair], false);
      await open({ nodes: 3, credentials, admin: 'admin:secret-1' });
      await log.close();
    });

    afterEach(() => rm(folder, { recursive: true, force: true }));

    const addressed = (user: string, ca = 'ca.pem'): EventStoreDbEventLog => {
      const hosts = server.nodes.map(({ link }) => `127.0.0.1:${link.port}`).join(',');
      const file = encodeURIComponent(path.join(folder, ca));
      const quick = 'discoveryInterval=20&gossipTimeout=60&maxDiscoverAttempts=3';
      const url = `esdb://${user}@${hosts}?tlsCAFile=${file}&${quick}`;
      return new EventStoreDbEventLog(url, { answerMsMax: 60_000, retriedMsMax: 120_000 });
    };

    it('finds the leader by gossip, with certificate and credentials, and follows it', async () => {
      log = addressed('admin:secret-1');
      await log.ready();
      const seen = follower(log);
      const recorded: unknown[] = [];
      let head = noStream;
      const stream = newStream();
      for (const leader of [1, 2, 0]) {
        server.elect(leader);
        const appended = await log.append(stream, head, newEvents(2));
        ({ head } = appended);
        recorded.push(...appended.events);
        expect((await log.versions([stream])).versions.get(stream)).toBe(recorded.length);
        expect(server.leader.calls.append).toBeGreaterThan(0);
      }
      await seen.reached((await log.versions([])).head);
      await seen.following.stop();
      expect(seen.events).toEqual(recorded);
    });

    it('says of every node that its certificate is not trusted', async () => {
      await writeFile(path.join(folder, 'other.pem'), selfSigned().certificate);
      log = addressed('admin:secret-1', 'other.pem');
      const ports = server.nodes.map(
        ({ link }) => `127.0.0.1:${link.port}: self-signed certificate`,
      );
      const reason = await log.ready().catch(({ message }: Error) => message);
      for (const told of ports) expect(reason).toContain(told);
      expect(reason).not.toContain('secret-1');
    });

    it('says that the credentials are wrong, and which node is gone', async () => {
      log = addressed('admin:wrong');
      await expect(log.ready()).rejects.toThrow(/refuses the credentials of EVENT_STORE_URL/);
      await log.close();
      log = addressed('admin:secret-1');
      for (const { link } of server.nodes) await link.remove();
      const port = server.nodes[1]?.link.port;
      await expect(log.ready()).rejects.toThrow(
        new RegExp(`127.0.0.1:${port}: connect ECONNREFUSED`),
      );
    });
  });
});

describe('an address', () => {
  it.each([
    ['postgres://admin:secret@host/db', /expected esdb:\/\/ or esdb\+discover:\/\//],
    ['esdb://admin:secret@host:port', /expected port number/],
    ['esdb://admin:secret@', /expected host/],
    ['esdb://admin:secret@host?tlsCAFile=/nowhere/ca.pem', /certificate file/],
  ])('that cannot be used is refused without repeating it: %s', (url, reason) => {
    const opening = (): EventStoreDbEventLog => new EventStoreDbEventLog(url);
    expect(opening).toThrow(reason);
    expect(opening).toThrow(/EVENT_STORE_URL cannot be used/);
    expect(opening).not.toThrow(/secret|admin/);
  });
});

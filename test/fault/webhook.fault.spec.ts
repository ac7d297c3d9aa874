import { partyIdOf } from '@ledger/event-store/ids.js';
import { openLocalIssuer } from '@ledger/http/local-issuer.js';
import { freePort } from '../support/ports.js';
import { WebhookReceiver, type Received } from '../support/webhook-receiver.js';
import { organisation, persist, registrarToken } from './support/clients.js';
import { FaultPlace } from './support/fault-place.js';

const parties = 6;
const renamings = 8;
const perParty = renamings + 1;
/** An attempt is short, so that what a killed service had claimed is soon anybody's. */
const environment = { WEBHOOK_TIMEOUT_MS: '1500' };

let place: FaultPlace;
let receiver: WebhookReceiver;
beforeEach(async () => {
  place = await FaultPlace.open();
  receiver = await WebhookReceiver.start();
});
afterEach(async () => {
  await receiver.close();
  await place.close();
});

/** Registers organisations and renames each, one fact after the other within a party. */
const writeAll = async (url: string): Promise<void> => {
  const token = await registrarToken(await openLocalIssuer(place.folder, 'local'));
  const one = async (n: number): Promise<void> => {
    const value = organisation(n);
    const identifier = { kind: 'uscc', value };
    const body = { identifier, name: `机构 ${n}`, partyClass: 'enterprise' };
    await persist([url], token, { path: '/v1/parties', body, key: value });
    for (let day = 1; day <= renamings; day++) {
      const renamed = { name: `机构 ${n} 之 ${day}`, from: `2026-01-0${day}` };
      const path = `/v1/parties/${value}/names`;
      await persist([url], token, { path, body: renamed, key: `${value}-${day}` });
    }
  };
  await Promise.all(Array.from({ length: parties }, (_, index) => one(index + 1)));
};

const subscribe = async (url: string): Promise<void> => {
  const issuer = await openLocalIssuer(place.folder, 'local');
  const token = await issuer.mintToken({
    org: organisation(0),
    roles: ['auditor'],
    subject: 'fault-test-auditor',
    expiresInSeconds: 600,
  });
  const body = { url: receiver.url, types: ['PartyRegistered', 'PartyRenamed'] };
  await persist([url], token, { path: '/v1/webhooks', body, key: 'subscription' });
};

/** What the receiver said yes to. */
const accepted = new Set<Received>();
const idsOf = (all: Iterable<Received>) => new Set([...all].map(({ event }) => event.id));

it('a service killed with kill -9 loses no delivery, keeps the order of each subject and its ids', async () => {
  const port = await freePort();
  const doomed = await place.startRegistry(port, environment);
  await subscribe(doomed.url);
  // After some have been taken it answers nobody: those are on their way when the service dies.
  let isHanging = false;
  accepted.clear();
  receiver.answer = (received) => {
    if (!isHanging && accepted.size < parties * 2) accepted.add(received);
    else isHanging = true;
    return isHanging ? 'never' : 204;
  };
  const written = writeAll(doomed.url);
  await receiver.until((all) => all.length >= accepted.size + 3 && isHanging);
  const before = receiver.received.length;
  const hung = receiver.received.filter((received) => !accepted.has(received));
  await doomed.kill();

  receiver.answer = (received) => {
    accepted.add(received);
    return 204;
  };
  await place.startRegistry(port, environment);
  await written;
  await receiver.until(() => idsOf(accepted).size === parties * perParty);

  const all = receiver.received;
  expect(hung.length).toBeGreaterThanOrEqual(3);
  // Nothing is lost: what hung came again, under the id that it had.
  const again = idsOf(all.slice(before));
  for (const { event } of hung) expect(again.has(event.id)).toBe(true);
  const subjects = Array.from(
    { length: parties },
    (_, index) => `party-${partyIdOf('uscc', organisation(index + 1))}`,
  );
  for (const subject of subjects) {
    const own = all.filter(({ event }) => event.subject === subject);
    const firsts = own.filter(
      ({ event }, at) => own.findIndex((other) => other.event.id === event.id) === at,
    );
    expect(firsts).toHaveLength(perParty);
    // In the order of the log, and none before the one before it was taken.
    const positions = firsts.map(({ event }) => Number(event.position));
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    const places = own.map(({ event }) => Number(event.position));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  }
  for (const { headers, event } of all) expect(headers['webhook-id']).toBe(event.id);
  const positionsOf = new Map<string, Set<string>>();
  for (const { event } of all) {
    positionsOf.set(event.id, (positionsOf.get(event.id) ?? new Set()).add(event.position));
  }
  for (const positions of positionsOf.values()) expect(positions.size).toBe(1);
});

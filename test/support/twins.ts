import { shippedSchemes } from '@ledger/domain/policy/scheme.policies.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { organisations, type RunningApp, type TestCluster } from './apps.js';
import type { Who } from './asset-api.js';
import type { Route } from './routes.js';

/** What is asked of a world here; it is one of these. */
interface Asked {
  readonly cluster: Pick<TestCluster, 'settled'>;
  readonly registry: RunningApp;
  route(name: string): Route;
  send(
    route: Route,
    ask: { readonly as: Who; readonly query: string },
  ): Promise<{ readonly body: unknown }>;
  post(
    app: RunningApp,
    path: string,
    body: object | undefined,
    who: Who,
  ): Promise<{ readonly id: string }>;
}

const { bank } = organisations;

/** Lets the bank register by a scheme whose registrations give priority, without days of publicity. */
export const allowTwins = async (world: Asked): Promise<void> => {
  const { registrar, certificate } = shippedSchemes.shenzhen;
  const from = { from: '2026-11-20', reason: '试行' };
  const scheme = { content: { ...shippedSchemes['in-house'], registrar, certificate }, ...from };
  const designation = {
    partyId: partyIdOf('uscc', bank),
    content: { schemes: ['shenzhen'], region: '44', digit: '9' },
    ...from,
  };
  const admin = [bank, 'admin'] as const;
  await world.post(world.registry, '/v1/policies/shenzhen/versions', scheme, admin);
  await world.post(world.registry, '/v1/policies/registrar/versions', designation, admin);
};

/**
 * Registers an asset of an organisation whose content is that of every other one of that digest: the
 * bank's in its own ledger, which gives no priority, and others' with the bank.
 */
export const registeredTwin = async (
  world: Asked,
  org: string,
  application: { readonly description: object },
  contentDigest = 'd'.repeat(64),
): Promise<string> => {
  const description = { ...application.description, fingerprint: { contentDigest } };
  const registrar = { scheme: 'shenzhen', registrarPartyId: partyIdOf('uscc', bank) };
  const body = { ...application, ...(org === bank ? {} : registrar), description };
  const { id } = await world.post(world.registry, '/v1/assets', body, [org, 'manager']);
  for (const step of ['acceptance', 'registration']) {
    await world.post(world.registry, `/v1/assets/${id}/${step}`, undefined, [bank, 'registrar']);
  }
  await world.cluster.settled();
  return id;
};

/** The id of the newest alert that somebody has of an asset. */
export const firstAlertOf = async (world: Asked, as: Who, assetId: string): Promise<string> => {
  const alerts = world.route('registry GET /v1/alerts');
  const { body } = await world.send(alerts, { as, query: `?assetId=${assetId}` });
  const [first] = (body as { items: readonly { alertId: string }[] }).items;
  if (first === undefined) throw new Error(`There is no alert of ${assetId}.`);
  return first.alertId;
};

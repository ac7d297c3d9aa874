import type { RunningApp, TestCluster } from './apps.js';
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

/** Registers an asset of an organisation whose content is that of every other one of that digest. */
export const registeredTwin = async (
  world: Asked,
  org: string,
  application: { readonly description: object },
  contentDigest = 'd'.repeat(64),
): Promise<string> => {
  const description = { ...application.description, fingerprint: { contentDigest } };
  const body = { ...application, description };
  const { id } = await world.post(world.registry, '/v1/assets', body, [org, 'manager']);
  for (const step of ['acceptance', 'registration']) {
    await world.post(world.registry, `/v1/assets/${id}/${step}`, undefined, [org, 'registrar']);
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

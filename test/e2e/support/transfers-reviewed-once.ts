import { partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { organisations } from '../../support/apps.js';
import { form } from '../../support/scheme-lives.js';
import type { World } from '../../support/world.js';
import { toTheBuyer } from './moved-once.js';

const { bank, buyer, secondLender } = organisations;
const manager = [bank, 'manager'] as const;
const theBuyer = [buyer, 'manager'] as const;
const keeper = [secondLender, 'registrar'] as const;
const registrarPartyId = partyIdOf('uscc', secondLender);

type Once = (
  name: string,
  ask: {
    readonly as: readonly [org: string, ...roles: CallerRole[]];
    readonly things?: Readonly<Record<string, string>>;
    readonly body?: object;
    readonly other?: object;
  },
) => Promise<string>;

/** Tries every step of a transfer that both sides apply for, under one key each. */
export const transfersReviewedOnce = async (world: World, once: Once): Promise<void> => {
  const name = 'shenzhen';
  const read = { as: manager, things: { name } };
  const shown = await world.send(world.route('registry GET /v1/policies/{name}'), read);
  const { content } = shown.body as { content: { review: object } };
  const review = { ...content.review, coversTransfers: true };
  const soon = { ...content, review, publicity: { workingDays: 0 } };
  const adopted = { content: soon, from: '2026-11-20', reason: '测试' };
  await world.post(world.registry, `/v1/policies/${name}/versions`, adopted, [bank, 'admin']);
  const designation = {
    ...{ partyId: registrarPartyId, from: '2026-11-20', reason: '列入名单' },
    content: { schemes: [name], region: '44', digit: '3' },
  };
  await world.post(world.registry, '/v1/policies/registrar/versions', designation, [bank, 'admin']);
  const { id: assetId } = await world.post(world.registry, '/v1/assets', {
    ...{ scheme: name, registrarPartyId },
    ...{ description: form.description, rights: form.rights },
  });
  const path = `/v1/assets/${assetId}`;
  await world.post(world.registry, `${path}/acceptance`, undefined, [...keeper]);
  await world.post(world.registry, `${path}/registration`, undefined, [...keeper]);
  await world.cluster.settled();
  const title = await world.send(world.route('registry GET /v1/assets/{assetId}/title'), {
    ...{ as: manager, things: { assetId } },
  });
  const { entries } = title.body as { entries: { holdingId: string; right: string }[] };
  const holdingId = entries.find(({ right }) => right === 'operation')?.holdingId ?? '';
  const route = (rest: string) => `registry POST /v1/assets/{assetId}/transfers${rest}`;
  const applied = async () => {
    const sold = { as: manager, things: { assetId }, ...toTheBuyer(holdingId) };
    const transferId = await once(route(''), sold);
    return (who: readonly [string, ...CallerRole[]]) => ({
      ...{ as: who, things: { assetId, transferId } },
    });
  };
  const reasons = { body: { reason: '解除' }, other: { reason: '未签署' } };
  await once(route('/{transferId}/withdrawal'), { ...(await applied())(theBuyer), ...reasons });
  const ground = { ground: 'falseProof', explanation: '合同并非双方签署' };
  const refused = { body: ground, other: { ...ground, explanation: '另有原因' } };
  await once(route('/{transferId}/refusal'), { ...(await applied())(keeper), ...refused });
  const by = await applied();
  await once(route('/{transferId}/joining'), by(theBuyer));
  await once(route('/{transferId}/approval'), by(keeper));
};

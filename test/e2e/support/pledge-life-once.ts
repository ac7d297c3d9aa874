import { partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { organisations } from '../../support/apps.js';
import type { World } from '../../support/world.js';

const { bank, lender, secondLender } = organisations;
const manager = [bank, 'manager'] as const;
const registrar = [bank, 'registrar'] as const;
const theLender = [lender, 'lender'] as const;
/** Another person of the lender's. */
const another = [lender, 'lender', 'auditor'] as const;
const digest = 'b'.repeat(64);
const cny = (amount: string) => ({ amount, currency: 'CNY' });

type Once = (
  name: string,
  ask: {
    readonly as: readonly [org: string, ...roles: CallerRole[]];
    readonly things?: Readonly<Record<string, string>>;
    readonly body?: object;
    readonly other?: object;
  },
) => Promise<string>;

/** Tries every step of a pledge's life under one key; the world's clock stands still. */
export const pledgeLifeOnce = async (world: World, once: Once): Promise<void> => {
  const { assetId, holdingId } = await world.openAsset();
  const path = `/v1/assets/${assetId}`;
  const post = (to: string, body: object, who: Parameters<World['post']>[3]) =>
    world.post(world.registry, to, body, who);
  const leave = { holdingId, lenderPartyId: partyIdOf('uscc', lender), until: '2027-06-30' };
  await post(`${path}/lender-authorisations`, { ...leave, purpose: 'pledge' }, [...manager]);
  const terms = { holdingId, kind: 'maximumAmount', until: '2027-11-20', contractDigest: digest };
  const pledge = async () =>
    (await post(`${path}/pledges`, { ...terms, amount: cny('100.00') }, [...theLender])).id;
  const first = await pledge();
  const second = await pledge();
  const life = (rest: string) => `registry POST /v1/pledges/{pledgeId}/${rest}`;
  const tried = (as: Parameters<Once>[1]['as'], step: string, body: object, other: object) =>
    once(life(step), {
      as,
      things: { assetId, pledgeId: first },
      body,
      other: { ...body, ...other },
    });
  const because = { reason: '协议变更' };
  const otherwise = { reason: '另因' };

  const until = { until: '2027-12-20' };
  await tried(theLender, 'extension', until, { until: '2027-12-21' });
  const more = { ...because, increase: cny('10.00') };
  await tried(theLender, 'amendment', more, { increase: cny('11.00') });
  const back = { toPledgeId: second, contractDigest: digest };
  await tried(theLender, 'subordination', back, { contractDigest: 'c'.repeat(64) });
  const fixing = { ground: 'noNewClaims', claims: cny('90.00') };
  await tried(manager, 'claims-fixing', fixing, { claims: cny('80.00') });
  await tried(manager, 'release-demand', because, otherwise);
  await tried(manager, 'objections', because, otherwise);
  await post(`/v1/pledges/${first}/objections`, because, [...manager]);
  const { body } = await world.send(world.route('registry GET /v1/pledges/{pledgeId}'), {
    ...{ as: manager, things: { assetId, pledgeId: first } },
  });
  const objected = (body as { objections: { objectionId: string }[] }).objections;
  const suit = { authority: '某市人民法院', documentDigest: digest };
  const courts = { ...suit, authority: '另一法院' };
  const of = (n: number) => ({
    ...{ assetId, pledgeId: first, pledgeObjectionId: objected[n]?.objectionId ?? '' },
  });
  await once(life('objections/{pledgeObjectionId}/proceedings'), {
    ...{ as: manager, things: of(0), body: suit, other: courts },
  });
  await once(life('objections/{pledgeObjectionId}/withdrawal'), {
    ...{ as: manager, things: of(1), body: because, other: otherwise },
  });
  await twoPersons(world, once, { assetId, second });

  const toPartyId = partyIdOf('uscc', secondLender);
  const assigned = { toPartyId, contractDigest: digest };
  await tried(theLender, 'assignment', assigned, { contractDigest: 'c'.repeat(64) });
  const order = { ...suit, ...because };
  await tried(registrar, 'cancellation-by-order', order, { reason: '另案' });
};

const twoPersons = async (
  world: World,
  once: Once,
  { assetId, second }: Readonly<Record<'assetId' | 'second', string>>,
): Promise<void> => {
  const life = (rest: string) => `registry POST /v1/pledges/{pledgeId}/${rest}`;
  const claims = [
    { pledgeId: second, costs: cny('0.00'), interest: cny('0.00'), principal: cny('50.00') },
  ];
  const sold = { ground: '到期未还', method: 'sale', proceeds: cny('40.00'), claims };
  const enforcement = { ...sold, documentDigest: digest };
  const things = { assetId, pledgeId: second };
  const released = await world.post(
    world.registry,
    `/v1/pledges/${second}/release`,
    { amount: cny('5.00'), reason: '部分清偿' },
    [...theLender],
  );
  const mistake = { correctedEvent: released['version'], reason: '误解除' };
  await once(life('corrections'), {
    ...{ as: theLender, things, body: mistake, other: { ...mistake, reason: '另因' } },
  });
  await once(life('enforcement'), {
    ...{ as: theLender, things, body: enforcement, other: { ...enforcement, ground: '另因' } },
  });
  const { body } = await world.send(world.route('registry GET /v1/pledges/{pledgeId}'), {
    ...{ as: theLender, things },
  });
  const [correction, sale] = (body as { proposals: { proposalId: string }[] }).proposals;
  const at = (proposal?: { readonly proposalId: string }) => ({
    ...{ as: another, things: { ...things, proposalId: proposal?.proposalId ?? '' } },
  });
  const reasons = { body: { reason: '不同意' }, other: { reason: '另因' } };
  await once(life('proposals/{proposalId}/rejection'), { ...at(correction), ...reasons });
  await once(life('proposals/{proposalId}/approval'), at(sale));
};

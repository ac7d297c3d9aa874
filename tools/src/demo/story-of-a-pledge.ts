import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Client, Written } from './http.js';
import { livePledges, statusOf, statusPath } from './pledge-status.js';
import { digestOf, inAYear, today, type Deals, type Story, type Tradable } from './story.js';

const secured = { amount: '3000000.00', currency: 'CNY' };
const appraised = { amount: '5800000.00', currency: 'CNY' };

/** An appraiser whom the bank has named records a report on the asset that will be pledged. */
export const appraise = async (story: Story, tradables: readonly Tradable[]): Promise<void> => {
  const { tell, bank, appraiser } = story;
  const asset = second(tradables);
  tell.chapter(`评估「${asset.name}」· An appraisal is recorded`);
  const manager = await bank.registry('manager');
  await manager.post(`/v1/assets/${asset.assetId}/appraisers`, {
    firmPartyId: appraiser.partyId,
    until: inAYear(),
  });
  const firm = await appraiser.registry('appraiser');
  const { body } = await firm.post<Written>(`/v1/assets/${asset.assetId}/valuations`, {
    reportNumber: `DEMO-${today().slice(0, 4)}-001`,
    signatories: [randomUUID(), randomUUID()],
    reportDigest: digestOf('valuation report'),
    purpose: 'pledge',
    valueType: 'market',
    rightsValued: ['operation'],
    results: [
      { approach: 'cost', value: { amount: '5200000.00', currency: 'CNY' } },
      { approach: 'income', value: { amount: '6100000.00', currency: 'CNY' } },
    ],
    value: appraised,
    baseDate: today(),
    issuedOn: today(),
    assumptions: ['持续使用'],
    limitations: ['仅用于本次质押'],
  });
  tell.say(`评估价值 ${appraised.amount} ${appraised.currency}，${body.id}`);
};

/** Licensing is authorised, two offers are listed, a pledge is registered and another is claimed. */
export const offerAndPledge = async (
  story: Story,
  tradables: readonly Tradable[],
): Promise<Deals> => {
  const { tell } = story;
  tell.chapter('授权许可并挂牌 · Licensing is authorised, two offers are listed');
  const ordinary = { ...first(tradables), offerId: await list(story, first(tradables), false) };
  const exclusive = { ...second(tradables), offerId: await list(story, second(tradables), true) };
  await pledge(story, exclusive);
  return { ordinary, exclusive };
};

/** Draft, authorisation on the title, listing: the title's authorisation names the offer. */
const list = async (story: Story, asset: Tradable, exclusive: boolean): Promise<string> => {
  const { tell, bank } = story;
  const seller = await bank.exchange('manager');
  const manager = await bank.registry('manager');
  const terms = {
    exclusive,
    purposes: ['信贷风险评估'],
    from: today(),
    until: inAYear(),
    sublicenceDepth: 0,
  };
  const offer = await seller.post<Written>('/v1/offers', {
    name: asset.name,
    summary: `${asset.name}，按合同许可使用。`,
    assetId: asset.assetId,
    holdingId: asset.holdingId,
    kind: exclusive ? 'exclusive' : 'ordinary',
    terms,
    price: { amount: { amount: '120000.00', currency: 'CNY' }, vatIncluded: true },
    delivery: 'api',
  });
  const offerId = offer.body.id;
  await manager.post(`/v1/assets/${asset.assetId}/licensing`, {
    holdingId: asset.holdingId,
    offerId,
    terms,
    until: inAYear(),
  });
  await seller.post(`/v1/offers/${offerId}/listing`, { until: inAYear() });
  tell.say(`${exclusive ? '独占' : '普通'}挂牌 ${offerId}：${asset.name}`);
  return offerId;
};

const pledge = async (story: Story, asset: Tradable): Promise<void> => {
  const { tell, bank, lender, secondLender } = story;
  tell.chapter(`质押「${asset.name}」的经营权 · A pledge, and a claim`);
  const bankManager = await bank.registry('manager');
  const authorise = (lenderPartyId: string, purpose: 'inspect' | 'pledge', cap?: object) =>
    bankManager.post(`/v1/assets/${asset.assetId}/lender-authorisations`, {
      holdingId: asset.holdingId,
      lenderPartyId,
      purpose,
      until: inAYear(),
      ...(cap === undefined ? {} : { cap }),
    });
  const lenderClient = await lender.registry('lender');
  const secondClient = await secondLender.registry('lender');
  await lenderClient.get(statusPath(asset), { expect: [404] });
  tell.say('未获授权的贷款人得到 404 · an unauthorised lender gets 404');
  await authorise(lender.partyId, 'pledge', secured);
  await authorise(secondLender.partyId, 'inspect');

  const before = await statusOf(lenderClient, asset);
  tell.check(
    `质押前：截至 position ${before.asOf} 无质押 · free before`,
    livePledges(before, asset).length === 0,
  );

  const registered = await registerPledge(lenderClient, asset);
  tell.check(
    '获授权的质押即时登记，顺位 1 · registered, ordinal 1',
    registered.state === 'registered' && registered.ordinal === 1,
    registered,
  );
  const claimed = await registerPledge(secondClient, asset);
  tell.check(
    '未获授权的质押仅为主张 · claimed, it blocks nothing',
    claimed.state === 'claimed',
    claimed,
  );

  const { pledgeId } = claimed;
  await bankManager.post(`/v1/pledges/${pledgeId}/decline`, { reason: '未与该机构签订质押合同' });
  tell.say('银行拒绝该主张 · the bank declines the claim');

  const after = await statusOf(lenderClient, asset);
  const live = livePledges(after, asset);
  tell.check(
    `质押后：截至 position ${after.asOf} 有且仅有该质押 · exactly this one stands after`,
    live.length === 1 && live[0]?.id === registered.pledgeId,
    live,
  );
  tell.check(
    '登记在前的答复不遗漏 · no acknowledged pledge is missed',
    after.asOf >= registered.position,
  );
  writeFileSync(
    path.join(story.output, 'pledge-status.json'),
    `${JSON.stringify({ before, after }, null, 2)}\n`,
  );
};

type PledgeAnswer = Written & {
  readonly pledgeId: string;
  readonly state: string;
  readonly ordinal?: number;
};

const registerPledge = async (client: Client, asset: Tradable): Promise<PledgeAnswer> => {
  const { body } = await client.post<PledgeAnswer>(`/v1/assets/${asset.assetId}/pledges`, {
    holdingId: asset.holdingId,
    kind: 'maximumAmount',
    amount: secured,
    until: inAYear(),
    contractDigest: digestOf(`pledge contract ${randomUUID()}`),
  });
  return body;
};

const first = (tradables: readonly Tradable[]): Tradable => nth(tradables, 0);
const second = (tradables: readonly Tradable[]): Tradable => nth(tradables, 1);

const nth = (tradables: readonly Tradable[], index: number): Tradable => {
  const found = tradables[index];
  if (found === undefined) throw new Error('The inventory has too few assets to trade.');
  return found;
};

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Written } from './http.js';
import { livePledges, statusOf } from './pledge-status.js';
import { digestOf, type Deals, type Story } from './story.js';

interface Order {
  readonly id: string;
  readonly state: string;
  readonly refusal?: { readonly code: string; readonly obstacles: Record<string, unknown> };
  readonly licence?: { readonly reservationId?: string; readonly grantId?: string };
}

const waitMs = 150;
/** A bound for what hangs, not for what is slow. */
const waitSecondsMax = 120;

/** An exclusive order meets the pledge; after the release another goes through to the grant. */
export const trade = async (story: Story, { ordinary, exclusive }: Deals): Promise<void> => {
  const { tell, lender } = story;
  tell.chapter('交易 · Orders');
  const refused = await order(story, exclusive.offerId);
  tell.check(
    `独占订单被拒：${refused.refusal?.code} · refused while pledged`,
    refused.state === 'refused',
    refused,
  );
  tell.say(`阻碍 obstacles: ${JSON.stringify(refused.refusal?.obstacles)}`);

  const lenderClient = await lender.registry('lender');
  const [live] = livePledges(await statusOf(lenderClient, exclusive), exclusive);
  await lenderClient.post(`/v1/pledges/${live?.id}/release`, { reason: '贷款已结清' });
  const freed = await statusOf(lenderClient, exclusive);
  tell.check(
    `解除后：截至 position ${freed.asOf} 无质押 · free again`,
    livePledges(freed, exclusive).length === 0,
  );

  const reserved = await order(story, exclusive.offerId);
  tell.check(
    '独占订单已在产权簿预留 · reserved on the title',
    reserved.state === 'licenceReserved',
    reserved,
  );
  await sign(story, reserved.id);
  const granted = await until(story, reserved.id, ({ licence }) => licence?.grantId !== undefined);
  tell.check(
    '预留转为许可 · the reservation has become the grant',
    granted.licence?.grantId === reserved.licence?.reservationId,
    granted,
  );

  const licensed = await order(story, ordinary.offerId);
  tell.check(
    '普通订单依常设授权成立 · licensed under the standing authorisation',
    licensed.state === 'licensed',
    licensed,
  );
  await sign(story, licensed.id);
  const contracted = await until(story, licensed.id, ({ state }) => state === 'contracted');
  tell.say(`双方签署，${contracted.id} ${contracted.state}`);
};

const order = async (story: Story, offerId: string): Promise<Order> => {
  const { tell, buyer } = story;
  const client = await buyer.exchange('manager');
  const placed = await client.post<Written>('/v1/orders', { offerId, purpose: '信贷风险评估' });
  const { id } = placed.body;
  const decided = await until(story, `${id}?waitFor=decided`, ({ state }) => state !== 'placed');
  tell.say(`订单 ${id} → ${decided.state}`);
  return decided;
};

const sign = async ({ bank, buyer }: Story, orderId: string): Promise<void> => {
  const contractDigest = digestOf(`licence contract of ${orderId}`);
  for (const player of [bank, buyer]) {
    const client = await player.exchange('manager');
    await client.post(`/v1/orders/${orderId}/signatures`, { contractDigest });
  }
};

/** Follows an order until it has come somewhere. */
const until = async (
  { buyer }: Story,
  order: string,
  isThere: (order: Order) => boolean,
): Promise<Order> => {
  const client = await buyer.exchange('manager');
  const deadline = performance.now() + waitSecondsMax * 1_000;
  while (performance.now() < deadline) {
    const { body } = await client.get<Order>(`/v1/orders/${order}`);
    if (isThere(body)) return body;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  throw new Error(`The order ${order} does not move on.`);
};

/** The ledger as a spreadsheet, for those who prefer one. */
export const exportLedger = async (story: Story, count: number): Promise<void> => {
  const { tell, bank, output } = story;
  tell.chapter('导出登记台账 · The ledger is exported');
  const manager = await bank.registry('manager');
  const workbook = await manager.download('/v1/assets.xlsx');
  writeFileSync(path.join(output, 'ledger.xlsx'), workbook);
  const lines = (await manager.download('/v1/assets.ndjson')).toString().trim().split('\n');
  tell.check(
    `台账共 ${count} 项 · the ledger has every asset`,
    lines.length === count,
    lines.length,
  );
};

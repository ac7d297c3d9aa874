import type { CallerRole } from '@ledger/http/auth/caller.js';
import { newId } from '@ledger/event-store/ids.js';
import { organisations, type RunningApp, type TestCluster } from './apps.js';
import type { SeededTitle, Titles } from './titles.js';

const { bank, buyer } = organisations;
export const digestOf = (letter: string): string => letter.repeat(64);
export const contractDigest = digestOf('c');

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly id: string; readonly code?: string };
  readonly headers: Readonly<Record<string, string>>;
}

/** Seller, buyer and operator of one exchange, speaking HTTP. */
export class Trade {
  constructor(
    private readonly cluster: TestCluster,
    private readonly exchange: RunningApp,
    private readonly titles: Titles,
  ) {}

  async post(org: string, path: string, body: object = {}, role: CallerRole = 'manager') {
    const authorization = await this.cluster.bearer(org, role);
    return (await this.exchange.http
      .post(path)
      .set({ authorization })
      .send(body)) as unknown as Answer;
  }

  async get(org: string, path: string, role: CallerRole = 'manager') {
    const authorization = await this.cluster.bearer(org, role);
    return (await this.exchange.http.get(path).set({ authorization })) as unknown as Answer;
  }

  /** A listed ordinary offer of the bank, on a title of its own; at one price, or as `priced` says. */
  async offer(
    amount = '120000.00',
    priced: object = { price: { amount: { amount, currency: 'CNY' }, vatIncluded: true } },
  ): Promise<SeededTitle & { readonly offerId: string }> {
    const title = await this.titles.open(bank);
    const terms = { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 };
    const content = {
      name: '企业登记信息',
      summary: '按日更新的企业登记信息',
      ...title,
      kind: 'ordinary',
      terms,
      ...priced,
      delivery: 'api',
    };
    const { body } = await this.post(bank, '/v1/offers', content);
    const leave = { holdingId: title.holdingId, offerId: body.id, terms, until: '2026-12-31' };
    await this.titles.act(
      title.assetId,
      { org: bank, role: 'manager' },
      'AuthoriseLicensing',
      leave,
    );
    const listed = await this.post(bank, `/v1/offers/${body.id}/listing`, { until: '2026-12-31' });
    if (listed.status !== 200) throw new Error(JSON.stringify(listed.body));
    return { ...title, offerId: body.id };
  }

  async place(offerId: string): Promise<string> {
    const wanted = { offerId, purpose: '信贷风险评估' };
    const { body, status } = await this.post(buyer, '/v1/orders', wanted);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id;
  }

  /** Sends a step of an order; it must succeed. */
  async step(org: string, orderId: string, name: string, body: object = {}, role?: CallerRole) {
    const answer = await this.post(org, `/v1/orders/${orderId}/${name}`, body, role);
    if (answer.status >= 300) throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async sign(
    orderId: string,
    more: { readonly sharingId?: string; readonly termsVersion?: number } = {},
  ) {
    const { sharingId: _, ...buyers } = more;
    await this.step(bank, orderId, 'signatures', { contractDigest, ...more });
    await this.step(buyer, orderId, 'signatures', { contractDigest, ...buyers });
  }

  fund(orderId: string, amount: string) {
    const paid = { amount: { amount, currency: 'CNY' }, reference: newId() };
    return this.step(bank, orderId, 'funding', paid, 'operator');
  }

  deliver(orderId: string, isLast = true) {
    return this.step(bank, orderId, 'deliveries', { contentDigest: digestOf('d'), isLast });
  }

  /** Contracted, paid, delivered and accepted; settled once the processes have been there. */
  async settled(amount: string, sharingId?: string): Promise<string> {
    const { offerId } = await this.offer(amount);
    const orderId = await this.place(offerId);
    await this.sign(orderId, sharingId === undefined ? {} : { sharingId });
    await this.fund(orderId, amount);
    await this.deliver(orderId);
    await this.step(buyer, orderId, 'acceptance');
    await this.cluster.settled();
    return orderId;
  }

  async order(orderId: string, org: string = buyer) {
    return (await this.get(org, `/v1/orders/${orderId}`)).body;
  }
}

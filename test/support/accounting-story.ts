import type { Clock } from '@ledger/event-store/clock.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { createCluster, organisations, type RunningApp, type TestCluster } from './apps.js';
import { by, type Who } from './asset-api.js';

export const accountant = by('accountant', organisations.bank);
/** Another person of the same organisation who keeps its books. */
export const secondAccountant: Who = [organisations.bank, 'accountant', 'auditor'];
export const entityPartyId = partyIdOf('uscc', organisations.bank);

export const cny = (amount: string) => ({ amount, currency: 'CNY' as const });

/** A voucher of the journal with its lines, as the worked examples look at it. */
export interface EntryVoucher {
  readonly month: string;
  readonly number: number;
  readonly kind: string;
  readonly date: string;
  readonly lines: readonly {
    readonly account: string;
    readonly debit: string;
    readonly credit: string;
    readonly bookId?: string;
    readonly source?: { readonly stream: string };
  }[];
}

/** `D 1701 720000.00`, by the account that the general chart names. */
export const entryOf = ({ lines }: EntryVoucher): readonly string[] =>
  lines.map(({ account, debit, credit }) => {
    const [side, amount] = Number(debit) === 0 ? ['C', credit] : ['D', debit];
    return `${side} ${account.split('.')[0]} ${amount}`;
  });

/** A registry on a clock of the test, and the calls of an entity's accountants. */
export class AccountingStory {
  private constructor(
    readonly cluster: TestCluster,
    readonly registry: RunningApp,
  ) {}

  static async start(clock: Clock): Promise<AccountingStory> {
    const cluster = await createCluster({ clock });
    const story = new AccountingStory(cluster, await cluster.startRegistry());
    const identifier = { kind: 'uscc', value: organisations.bank };
    const body = { identifier, name: '示例银行', partyClass: 'enterprise' };
    expect((await story.post('/v1/parties', body, by('manager'))).status).toBe(201);
    return story;
  }

  close(): Promise<void> {
    return this.cluster.close();
  }

  async post(path: string, body: object = {}, who: Who = accountant, headers: object = {}) {
    const authorization = await this.cluster.bearer(...who);
    return this.registry.http
      .post(path)
      .set({ authorization, ...headers })
      .send(body);
  }

  async get(path: string, who: Who = accountant) {
    const authorization = await this.cluster.bearer(...who);
    return this.registry.http.get(path).set({ authorization });
  }

  /** What is there, as the accountant reads it. */
  async body<T>(path: string): Promise<T> {
    const answer = await this.get(path);
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.body as T;
  }

  /** Posts and expects a status; answers the body. */
  async does(status: number, path: string, body?: object, who?: Who): Promise<Answer> {
    const answer = await this.post(path, body, who);
    expect([path, answer.status, answer.body]).toEqual([path, status, expect.anything()]);
    return answer.body as Answer;
  }

  /** Posts and expects a refusal. */
  async refused(code: string, path: string, body?: object, who?: Who): Promise<Answer> {
    const { status, body: answer } = await this.post(path, body, who);
    expect([path, (answer as Answer).code]).toEqual([path, code]);
    expect(status).toBeGreaterThanOrEqual(403);
    return answer as Answer;
  }

  /** The month's run and its closing. */
  async closeMonth(month: string): Promise<Answer> {
    await this.does(200, `/v1/accounting/periods/${month}/amortisation`);
    return this.does(200, `/v1/accounting/periods/${month}/closing`);
  }

  settled(): Promise<void> {
    return this.cluster.settled();
  }
}

/** The members of answers that tests read. */
export interface Answer {
  readonly id: string;
  readonly position: number;
  readonly code?: string;
  readonly state?: string;
  readonly month?: string;
  readonly number?: number;
  readonly vouchers?: number;
  readonly version?: number;
  readonly digest?: string;
  readonly concernsMonth?: string;
  readonly obstacles?: Readonly<Record<string, unknown>>;
}

/** A voucher by hand: a loan that is paid out. */
export const loan = (date: string, more: object = {}, amount = '300000.00') => ({
  date,
  summary: '质押借款',
  lines: [
    { account: '1002', side: 'debit', amount: cny(amount) },
    { account: '2001', side: 'credit', amount: cny(amount) },
  ],
  ...more,
});

import { retryDelayMs } from '@ledger/domain/webhook/retry.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { OutboundSender, type Sent } from '@ledger/http/outbound/outbound-sender.js';
import { LOGGER } from '@ledger/http/tokens.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Connectors } from './connectors.js';
import { DATASPACE_CONFIGURATION, type DataspaceConfiguration } from './dataspace.configuration.js';
import { Outbox, type DueProcess } from './outbox.js';
import { type Letter, OutboxMail } from './outbox-mail.js';

/** Processes served at once, by one process of ours. */
const lanesMax = 32;
/** Messages of one process before others have their turn. */
const turnsMax = 10;
/** A round ends after this long, while slow connectors are still being waited for. */
const roundMs = 1_000;

/**
 * Says what is to be said: one lane per process, its messages in order. What a connector cannot take
 * now is said again later; what it refuses, or has not taken for days, is written down as such.
 */
@Injectable()
export class OutboxDelivery implements Sweep, BeforeApplicationShutdown {
  readonly name = 'dataspace-outbox';
  readonly everySeconds = 1;
  private readonly lanes = new Map<string, Promise<number>>();
  private readonly closing = new AbortController();

  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(OutboxMail) private readonly mail: OutboxMail,
    @Inject(Connectors) private readonly connectors: Connectors,
    @Inject(OutboundSender) private readonly sender: OutboundSender,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(DATASPACE_CONFIGURATION) private readonly configuration: DataspaceConfiguration,
  ) {}

  async run(now: string): Promise<number> {
    const room = lanesMax - this.lanes.size;
    if (!this.configuration.isOn || room <= 0 || this.closing.signal.aborted) return 0;
    const due = await this.outbox.due(now, 2 * lanesMax);
    const idle = due.filter(({ processId }) => !this.lanes.has(processId)).slice(0, room);
    if (idle.length === 0) return 0;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<readonly number[]>((resolve) => {
      timer = setTimeout(() => resolve([]), roundMs);
    });
    const counts = await Promise.race([Promise.all(idle.map((each) => this.lane(each))), late]);
    clearTimeout(timer);
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Resolves when everything that is on its way has been answered, and noted. */
  async atRest(): Promise<void> {
    await Promise.all(this.lanes.values());
  }

  /** Ends what is on its way; it is said again by whoever comes next. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing.abort();
    await this.atRest();
    this.sender.close();
  }

  private lane(due: DueProcess): Promise<number> {
    const { processId } = due;
    const lane = this.serve(due)
      .catch((error: unknown) => {
        this.logger.error({ err: error, processId }, 'a dataspace process could not be served');
        return 0;
      })
      .finally(() => this.lanes.delete(processId));
    this.lanes.set(processId, lane);
    return lane;
  }

  private async serve(due: DueProcess): Promise<number> {
    let said = 0;
    for (; said < turnsMax && !this.closing.signal.aborted; said++) {
      const letter = await this.mail.next(due);
      if (letter === undefined || !(await this.deliver(letter))) break;
    }
    return said;
  }

  /** Tries one message; answers whether the next one may be tried. */
  private async deliver(letter: Letter): Promise<boolean> {
    const { processId, message, outgoing } = letter;
    if (letter.isVain) {
      await letter.settle({ settlement: 'undeliverable' });
      return true;
    }
    const sent = await this.send(letter);
    if (this.closing.signal.aborted && 'error' in sent) return false;
    const status = 'status' in sent ? sent.status : undefined;
    const counterPid = outgoing.isFirst ? pidIn(sent, outgoing) : undefined;
    if (isTaken(status) && (!outgoing.isFirst || counterPid !== undefined)) {
      const told = counterPid === undefined ? {} : { counterPid };
      await letter.settle({ settlement: 'acknowledged', status: status ?? 0, ...told });
    } else if (isRefusal(status)) {
      const settlement = letter.isEnd ? 'acknowledged' : 'refused';
      await letter.settle({ settlement, status: status ?? 0 });
    } else if (!(await this.putOff(letter, sent))) {
      return false;
    }
    await this.outbox.settled(processId, message);
    return true;
  }

  /** Later again; after days of that it is given up: answers whether it was. */
  private async putOff({ processId, message, settle }: Letter, sent: Sent): Promise<boolean> {
    const now = this.clock.now();
    const tried = await this.outbox.tried(processId, message);
    const since = Date.parse(now) - Date.parse(tried?.firstTriedAt ?? now);
    if (since >= this.configuration.giveUpMs) {
      await settle({ settlement: 'undeliverable' });
      return true;
    }
    const after = 'retryAfterMs' in sent ? sent.retryAfterMs : undefined;
    const wait = retryDelayMs((tried?.attempts ?? 0) + 1, Math.random(), after);
    const dueAt = new Date(Date.parse(now) + wait).toISOString();
    const error = 'error' in sent ? sent.error : `answered ${sent.status}`;
    await this.outbox.failed(processId, message, { now, dueAt, error });
    return false;
  }

  private async send({ to, outgoing }: Letter): Promise<Sent> {
    const { partyId, counterpartyId, address } = to;
    const authorization = await this.connectors.credentialFor(partyId, counterpartyId, address);
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'data-asset-exchange',
      ...(authorization !== undefined && { authorization }),
    };
    const body = JSON.stringify(outgoing.body);
    const url = new URL(`${address}${outgoing.path}`);
    return this.sender.post(url, headers, body, this.closing.signal);
  }
}

const isTaken = (status = 0): boolean => status >= 200 && status < 300;

/** The message itself is at fault; not the moment (408, 425, 429), nor who says it (401, 403). */
const isRefusal = (status = 0): boolean =>
  status >= 400 && status < 500 && ![401, 403, 408, 425, 429].includes(status);

/** The other side's id of the process, in its acknowledgement of the first message. */
const pidIn = (sent: Sent, { body }: Letter['outgoing']): string | undefined => {
  const name = 'consumerPid' in body ? 'providerPid' : 'consumerPid';
  try {
    const answer: unknown = JSON.parse(('body' in sent ? sent.body : undefined) ?? '');
    const pid = (answer as Readonly<Record<string, unknown>> | null)?.[name];
    return typeof pid === 'string' && pid !== '' && pid.length <= 500 ? pid : undefined;
  } catch {
    return undefined;
  }
};

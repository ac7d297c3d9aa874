import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that arrived. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly subject: string;
    readonly position: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

/** How to answer one: a status, or nothing at all. */
export type Reply = number | 'never';

/** A receiver of webhooks on this machine, whose answers a test decides. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly open = new Set<ServerResponse>();
  answer: (received: Received) => Reply = () => 204;

  private constructor(private readonly server: ReturnType<typeof createServer>) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const event = JSON.parse(body) as Received['event'];
        receiver.take({ headers: request.headers, body, event }, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/ledger`;
  }

  /** Waits until what has arrived satisfies a condition; there is no other limit than the test's. */
  async until(isEnough: (received: readonly Received[]) => boolean): Promise<readonly Received[]> {
    while (!isEnough(this.received)) {
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
    return this.received;
  }

  /** Lets go of everybody who was never answered. */
  async close(): Promise<void> {
    for (const response of this.open) response.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private take(received: Received, response: ServerResponse): void {
    const reply = this.answer(received);
    this.received.push(received);
    if (reply === 'never') this.open.add(response);
    else response.writeHead(reply, reply === 302 ? { location: this.url } : {}).end();
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}

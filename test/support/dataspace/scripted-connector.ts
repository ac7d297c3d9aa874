import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@ledger/event-store/ids.js';
import { faultsOfMessage } from './schemas.js';

export const dspContext = ['https://w3id.org/dspace/2025/1/context.jsonld'];

/** A message that reached the connector. */
export interface Heard {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Reply {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A small connector that speaks only by the specification: what it hears is held against the
 * schemas, and each test says what it answers. It knows nothing of us.
 */
export class ScriptedConnector {
  readonly heard: Heard[] = [];
  /** What was wrong with what it heard. */
  readonly faults: string[] = [];
  /** Its answer; a process that is asked for gets an id. */
  answer: (heard: Heard) => Reply = (heard) => acknowledged(heard);
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly server: ReturnType<typeof createServer>) {}

  static async start(): Promise<ScriptedConnector> {
    const server = createServer();
    const connector = new ScriptedConnector(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Heard['body'];
        const path = decodeURIComponent(request.url ?? '');
        const {
          status,
          body: said,
          headers,
        } = connector.take({ path, headers: request.headers, body });
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(said === undefined ? undefined : JSON.stringify(said));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return connector;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/dsp`;
  }

  /** Waits until a message of a type has come for the n-th time; the test's own limit holds. */
  async until(type: string, times = 1): Promise<Heard['body']> {
    for (;;) {
      const found = this.heard.filter(({ body }) => body['@type'] === type);
      const last = found[times - 1];
      if (last !== undefined) return last.body;
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private take(heard: Heard): Reply {
    this.faults.push(...faultsOfMessage(heard.body));
    const reply = this.answer(heard);
    this.heard.push(heard);
    for (const wake of this.waiting) wake();
    this.waiting.clear();
    return reply;
  }
}

/** The usual answers: 201 with the state of what was begun, 200 for all that follows. */
const acknowledged = ({ path, body }: Heard): Reply => {
  const isOffer = path.endsWith('/negotiations/offers');
  const isRequest = path.endsWith('/request') && body['providerPid'] === undefined;
  if (!isOffer && !isRequest) return { status: 200 };
  const type = path.includes('/transfers/') ? 'TransferProcess' : 'ContractNegotiation';
  const { consumerPid = `urn:uuid:${newId()}`, providerPid = `urn:uuid:${newId()}` } = body;
  const said = { '@context': dspContext, '@type': type, providerPid, consumerPid };
  return { status: 201, body: { ...said, state: isOffer ? 'OFFERED' : 'REQUESTED' } };
};

import { connect, type Socket } from 'node:net';

/** What came back to one request. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * A keep-alive connection that asks one thing at a time, for loads that share their processors with
 * what they measure. Answers carry their length.
 */
export class HttpConnection {
  private received: Buffer = Buffer.alloc(0);
  private settle: ((answer: HttpAnswer) => void) | undefined;
  private fail: ((error: Error) => void) | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.on('data', (piece: Buffer) => this.take(piece));
    socket.on('error', (error) => this.fail?.(error));
    socket.on('close', () => this.fail?.(new Error(`${host} closed the connection.`)));
  }

  /** To the service at an address such as `http://127.0.0.1:3000`. */
  static open(url: string): Promise<HttpConnection> {
    const { hostname, port, host } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname).setNoDelay(true).once('error', reject);
      socket.once('connect', () => resolve(new HttpConnection(socket, host)));
    });
  }

  /** Resolves with the whole answer, whatever its status. */
  ask(
    method: 'GET' | 'POST',
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: object,
  ): Promise<HttpAnswer> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const about =
      text === ''
        ? ''
        : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`;
    const given = Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    return new Promise((resolve, reject) => {
      [this.settle, this.fail] = [resolve, reject];
      this.socket.write(
        `${method} ${path} HTTP/1.1\r\nhost: ${this.host}\r\n${given}${about}\r\n${text}`,
      );
    });
  }

  close(): void {
    this.fail = undefined;
    this.socket.destroy();
  }

  private take(piece: Buffer): void {
    this.received = this.received.length === 0 ? piece : Buffer.concat([this.received, piece]);
    const end = this.received.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = this.received.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/iu.exec(head)?.[1] ?? 0);
    const [from, to] = [end + 4, end + 4 + length];
    if (this.received.length < to) return;
    const answer = {
      status: Number(head.slice(9, 12)),
      body: this.received.subarray(from, to),
    };
    this.received = Buffer.alloc(0);
    this.settle?.(answer);
  }
}

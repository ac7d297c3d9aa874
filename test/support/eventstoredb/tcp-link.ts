import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The wire between clients and one node: it can be cut, held, or taken away and brought back. */
export class TcpLink {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private isHeld = false;
  port = 0;

  private constructor(private readonly target: number) {}

  static async to(target: number): Promise<TcpLink> {
    const link = new TcpLink(target);
    await link.restore();
    return link;
  }

  /** Listens, on the same port as before. */
  async restore(): Promise<void> {
    const server = createServer((socket) => this.join(socket));
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Resets every connection; new ones may come at once. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** Resets every connection and refuses new ones. */
  async remove(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    const closed = server && once(server, 'close');
    server?.close();
    this.cut();
    await closed;
  }

  /** Lets nothing through, in no direction, and says nothing: a partition. */
  hold(): void {
    this.isHeld = true;
    for (const socket of this.sockets) socket.pause();
  }

  release(): void {
    this.isHeld = false;
    for (const socket of this.sockets) socket.resume();
  }

  private join(near: Socket): void {
    const far = connect(this.target, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('data', (chunk) => void other.write(chunk));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
      if (this.isHeld) socket.pause();
    }
  }
}

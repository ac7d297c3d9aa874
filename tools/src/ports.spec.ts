import { createServer, type AddressInfo } from 'node:net';
import { checkPortFree } from './ports.js';

describe('a port for a service', () => {
  it('is free, and stays so after the look', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const busy = checkPortFree('127.0.0.1', port, 'REGISTRY_PORT');
    await expect(busy).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is in use by another program: free it, or set REGISTRY_PORT`,
    );
    await new Promise((resolve) => server.close(resolve));
    await checkPortFree('127.0.0.1', port, 'REGISTRY_PORT');
    await checkPortFree('127.0.0.1', port, 'REGISTRY_PORT');
  });

  it('cannot be on an address of another machine', async () => {
    const elsewhere = checkPortFree('192.0.2.1', 3000, 'REGISTRY_PORT');
    await expect(elsewhere).rejects.toMatchObject({ code: 'host_unknown' });
  });
});

import { createServer } from 'node:net';
import { StartFailure, type StartFailureCode } from './start-failure.js';

/** Throws `port_busy`, `port_forbidden` or `host_unknown`; `name` is the variable that sets it. */
export const checkPortFree = (host: string, port: number, name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(failureOf(error, { host, port, name }));
    });
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });

const failureCodes: Readonly<Record<string, StartFailureCode>> = {
  EADDRINUSE: 'port_busy',
  EACCES: 'port_forbidden',
  EADDRNOTAVAIL: 'host_unknown',
  ENOTFOUND: 'host_unknown',
  EAI_AGAIN: 'host_unknown',
};

const failureOf = (
  error: NodeJS.ErrnoException,
  facts: { host: string; port: number; name: string },
): Error => {
  const code = failureCodes[error.code ?? ''];
  return code === undefined ? error : new StartFailure(code, facts);
};

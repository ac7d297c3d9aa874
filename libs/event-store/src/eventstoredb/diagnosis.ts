import { parseConnectionString } from '@eventstore/db-client/dist/Client/parseConnectionString.js';
import { readFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Milliseconds after which a node that does not let itself be connected to is said to be silent. */
const connectMsMax = 1_000;

/**
 * Why the nodes of an address cannot be spoken to, node by node: the client itself says only that
 * it found no leader. Undefined where a connection comes up to every one of them.
 */
export const troubleWith = async (url: string): Promise<string | undefined> => {
  const { hosts, tls = true, tlsCAFile } = parseConnectionString(url);
  const ca = tls && tlsCAFile !== undefined ? readFileSync(tlsCAFile) : undefined;
  const told = await Promise.all(
    hosts.map(async ({ address, port }) => {
      const reason = await connectionTrouble(address, port, tls, ca);
      return reason === undefined ? [] : [`${address}:${port}: ${reason}`];
    }),
  );
  const all = told.flat();
  return all.length === 0 ? undefined : all.join('; ');
};

/** What a connection fails with, certificate included. */
const connectionTrouble = (
  host: string,
  port: number,
  isSecure: boolean,
  ca: Buffer | undefined,
): Promise<string | undefined> =>
  new Promise((resolve) => {
    const authority = ca === undefined ? {} : { ca };
    const socket = isSecure
      ? connectTls({ host, port, servername: isAddress(host) ? '' : host, ...authority })
      : connectTcp({ host, port });
    const end = (reason?: string): void => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(connectMsMax, () => end(`no connection within ${connectMsMax} ms`));
    socket.once(isSecure ? 'secureConnect' : 'connect', () => end());
    socket.once('error', ({ message }) => end(message));
  });

/** A server is named to itself by names only, not by addresses (RFC 6066). */
const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host);

import { parseCheckpoint } from '@ledger/evidence/checkpoint.js';
import { cosign, cosignerKey } from '@ledger/evidence/cosignature.js';
import { verifiesConsistency } from '@ledger/evidence/merkle-verify.js';
import {
  isSignedBy,
  parseNote,
  parseVerifierKey,
  rawPublicKey,
} from '@ledger/evidence/signed-note.js';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A witness of c2sp.org/tlog-witness on loopback, for logs whose keys it is told. */
export interface WitnessServer {
  readonly url: string;
  /** What a log configures. */
  readonly key: string;
  /** Sizes that it has cosigned, in order. */
  readonly cosigned: readonly number[];
  /** Trusts a log's verifier key. */
  trust(verifier: string): void;
  close(): Promise<void>;
}

interface Seen {
  readonly size: number;
  readonly root: Buffer;
}

type Answer = readonly [status: number, body: string];

export const startWitness = async (name = 'witness.test/w1'): Promise<WitnessServer> => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const seen = new Map<string, Seen>();
  const trusted: string[] = [];
  const cosigned: number[] = [];

  const judge = (body: string): Answer => {
    const split = body.indexOf('\n\n');
    const [first = '', ...lines] = body.slice(0, split).split('\n');
    const note = parseNote(body.slice(split + 2));
    const { origin, size, root } = parseCheckpoint(note.text);
    const keys = trusted.map(parseVerifierKey).filter((key) => key.name === origin);
    if (keys.length === 0) return [404, 'unknown origin\n'];
    if (!keys.some((key) => isSignedBy(note, key))) return [403, 'not signed\n'];
    const old = Number(/^old (0|[1-9]\d*)$/.exec(first)?.[1] ?? Number.NaN);
    if (!(old <= size)) return [400, 'old size\n'];
    const before = seen.get(origin) ?? { size: 0, root: Buffer.alloc(0) };
    if (old !== before.size) return [409, `${before.size}\n`];
    const proof = lines.map((line) => Buffer.from(line, 'base64'));
    const isProven =
      old === 0 ? proof.length === 0 : verifiesConsistency(old, size, before.root, root, proof);
    if (!isProven) return [422, 'not consistent\n'];
    seen.set(origin, { size, root });
    cosigned.push(size);
    return [200, cosign(note.text, name, privateKey, Math.floor(Date.now() / 1000))];
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    if (request.method !== 'POST' || request.url !== '/add-checkpoint') return [404, ''];
    return judge(await text(request));
  };
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      if (status === 409) response.setHeader('content-type', 'text/x.tlog.size');
      response.writeHead(status).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: cosignerKey({ name, publicKey: rawPublicKey(publicKey) }),
    cosigned,
    trust: (verifier) => void trusted.push(verifier),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

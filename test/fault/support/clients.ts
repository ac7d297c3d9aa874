import { hasUsccCheck, usccCheckCharacter } from '@ledger/domain/uscc.js';
import type { LocalIssuer } from '@ledger/http/local-issuer.js';
import { setTimeout as delay } from 'node:timers/promises';

/** One write that a client sends until it is acknowledged, always under the same key. */
export interface Write {
  readonly path: string;
  readonly body: object;
  readonly key: string;
}

export interface Acknowledged {
  readonly id: string;
  readonly version: number;
  readonly position: number;
}

const attemptsMax = 400;
const pauseMs = 50;

/** The n-th organisation of a test, with a sound check character. */
export const organisation = (n: number): string => {
  const body = `91440300FAU1T${String(n).padStart(4, '0')}`;
  const code = body + usccCheckCharacter(body);
  if (!hasUsccCheck(code)) throw new Error(`${code} is not a sound code.`);
  return code;
};

/**
 * Sends a write as a careful client does: the same key until an answer comes, at whichever service
 * is alive. What is answered with a refusal is a bug of the test and throws.
 */
export const persist = async (
  urls: readonly string[],
  token: string,
  { path, body, key }: Write,
): Promise<Acknowledged> => {
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const url = urls[attempt % urls.length] as string;
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    }).catch(() => undefined);
    if (answer?.ok) {
      // A service that dies while it answers has sent the status but not the body.
      const acknowledged = await answer.json().catch(() => undefined);
      if (acknowledged !== undefined) return acknowledged as Acknowledged;
    } else if (answer !== undefined && answer.status < 500) {
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    }
    await delay(pauseMs);
  }
  throw new Error(`${path} was not acknowledged in ${attemptsMax} attempts.`);
};

export const registrarToken = (issuer: LocalIssuer): Promise<string> =>
  issuer.mintToken({
    org: organisation(0),
    roles: ['registrar'],
    subject: 'fault-test',
    expiresInSeconds: 600,
  });

import type { DataSource, QueryRunner } from 'typeorm';
import { pause } from './passing.js';

/** The right to be the one runner of that name in the cluster, for as long as a session lives. */
export interface Lease {
  /** Aborted when the session that held the lock is gone. */
  readonly lost: AbortSignal;
  /** Whether the lock is still held; asks the session itself. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

interface Waiting {
  readonly name: string;
  readonly take: (session: Session) => void;
  readonly giveUp: () => void;
}

interface Session {
  readonly runner: QueryRunner;
  readonly lost: AbortController;
  /** An advisory lock is re-entrant within a session, so who holds what is kept here too. */
  readonly held: Set<string>;
}

/** A session that does not answer for so long counts as lost. */
const answerWithinMs = 5_000;

const lockOf = (parameter: string) => `hashtextextended('ledger.runner ' || ${parameter}, 0)`;

/**
 * Advisory locks of one process, all on one dedicated connection: when the process dies, the
 * database lets go of them and others take over. One statement at an interval tries all that wait.
 */
export class Leases {
  private session: Session | undefined;
  private readonly waiting = new Set<Waiting>();
  private readonly closing = new AbortController();
  private wake = new AbortController();
  private working: Promise<void> | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly everyMs = 1_000,
  ) {}

  /** Waits until the lock is free; nothing comes back when the signal aborts first. */
  acquire(name: string, stopping: AbortSignal): Promise<Lease | undefined> {
    return new Promise((resolve) => {
      if (stopping.aborted || this.closing.signal.aborted) return resolve(undefined);
      const giveUp = (): void => {
        this.waiting.delete(waiting);
        stopping.removeEventListener('abort', giveUp);
        resolve(undefined);
      };
      const take = (session: Session): void => {
        this.waiting.delete(waiting);
        stopping.removeEventListener('abort', giveUp);
        resolve(this.leaseOn(session, name));
      };
      const waiting: Waiting = { name, take, giveUp };
      stopping.addEventListener('abort', giveUp);
      this.waiting.add(waiting);
      this.working ??= this.work();
      this.wake.abort();
    });
  }

  /** Lets go of every lock and of the connection. */
  async close(): Promise<void> {
    this.closing.abort();
    for (const { giveUp } of [...this.waiting]) giveUp();
    await this.working;
    await this.drop();
  }

  private async work(): Promise<void> {
    while (!this.closing.signal.aborted) {
      this.wake = new AbortController();
      const either = AbortSignal.any([this.wake.signal, this.closing.signal]);
      try {
        await this.tryAll();
      } catch {
        await this.drop();
      }
      await pause(this.everyMs, either);
    }
  }

  /** One statement: tries the locks that are waited for, and proves that the session lives. */
  private async tryAll(): Promise<void> {
    const session = await this.open();
    const free = [...this.waiting].filter(({ name }) => !session.held.has(name));
    const asked = [...new Map(free.map((waiting) => [waiting.name, waiting])).values()];
    const rows = await this.query<{ name: string; taken: boolean }[]>(
      session,
      `SELECT name, pg_try_advisory_lock(${lockOf('name')}) AS taken
       FROM unnest($1::text[]) AS name`,
      [asked.map(({ name }) => name)],
    );
    for (const [index, { name, taken }] of rows.entries()) {
      const waiting = asked[index];
      if (!taken || waiting === undefined) continue;
      session.held.add(name);
      if (this.waiting.has(waiting)) waiting.take(session);
      else await this.unlock(session, name);
    }
  }

  private async open(): Promise<Session> {
    if (this.session !== undefined) return this.session;
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as { once(event: string, run: () => void): void };
    const session = { runner, lost: new AbortController(), held: new Set<string>() };
    client.once('end', () => void this.drop(session));
    client.once('error', () => void this.drop(session));
    this.session = session;
    return session;
  }

  private async drop(session = this.session): Promise<void> {
    if (session === undefined || session.lost.signal.aborted) return;
    if (this.session === session) this.session = undefined;
    session.lost.abort();
    if (session.runner.isReleased) return;
    // The connection goes back to the pool only when it is sure to hold no lock.
    await this.query(session, 'SELECT pg_advisory_unlock_all()', []).catch(() => undefined);
    await session.runner.release().catch(() => undefined);
  }

  private leaseOn(session: Session, name: string): Lease {
    return {
      lost: session.lost.signal,
      isHeld: async () => {
        try {
          await this.query(session, 'SELECT 1', []);
        } catch {
          await this.drop(session);
        }
        return !session.lost.signal.aborted;
      },
      release: () => this.unlock(session, name).catch(() => this.drop(session)),
    };
  }

  private async unlock(session: Session, name: string): Promise<void> {
    if (session.lost.signal.aborted) return;
    await this.query(session, `SELECT pg_advisory_unlock(${lockOf('$1')})`, [name]);
    session.held.delete(name);
    this.wake.abort();
  }

  /** One statement at a time on the shared connection. */
  private query<T>(session: Session, sql: string, parameters: unknown[]): Promise<T> {
    const answer = this.turn.then(() =>
      within(answerWithinMs, session.runner.query(sql, parameters) as Promise<T>),
    );
    this.turn = answer.catch(() => undefined);
    return answer;
  }
}

const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

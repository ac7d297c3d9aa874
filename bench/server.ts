import { startEmbeddedPostgres } from '@ledger/database/embedded/embedded-postgres.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Durable as in production, with as much memory as in `deploy/`; sized so that no checkpoint or
 * vacuum falls into one store's sample.
 */
const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '2GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
  autovacuum: 'off',
  max_connections: '320',
};

/**
 * Runs something against the server of `BENCH_DATABASE_URL`, or against one of its own that is
 * gone afterwards; either way that variable names the server meanwhile.
 */
export const withServer = async <T>(work: () => Promise<T>): Promise<T> => {
  if (process.env['BENCH_DATABASE_URL']) return work();
  const folder = mkdtempSync(path.join(tmpdir(), 'ledger-bench-'));
  const server = await startEmbeddedPostgres({ folder, settings });
  process.env['BENCH_DATABASE_URL'] = server.ownerUrl('postgres');
  const stop = (): void => void server.stop().then(() => process.exit(1));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await work();
  } finally {
    delete process.env['BENCH_DATABASE_URL'];
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

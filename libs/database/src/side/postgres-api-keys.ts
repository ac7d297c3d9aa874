import type { ApiKey, ApiKeyStore } from './side-stores.js';
import { utc } from './sql.js';
import type { Sql } from './sql.js';

interface Row {
  readonly key_id: string;
  readonly label: string;
  readonly org: string;
  readonly roles: readonly string[];
  readonly secret_hash: string;
  readonly created_by: string;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
  readonly fingerprint: string | null;
}

const columns = `key_id, label, org, roles, secret_hash, created_by, fingerprint,
  ${utc('created_at')} AS created_at, ${utc('expires_at')} AS expires_at,
  ${utc('revoked_at')} AS revoked_at`;

export class PostgresApiKeys implements ApiKeyStore {
  constructor(private readonly sql: Sql) {}

  async add(key: ApiKey): Promise<ApiKey> {
    const { keyId, label, org, roles, secretHash, createdBy, createdAt } = key;
    const { expiresAt = null, revokedAt = null, fingerprint = null } = key;
    await this.sql.query(
      `INSERT INTO side.api_key (key_id, label, org, roles, secret_hash, created_by, created_at,
         expires_at, revoked_at, fingerprint)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (key_id) DO NOTHING`,
      [
        keyId,
        label,
        org,
        roles,
        secretHash,
        createdBy,
        createdAt,
        expiresAt,
        revokedAt,
        fingerprint,
      ],
    );
    const kept = await this.find(keyId);
    if (!kept) throw new Error(`The API key ${keyId} was not kept.`);
    return kept;
  }

  async find(keyId: string): Promise<ApiKey | undefined> {
    const rows = await this.sql.query<Row[]>(
      `SELECT ${columns} FROM side.api_key WHERE key_id = $1`,
      [keyId],
    );
    return rows[0] && keyOf(rows[0]);
  }

  async list(limit: number, after?: string): Promise<readonly ApiKey[]> {
    const rows = await this.sql.query<Row[]>(
      `SELECT ${columns} FROM side.api_key AS k
       WHERE $2::uuid IS NULL OR k.key_id > $2::uuid ORDER BY k.key_id LIMIT $1`,
      [limit, after ?? null],
    );
    return rows.map(keyOf);
  }

  async revoke(keyId: string, revokedAt: string): Promise<ApiKey | undefined> {
    await this.sql.query(
      'UPDATE side.api_key SET revoked_at = coalesce(revoked_at, $2) WHERE key_id = $1',
      [keyId, revokedAt],
    );
    return this.find(keyId);
  }
}

const keyOf = (row: Row): ApiKey => ({
  keyId: row.key_id,
  label: row.label,
  org: row.org,
  roles: row.roles,
  secretHash: row.secret_hash,
  createdBy: row.created_by,
  createdAt: row.created_at,
  ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
  ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
  ...(row.fingerprint === null ? {} : { fingerprint: row.fingerprint }),
});

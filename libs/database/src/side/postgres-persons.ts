import { randomUUID } from 'node:crypto';
import type { PersonDirectory } from './side-stores.js';
import type { Sql } from './sql.js';

const attemptsMax = 5;

export class PostgresPersons implements PersonDirectory {
  constructor(private readonly sql: Sql) {}

  /** Two first sights at once see one another only in a later statement, hence the attempts. */
  async tokenOf(issuer: string, subject: string): Promise<string> {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const parameters = [randomUUID(), issuer, subject];
      const rows = await this.sql.query<{ token: string }[]>(findOrMake, parameters);
      if (rows[0]) return rows[0].token;
    }
    throw new Error('The person directory gave no token.');
  }

  async erase(token: string): Promise<void> {
    await this.sql.query('DELETE FROM side.person WHERE token = $1', [token]);
  }
}

const findOrMake = `
  WITH known AS (
    SELECT token FROM side.person WHERE issuer = $2 AND subject = $3
  ), made AS (
    INSERT INTO side.person (token, issuer, subject)
    SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM known)
    ON CONFLICT (issuer, subject) DO NOTHING RETURNING token
  )
  SELECT token FROM known UNION ALL SELECT token FROM made`;

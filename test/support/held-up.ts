import { withClient } from '@ledger/database/connection.js';

/** Any fixed number: whoever holds the advisory lock of it holds up the append. */
const lock = 7_301_946_203;

/**
 * Keeps the log from recording events of one stream while some work is done, so that what writes
 * them is in the middle of it for as long as the work takes, on a machine of any speed. Needs a
 * superuser's address. The work may let the append go before it ends.
 */
export const heldUp = <T>(
  adminUrl: string,
  stream: string,
  work: (letGo: () => Promise<void>) => Promise<T>,
): Promise<T> =>
  withClient(adminUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [lock]);
    await client.query(`CREATE FUNCTION ledger.hold_up() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.stream = '${stream}' THEN PERFORM pg_advisory_xact_lock(${lock}); END IF;
        RETURN NEW;
      END $$`);
    await client.query(`CREATE TRIGGER hold_up BEFORE INSERT ON ledger.event
      FOR EACH ROW EXECUTE FUNCTION ledger.hold_up()`);
    const letGo = async (): Promise<void> => {
      await client.query('SELECT pg_advisory_unlock_all()');
    };
    try {
      return await work(letGo);
    } finally {
      await letGo();
      await client.query('DROP TRIGGER hold_up ON ledger.event');
      await client.query('DROP FUNCTION ledger.hold_up');
    }
  });

import { withClient } from '@ledger/database/connection.js';
import { createEmptyDatabase, type TestDatabase } from '../../test/support/database.js';
import { prepareGiven } from './database.js';

describe('a database that somebody gives us', () => {
  let database: TestDatabase;
  let both: { kind: 'given'; appUrl: string; ownerUrl: string };
  beforeEach(async () => {
    database = await createEmptyDatabase();
    const { appUrl, ownerUrl } = database;
    both = { kind: 'given', appUrl, ownerUrl };
  });
  afterEach(() => database.drop());

  const given = (appUrl: string) => prepareGiven({ kind: 'given', appUrl });
  const changed = (address: string, change: (url: URL) => void): string => {
    const url = new URL(address);
    change(url);
    return url.href;
  };

  it('is migrated by its owner, and from then on needs only the application', async () => {
    expect(await prepareGiven(both)).toBe(database.appUrl);
    expect(await given(database.appUrl)).toBe(database.appUrl);
  });

  it('is refused while it has no event log', async () => {
    await expect(given(database.ownerUrl)).rejects.toMatchObject({ code: 'database_not_migrated' });
  });

  it('is refused while migrations of this version are missing', async () => {
    await prepareGiven(both);
    await withClient(database.ownerUrl, (client) =>
      client.query(
        `DELETE FROM ledger.migration WHERE id = (SELECT max(id) FROM ledger.migration)`,
      ),
    );
    await expect(given(database.appUrl)).rejects.toMatchObject({
      code: 'database_outdated',
      facts: { count: 1 },
    });
  });

  it('is refused when the application would own the log', async () => {
    await prepareGiven(both);
    await expect(given(database.ownerUrl)).rejects.toMatchObject({ code: 'database_role_owns' });
    const same = { ...both, appUrl: database.ownerUrl };
    await expect(prepareGiven(same)).rejects.toMatchObject({ code: 'database_role_owns' });
  });

  it('is refused when it does not let us in, and the right variable is named', async () => {
    await prepareGiven(both);
    const stranger = (url: string) => changed(url, (each) => (each.username = 'no_such_role'));
    await expect(given(stranger(database.appUrl))).rejects.toMatchObject({
      code: 'database_login',
      facts: { name: 'DATABASE_URL', user: 'no_such_role' },
    });
    const owner = { ...both, ownerUrl: stranger(database.ownerUrl) };
    await expect(prepareGiven(owner)).rejects.toMatchObject({
      code: 'database_login',
      facts: { name: 'DATABASE_OWNER_URL' },
    });
  });

  it('is refused when there is no such database or server', async () => {
    const other = changed(database.ownerUrl, (url) => (url.pathname = '/ledger_test_absent'));
    await expect(given(other)).rejects.toMatchObject({ code: 'database_absent' });
    const nowhere = changed(database.ownerUrl, (url) => (url.port = '1'));
    await expect(given(nowhere)).rejects.toMatchObject({ code: 'database_unreachable' });
    const nobody = changed(database.ownerUrl, (url) => (url.hostname = 'no-such-host.invalid'));
    await expect(given(nobody)).rejects.toMatchObject({ code: 'database_unreachable' });
  });
});

import { createHash } from 'node:crypto';
import { documentBytesMax, DocumentTooLarge } from './side-stores.js';
import type { AccessRecord, ApiKey, SideStores } from './side-stores.js';

const key = (more: Partial<ApiKey> = {}): ApiKey => ({
  keyId: '0196a000-0000-7000-8000-000000000001',
  label: 'delivery system',
  org: '91330106MA2EXAMP1E',
  roles: ['lender', 'auditor'],
  secretHash: 'a'.repeat(64),
  createdBy: 'person-1',
  createdAt: '2026-11-21T01:30:00.000000Z',
  ...more,
});

const record = (purpose: string): AccessRecord => ({
  person: 'person-1',
  partyId: 'party-1',
  role: 'lender',
  purpose,
  route: 'GET /v1/assets/:id/pledge-status',
  subjects: ['asset-1', '资产"2"'],
  correlationId: 'correlation-1',
});

/** What every implementation of the side stores must do. */
export const sideStoresContract = (make: () => Promise<SideStores>): void => {
  let stores: SideStores;
  beforeEach(async () => {
    stores = await make();
  });

  describe('person directory', () => {
    it('gives a person the same token each time, and nobody else', async () => {
      const token = await stores.persons.tokenOf('issuer', 'subject');
      expect(token).toMatch(/^[0-9a-f-]{36}$/);
      expect(await stores.persons.tokenOf('issuer', 'subject')).toBe(token);
      expect(await stores.persons.tokenOf('issuer', 'other')).not.toBe(token);
      expect(await stores.persons.tokenOf('other', 'subject')).not.toBe(token);
    });

    it('gives one token to many first sights at once', async () => {
      const sights = Array.from({ length: 20 }, () => stores.persons.tokenOf('issuer', 'new'));
      expect(new Set(await Promise.all(sights)).size).toBe(1);
    });

    it('forgets who was erased', async () => {
      const token = await stores.persons.tokenOf('issuer', 'subject');
      await stores.persons.erase(token);
      expect(await stores.persons.tokenOf('issuer', 'subject')).not.toBe(token);
    });
  });

  describe('api keys', () => {
    it('keeps a key with all it says', async () => {
      const full = key({ expiresAt: '2027-01-01T00:00:00.000000Z', fingerprint: 'f' });
      expect(await stores.apiKeys.add(full)).toEqual(full);
      expect(await stores.apiKeys.find(full.keyId)).toEqual(full);
      expect(await stores.apiKeys.find('0196a000-0000-7000-8000-00000000000f')).toBeUndefined();
    });

    it('answers the key that is kept when its id comes again', async () => {
      const first = await stores.apiKeys.add(key());
      expect(await stores.apiKeys.add(key({ secretHash: 'b'.repeat(64) }))).toEqual(first);
    });

    it('ends a key once', async () => {
      const { keyId } = await stores.apiKeys.add(key());
      const revokedAt = '2026-11-22T00:00:00.000000Z';
      expect(await stores.apiKeys.revoke(keyId, revokedAt)).toMatchObject({ revokedAt });
      const again = await stores.apiKeys.revoke(keyId, '2026-12-01T00:00:00.000000Z');
      expect(again).toMatchObject({ revokedAt });
      const none = '0196a000-0000-7000-8000-00000000000f';
      expect(await stores.apiKeys.revoke(none, revokedAt)).toBeUndefined();
    });

    it('lists keys page by page', async () => {
      const ids = [3, 1, 2].map((n) => `0196a000-0000-7000-8000-00000000000${n}`);
      for (const keyId of ids) await stores.apiKeys.add(key({ keyId }));
      const first = await stores.apiKeys.list(2);
      expect(first.map(({ keyId }) => keyId)).toEqual([ids[1], ids[2]]);
      const rest = await stores.apiKeys.list(2, ids[2]);
      expect(rest.map(({ keyId }) => keyId)).toEqual([ids[0]]);
    });
  });

  describe('access records', () => {
    it('keeps records in order, with their time', async () => {
      await stores.accessRecords.append([record('credit review'), record('授信审查')]);
      await stores.accessRecords.append([]);
      await stores.accessRecords.append([record('third')]);
      const kept = await stores.accessRecords.list(0, 10);
      expect(kept.map(({ purpose }) => purpose)).toEqual(['credit review', '授信审查', 'third']);
      expect(kept[0]).toMatchObject(record('credit review'));
      expect(kept[0]?.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      expect(await stores.accessRecords.list(kept[0]?.number ?? 0, 1)).toEqual([kept[1]]);
    });
  });

  describe('documents', () => {
    it('keeps bytes under their digest, once', async () => {
      const bytes = Buffer.from([0, 1, 2, 255]);
      const digest = await stores.documents.put({ bytes, mediaType: 'application/pdf' });
      expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(await stores.documents.put({ bytes, mediaType: 'text/plain' })).toBe(digest);
      expect(await stores.documents.get(digest)).toEqual({ bytes, mediaType: 'application/pdf' });
      expect(await stores.documents.get('0'.repeat(64))).toBeUndefined();
    });

    it('refuses a document that is too large', async () => {
      const bytes = Buffer.alloc(documentBytesMax + 1);
      const put = stores.documents.put({ bytes, mediaType: 'application/pdf' });
      await expect(put).rejects.toThrow(DocumentTooLarge);
    });
  });
};

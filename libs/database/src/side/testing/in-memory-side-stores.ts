import { createHash, randomUUID } from 'node:crypto';
import { documentBytesMax, DocumentTooLarge } from '../side-stores.js';
import type { ApiKey, KeptAccessRecord, SideStores, StoredDocument } from '../side-stores.js';

/** The side stores without a database; they pass the same contract. */
export const inMemorySideStores = (): SideStores => ({
  persons: persons(),
  apiKeys: apiKeys(),
  accessRecords: accessRecords(),
  documents: documents(),
});

const persons = (): SideStores['persons'] => {
  const tokens = new Map<string, string>();
  return {
    tokenOf: async (issuer, subject) => {
      const key = JSON.stringify([issuer, subject]);
      const token = tokens.get(key) ?? randomUUID();
      tokens.set(key, token);
      return token;
    },
    erase: async (token) => {
      for (const [key, known] of tokens) if (known === token) tokens.delete(key);
    },
  };
};

const apiKeys = (): SideStores['apiKeys'] => {
  const keys = new Map<string, ApiKey>();
  return {
    add: async (key) => {
      const kept = keys.get(key.keyId) ?? key;
      keys.set(key.keyId, kept);
      return kept;
    },
    find: async (keyId) => keys.get(keyId),
    list: async (limit, after = '') =>
      [...keys.values()]
        .filter(({ keyId }) => keyId > after)
        .sort((one, other) => (one.keyId < other.keyId ? -1 : 1))
        .slice(0, limit),
    revoke: async (keyId, revokedAt) => {
      const key = keys.get(keyId);
      if (!key) return undefined;
      const revoked = { ...key, revokedAt: key.revokedAt ?? revokedAt };
      keys.set(keyId, revoked);
      return revoked;
    },
  };
};

const accessRecords = (): SideStores['accessRecords'] => {
  const kept: KeptAccessRecord[] = [];
  return {
    append: async (records) => {
      for (const record of records) {
        const recordedAt = new Date().toISOString().replace('Z', '000Z');
        kept.push({ ...record, number: kept.length + 1, recordedAt });
      }
    },
    list: async (after, limit) => kept.filter(({ number }) => number > after).slice(0, limit),
  };
};

const documents = (): SideStores['documents'] => {
  const kept = new Map<string, StoredDocument>();
  return {
    put: async (document) => {
      const { bytes } = document;
      if (bytes.length > documentBytesMax) throw new DocumentTooLarge(bytes.length);
      const digest = createHash('sha256').update(bytes).digest('hex');
      if (!kept.has(digest)) kept.set(digest, document);
      return digest;
    },
    get: async (digest) => kept.get(digest),
  };
};

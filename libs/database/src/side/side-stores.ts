/**
 * What is kept beside the log, in tables that no decision reads: it can be erased or counted
 * without touching a fact.
 */
export interface SideStores {
  readonly persons: PersonDirectory;
  readonly apiKeys: ApiKeyStore;
  readonly accessRecords: AccessRecordStore;
  readonly documents: DocumentStore;
}

/** Who stands behind a random token. The only place where a person could be named. */
export interface PersonDirectory {
  /** The token of a subject at an issuer; made on first sight, the same ever after. */
  tokenOf(issuer: string, subject: string): Promise<string>;
  /** Forgets who a token stood for; events keep the token, which then means nobody. */
  erase(token: string): Promise<void>;
}

/** A key of a system that calls the API; the secret itself is never kept. */
export interface ApiKey {
  /** UUID. */
  readonly keyId: string;
  /** What the key is for, in the words of who made it. */
  readonly label: string;
  /** Unified social credit code of the organisation it speaks for. */
  readonly org: string;
  readonly roles: readonly string[];
  /** SHA-256 (hex) of the secret. */
  readonly secretHash: string;
  /** Person token of the administrator who made it. */
  readonly createdBy: string;
  /** RFC 3339 UTC, as the two below. */
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly revokedAt?: string;
  /** Fingerprint of the request that made it, where that could be repeated. */
  readonly fingerprint?: string;
}

export interface ApiKeyStore {
  /** Keeps a new key and answers it; where its id is there already, answers what is kept. */
  add(key: ApiKey): Promise<ApiKey>;
  find(keyId: string): Promise<ApiKey | undefined>;
  /** Keys in the order of their ids, after one of them. */
  list(limit: number, after?: string): Promise<readonly ApiKey[]>;
  /** Ends a key for good; the first end counts. Undefined where there is no such key. */
  revoke(keyId: string, revokedAt: string): Promise<ApiKey | undefined>;
}

/** One look at what belongs to others: who, why and what. When is given by the store. */
export interface AccessRecord {
  /** Person token. */
  readonly person: string;
  readonly partyId: string;
  readonly role: string;
  /** Why, in the words of who asked. */
  readonly purpose: string;
  /** What was asked: the route. */
  readonly route: string;
  /** What it was asked of, e.g. asset ids. */
  readonly subjects: readonly string[];
  readonly correlationId: string;
}

export interface KeptAccessRecord extends AccessRecord {
  /** Place in the order of keeping. */
  readonly number: number;
  /** RFC 3339 UTC with six decimals. */
  readonly recordedAt: string;
}

/** Append-only, and the database refuses anything else. */
export interface AccessRecordStore {
  append(records: readonly AccessRecord[]): Promise<void>;
  /** Records in order, after a number. */
  list(after: number, limit: number): Promise<readonly KeptAccessRecord[]>;
}

export interface StoredDocument {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

/** Largest document, in bytes. */
export const documentBytesMax = 10 * 1024 * 1024;

/** Documents as they were printed or handed in, by the SHA-256 (hex) of their bytes. */
export interface DocumentStore {
  /** Keeps a document and answers its digest; the same bytes are kept once. */
  put(document: StoredDocument): Promise<string>;
  get(digest: string): Promise<StoredDocument | undefined>;
}

/** More bytes than a document may have (HTTP 413). */
export class DocumentTooLarge extends Error {
  constructor(bytes: number) {
    super(`A document of ${bytes} bytes is larger than ${documentBytesMax}.`);
    this.name = 'DocumentTooLarge';
  }
}

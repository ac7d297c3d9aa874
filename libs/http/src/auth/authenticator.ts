import type { ApiKeyStore } from '@ledger/database/side/side-stores.js';
import { identifierNamed } from '@ledger/domain/party/party-identifier.js';
import type { PartyIdentifier } from '@ledger/domain/party/party.events.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { LRUCache } from 'lru-cache';
import { problem } from '../problems/http-problem.js';
import { isLive, parseApiKey, secretMatches } from './api-key.js';
import { knownRoles } from './caller.js';
import type { Caller } from './caller.js';
import type { PersonTokens } from './person-tokens.js';
import type { TokenVerifier, VerifiedToken } from './token-verifier.js';

const rememberedTokensMax = 10_000;
const rememberedForMs = 60_000;

/** Says who is asking, from a bearer token or an API key. */
export class Authenticator {
  /** Checked tokens by the hash of their header: a signature is checked once a minute, not once a request. */
  private readonly checked = new LRUCache<string, Caller>({ max: rememberedTokensMax });

  constructor(
    private readonly verifier: TokenVerifier,
    private readonly apiKeys: ApiKeyStore,
    private readonly persons: PersonTokens,
  ) {}

  /**
   * The caller, at once where his token was checked a moment ago. Throws or rejects with
   * `unauthenticated`, `invalid_token` or `identity_provider_unavailable`.
   */
  callerOf(headers: IncomingHttpHeaders): Caller | Promise<Caller> {
    const { authorization, 'x-api-key': apiKey } = headers;
    if (authorization !== undefined) return this.byToken(authorization);
    if (typeof apiKey === 'string') return this.byApiKey(apiKey);
    throw problem('unauthenticated');
  }

  /** The caller whose token was checked a moment ago; nobody else. */
  remembered({ authorization }: IncomingHttpHeaders): Caller | undefined {
    return authorization === undefined ? undefined : this.checked.get(digestOf(authorization));
  }

  private byToken(authorization: string): Caller | Promise<Caller> {
    const digest = digestOf(authorization);
    return this.checked.get(digest) ?? this.byNewToken(authorization, digest);
  }

  private byNewToken(authorization: string, digest: string): Promise<Caller> {
    // Some write it without its scheme.
    if (parseApiKey(authorization) !== undefined) return this.byApiKey(authorization);
    const token = /^Bearer +([\w~+/.=-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw problem('unauthenticated');
    // Connectors can often send nothing but this header: a key is as good in it.
    if (parseApiKey(token) !== undefined) return this.byApiKey(token);
    return this.verified(token, digest);
  }

  private async verified(token: string, digest: string): Promise<Caller> {
    const verified = await this.verifier.verify(token);
    const caller = await this.callerOfToken(verified);
    const ttl = Math.min(rememberedForMs, verified.expiresAt * 1_000 - Date.now());
    if (ttl > 0) this.checked.set(digest, caller, { ttl });
    return caller;
  }

  private async callerOfToken({ issuer, subject, org, roles }: VerifiedToken): Promise<Caller> {
    const person = await this.persons.tokenOf(issuer, subject);
    return { person, ...organisationOf(org), roles };
  }

  /** Looked up on every request, so that a revoked key stops at once. */
  private async byApiKey(presented: string): Promise<Caller> {
    const parsed = parseApiKey(presented);
    const key = parsed && (await this.apiKeys.find(parsed.keyId));
    if (!parsed || !key || !secretMatches(parsed.secret, key.secretHash)) {
      throw problem('invalid_token');
    }
    if (!isLive(key, new Date().toISOString())) throw problem('invalid_token');
    const org = identifierNamed(key.org);
    if (org === undefined) throw problem('invalid_token');
    const person = await this.persons.tokenOf('api-key', key.keyId);
    return { person, ...organisationOf(org), roles: knownRoles(key.roles) };
  }
}

const digestOf = (header: string): string => hash('sha256', header, 'base64');

/** One organisation has one id, by whichever register it is named (pattern 3). */
const organisationOf = ({ kind, value }: PartyIdentifier) =>
  ({ org: value, register: kind, partyId: partyIdOf(kind, value) }) as const;

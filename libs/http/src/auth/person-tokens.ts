import type { PersonDirectory } from '@ledger/database/side/side-stores.js';
import { LRUCache } from 'lru-cache';

const peopleMax = 10_000;
const rememberedForMs = 5 * 60_000;

/** The random token that stands for a person everywhere but in the erasable directory. */
export class PersonTokens {
  private readonly known = new LRUCache<string, string>({ max: peopleMax, ttl: rememberedForMs });

  constructor(private readonly directory: PersonDirectory) {}

  /** The token of a person; a new one for who was never seen, or was erased. */
  async tokenOf(issuer: string, subject: string): Promise<string> {
    const key = JSON.stringify([issuer, subject]);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const token = await this.directory.tokenOf(issuer, subject);
    this.known.set(key, token);
    return token;
  }
}

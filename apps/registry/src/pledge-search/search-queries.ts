import type { SearchPledgesDto } from '@ledger/contracts/pledge-search/pledge-search.dto.js';
import { present } from '@ledger/contracts/present.js';
import type {
  SearchedPledgor,
  SearchQuery,
} from '@ledger/domain/pledge-search/pledge-search.events.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { partyIdInPath } from '@ledger/http/parties/party-key.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Organisations of one name that are told apart, at most. */
const namesakesMax = 20;

/** What a search is about: found by the numbers and names that a lender has in hand. */
@Injectable()
export class SearchQueries {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /** An asset, a pledgor, or both: where something is named twice, by its id or code first. */
  async of({ assetId, certificateNo, ...party }: SearchPledgesDto): Promise<SearchQuery> {
    const pledgor = await this.pledgor(party);
    if (assetId === undefined && certificateNo === undefined) {
      if (pledgor === undefined) throw nothingAsked();
      return { kind: 'pledgor', ...pledgor };
    }
    return {
      kind: 'asset',
      assetId: assetId ?? (await this.assetOf(certificateNo ?? '')) ?? refuse('title_not_found'),
      ...present({ certificateNo, pledgor }),
    };
  }

  /**
   * Refuses two names of one thing that lead to two. Asked once the search has shown that the asset
   * is there for the lender, so that nobody tries numbers on assets that he may not see.
   */
  async checkAgree(asked: SearchPledgesDto): Promise<void> {
    const { assetId, certificateNo, pledgor, pledgorName } = asked;
    if (assetId !== undefined && certificateNo !== undefined) {
      if ((await this.assetOf(certificateNo)) !== assetId) differ('assetId', 'certificateNo');
    }
    if (pledgor !== undefined && pledgorName !== undefined) {
      if (!(await this.isNamed(partyIdInPath(pledgor), pledgorName)))
        differ('pledgor', 'pledgorName');
    }
  }

  private async pledgor(
    asked: Pick<SearchPledgesDto, 'pledgor' | 'pledgorName'>,
  ): Promise<SearchedPledgor | undefined> {
    const { pledgor, pledgorName: name } = asked;
    if (pledgor !== undefined) return { partyId: partyIdInPath(pledgor), ...present({ name }) };
    return name === undefined ? undefined : this.byName(name);
  }

  /** Numbers of in-house ledgers, too: whether the asset is there for the lender its title says. */
  private async assetOf(certificateNo: string): Promise<string | undefined> {
    await this.seen('certificate');
    const [found] = await this.dataSource.query<{ assetId: string }[]>(
      `SELECT asset_id AS "assetId" FROM read.certificate WHERE certificate_no = $1 LIMIT 1`,
      [certificateNo],
    );
    return found?.assetId;
  }

  /** By any name that it ever had, as registered: only width, case and blanks do not matter. */
  private async byName(name: string): Promise<SearchedPledgor> {
    await this.seen('party');
    const found = await this.dataSource.query<{ partyId: string; code: string }[]>(
      `SELECT party_id AS "partyId", identifier_value AS code FROM read.party
       WHERE read.name_keys(name, names) @> ARRAY[read.name_key($1)] ORDER BY party_id LIMIT $2`,
      [name, namesakesMax],
    );
    const [one, ...others] = found;
    if (one === undefined) return refuse('party_not_found');
    if (others.length > 0) {
      return refuse('pledgor_name_ambiguous', { name, codes: found.map(({ code }) => code) });
    }
    return { partyId: one.partyId, name };
  }

  private async isNamed(partyId: string, name: string): Promise<boolean> {
    await this.seen('party');
    const found = await this.dataSource.query<unknown[]>(
      `SELECT 1 FROM read.party
       WHERE party_id = $1 AND read.name_keys(name, names) @> ARRAY[read.name_key($2)] LIMIT 1`,
      [partyId, name],
    );
    return found.length > 0;
  }

  /** What anybody was told is recorded is in the table before it is asked. */
  private async seen(table: string): Promise<void> {
    const { head } = await this.log.versions([]);
    await readYourWrites(this.readModels, table, head);
  }
}

const differ = (one: string, other: string): never =>
  refuse('pledge_search_ways_differ', { fields: [one, other] });

const nothingAsked = () =>
  problem('invalid_request', {
    errors: ['assetId', 'certificateNo', 'pledgor', 'pledgorName'].map((field) => ({
      in: 'body' as const,
      pointer: `/${field}`,
      zh: '须给出 assetId、certificateNo、pledgor、pledgorName 中的至少一项',
      en: 'give at least one of assetId, certificateNo, pledgor and pledgorName',
    })),
  });

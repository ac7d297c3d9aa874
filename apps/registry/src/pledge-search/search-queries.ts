import type { SearchPledgesDto } from '@ledger/contracts/pledge-search/pledge-search.dto.js';
import type { SearchQuery } from '@ledger/domain/pledge-search/pledge-search.events.js';
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

/** Ways to say what is searched; each leads to one asset or one pledgor. */
const ways = ['assetId', 'certificateNo', 'pledgor', 'pledgorName'] as const;

/** What a search is about: found by the number or name that a lender has in hand. */
@Injectable()
export class SearchQueries {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  async of(asked: SearchPledgesDto): Promise<SearchQuery> {
    const { assetId, certificateNo, pledgor, pledgorName } = asked;
    if (ways.filter((way) => asked[way] !== undefined).length !== 1) throw notOneWay();
    if (assetId !== undefined) return { kind: 'asset', assetId };
    if (certificateNo !== undefined) return this.byCertificate(certificateNo);
    if (pledgor !== undefined) return { kind: 'pledgor', partyId: partyIdInPath(pledgor) };
    return this.byName(pledgorName ?? '');
  }

  /** Numbers of in-house ledgers, too: whether the asset is there for the lender its title says. */
  private async byCertificate(certificateNo: string): Promise<SearchQuery> {
    await this.seen('certificate');
    const [found] = await this.dataSource.query<{ assetId: string }[]>(
      `SELECT asset_id AS "assetId" FROM read.certificate WHERE certificate_no = $1 LIMIT 1`,
      [certificateNo],
    );
    if (found === undefined) return refuse('title_not_found');
    return { kind: 'asset', assetId: found.assetId, certificateNo };
  }

  /** By any name that it ever had, as registered: only width, case and blanks do not matter. */
  private async byName(name: string): Promise<SearchQuery> {
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
    return { kind: 'pledgor', partyId: one.partyId, name };
  }

  /** What anybody was told is recorded is in the table before it is asked. */
  private async seen(table: string): Promise<void> {
    const { head } = await this.log.versions([]);
    await readYourWrites(this.readModels, table, head);
  }
}

const notOneWay = () =>
  problem('invalid_request', {
    errors: [
      {
        in: 'body',
        pointer: '/assetId',
        zh: '须给出 assetId、certificateNo、pledgor、pledgorName 中的一项，且只给一项',
        en: 'give one of assetId, certificateNo, pledgor and pledgorName, and only one',
      },
    ],
  });

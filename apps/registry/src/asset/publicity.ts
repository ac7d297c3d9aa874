import type { PublicityQuery } from '@ledger/contracts/publicity/publicity.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { SchemeName } from '@ledger/domain/policy/scheme.js';
import type { RightKind } from '@ledger/domain/asset/asset.events.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { type PartyName, PartyNames } from '@ledger/http/parties/party-names.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { assetFold } from './asset.projection.js';
import { AssetView } from './asset.view.js';

const listName = 'publicity';

/** An application in publicity, with everybody by name. */
export interface Publicised {
  readonly assetId: string;
  readonly name: string;
  readonly summary: string;
  readonly limits: string | undefined;
  readonly scheme: SchemeName;
  readonly applicant: PartyName;
  readonly registrar: PartyName;
  readonly rights: readonly { readonly right: RightKind; readonly holders: readonly PartyName[] }[];
  readonly from: string;
  readonly until: string;
}

/** A page of them, as of an instant. */
export interface PublicisedPage {
  readonly at: string;
  readonly items: readonly Publicised[];
  readonly next?: string;
}

/** What anybody may see: applications on the days of their publicity, unless withheld. */
@Injectable()
export class PublicityList {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PartyNames) private readonly names: PartyNames,
  ) {}

  /** Who ends soonest comes first: one statement for the rows, one look for the names. */
  async page(query: PublicityQuery, after: number | undefined): Promise<PublicisedPage> {
    await readYourWrites(this.readModels, assetFold.name, after);
    const at = this.clock.now();
    const today = shanghaiDate(at);
    const found = await this.rows(query, today);
    const rows = found.slice(0, query.limit);
    const last = found.length > query.limit ? rows.at(-1) : undefined;
    const names = await this.names.on(today, rows.flatMap(partiesOf));
    return {
      at,
      items: rows.map((row) => publicised(row, names.of)),
      ...(last && {
        next: encodeCursor(listName, [last.publicityUntil ?? '', last.appliedPosition]),
      }),
    };
  }

  /** A holder's own ledger has no publicity, so none of it is ever here. */
  private rows(
    { limit, cursor, scheme, registrar }: PublicityQuery,
    today: string,
  ): Promise<readonly AssetView[]> {
    const from = decodeCursor(listName, cursor, ['string', 'number']);
    const select = this.dataSource
      .getRepository(AssetView)
      .createQueryBuilder('a')
      .where("a.state = 'publicised' AND a.withheldReason IS NULL AND a.scheme <> 'in-house'")
      .andWhere('a.publicityUntil >= :today', { today });
    if (scheme !== undefined) select.andWhere('a.scheme = :scheme', { scheme });
    if (registrar !== undefined) select.andWhere('a.registrarPartyId = :registrar', { registrar });
    if (from !== undefined) {
      const [until, position] = from;
      const next = '(a.publicityUntil, a.appliedPosition) > (:until, CAST(:position AS bigint))';
      select.andWhere(next, { until, position });
    }
    return select
      .orderBy('a.publicityUntil', 'ASC')
      .addOrderBy('a.appliedPosition', 'ASC')
      .limit(limit + 1)
      .getMany();
  }
}

const partiesOf = ({
  applicantPartyId,
  registrarPartyId,
  rights,
}: AssetView): readonly string[] => [
  applicantPartyId,
  registrarPartyId,
  ...rights.flatMap(({ holders }) => holders.map(({ partyId }) => partyId)),
];

const publicised = (row: AssetView, named: (partyId: string) => PartyName): Publicised => ({
  assetId: row.assetId,
  name: row.description.name,
  summary: row.description.summary,
  limits: row.description.limits,
  scheme: row.scheme,
  applicant: named(row.applicantPartyId),
  registrar: named(row.registrarPartyId),
  rights: row.rights.map(({ right, holders }) => ({
    right,
    holders: holders.map(({ partyId }) => named(partyId)),
  })),
  from: row.publicityFrom ?? '',
  until: row.publicityUntil ?? '',
});

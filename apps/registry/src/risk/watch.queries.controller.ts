import { type Page, PageOf } from '@ledger/contracts/page.js';
import { present } from '@ledger/contracts/present.js';
import { WatchDto, WatchesQuery } from '@ledger/contracts/alert/watch.dto.js';
import type { AlertSeverity } from '@ledger/domain/alert/alert.events.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource, In, LessThan } from 'typeorm';
import { watchFold } from './watch.projection.js';
import { WatchView } from './watch.view.js';

const listName = 'watches';

type OpenAlerts = Partial<Record<AlertSeverity, number>>;

/** What a lender watches, with what there is to look at. */
@ApiTags('alerts')
@Controller('watches')
@Roles('lender', 'auditor')
export class WatchQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Assets that the caller’s organisation watches or lends on, latest first.',
    description: 'The auditor sees everybody’s.',
  })
  @ApiOkResponse({ type: PageOf(WatchDto) })
  async list(
    @Query() { limit, cursor, assetId, listed }: WatchesQuery,
    @CurrentCaller() { partyId, roles }: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<WatchDto>> {
    const [before] = decodeCursor(listName, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, watchFold.name, after);
    const whose = roles.includes('auditor') ? undefined : (await this.standings.of(partyId)).sole;
    const rows = await this.dataSource.getRepository(WatchView).find({
      where: {
        ...(whose && { partyId: In([...whose]) }),
        isActive: true,
        ...present({ assetId, listed }),
        ...(before === undefined ? {} : { begunPosition: LessThan(before) }),
      },
      order: { begunPosition: 'DESC' },
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    const open = await this.openAlerts(page.map(({ watchId }) => watchId));
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => answer(row, open.get(row.watchId) ?? {})),
      ...(last && { next: encodeCursor(listName, [last.begunPosition]) }),
    };
  }

  /** Alerts that nobody has acknowledged and that no cure has overtaken, of a whole page at once. */
  private async openAlerts(watchIds: readonly string[]): Promise<ReadonlyMap<string, OpenAlerts>> {
    const rows = await this.dataSource.query<
      { id: string; severity: AlertSeverity; count: number }[]
    >(
      `SELECT watch_id AS id, severity, count(*)::integer AS count FROM read.alert
       WHERE watch_id = ANY($1) AND acknowledged_at IS NULL AND cured_at IS NULL
       GROUP BY watch_id, severity`,
      [watchIds],
    );
    const found = new Map<string, OpenAlerts>();
    for (const { id, severity, count } of rows) {
      found.set(id, { ...found.get(id), [severity]: count });
    }
    return found;
  }
}

const answer = (row: WatchView, { info = 0, warning = 0, critical = 0 }: OpenAlerts): WatchDto => ({
  watchId: row.watchId,
  partyId: row.partyId,
  assetId: row.assetId,
  listed: row.listed,
  grounds: row.grounds,
  since: row.since,
  openAlerts: { info, warning, critical },
  ...present({ note: row.note ?? undefined, nextOn: row.nextOn ?? undefined }),
  version: row.version,
});

import { AlertDto, AlertsQuery } from '@ledger/contracts/alert/alert.dto.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { present } from '@ledger/contracts/present.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource, type FindOptionsWhere, In, IsNull, LessThan, Not } from 'typeorm';
import { alertFold } from './alert.projection.js';
import { AlertView } from './alert.view.js';
import { alertWords } from './alert.words.js';

const listName = 'alerts';

/** What a party has been told of the assets that concern it. */
@ApiTags('alerts')
@Controller('alerts')
export class AlertQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Get()
  @Roles('lender', 'manager', 'registrar', 'auditor')
  @ApiOperation({
    summary: 'Alerts addressed to the caller’s organisation, newest first.',
    description: 'The auditor sees everybody’s.',
  })
  @ApiOkResponse({ type: PageOf(AlertDto) })
  async list(
    @Query() { limit, cursor, kind, assetId, severity, open, lasting }: AlertsQuery,
    @CurrentCaller() { partyId, roles }: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<AlertDto>> {
    const [before] = decodeCursor(listName, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, alertFold.name, after);
    const filters: FindOptionsWhere<AlertView> = {
      ...present({ kind, assetId, severity }),
      ...(open === undefined ? {} : { acknowledgedAt: open ? IsNull() : Not(IsNull()) }),
      // Only what tells of a state can last or be cured.
      ...(lasting === undefined
        ? {}
        : lasting
          ? { breach: Not(IsNull()), curedAt: IsNull() }
          : { curedAt: Not(IsNull()) }),
      ...(before === undefined ? {} : { raisedPosition: LessThan(before) }),
    };
    const addressed = roles.includes('auditor')
      ? [{}]
      : addressedTo(await this.standings.of(partyId));
    const rows = await this.dataSource.getRepository(AlertView).find({
      where: addressed.map((to) => ({ ...filters, ...to })),
      order: { raisedPosition: 'DESC' },
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(answer),
      ...(last && { next: encodeCursor(listName, [last.raisedPosition]) }),
    };
  }
}

/**
 * To whom an alert went, and to whoever stands in that place now. Of several successors each has
 * what concerns what they hold together, one what cannot be divided.
 */
const addressedTo = ({ joint, sole }: Standing): readonly FindOptionsWhere<AlertView>[] =>
  joint.length === sole.length
    ? [{ partyId: In([...joint]) }]
    : [
        { partyId: In([...sole]) },
        {
          partyId: In(joint.filter((id) => !sole.includes(id))),
          ground: In(['applicant', 'holder']),
        },
      ];

const answer = (row: AlertView): AlertDto => ({
  alertId: row.alertId,
  assetId: row.assetId,
  kind: row.kind,
  severity: row.severity,
  ground: row.ground,
  evidence: row.fact,
  about: Object.entries(row.about).map(([name, value]) => ({ name, value: shown(value) })),
  ...alertWords[row.kind],
  raisedAt: row.raisedAt,
  open: row.acknowledgedAt === null,
  ...(row.breach && { breach: row.breach.key, lasting: row.curedAt === null }),
  ...(row.curedAt === null ? {} : { curedAt: row.curedAt }),
  ...(row.acknowledgedAt === null ? {} : { acknowledgedAt: row.acknowledgedAt }),
  ...(row.note === null ? {} : { note: row.note }),
  position: row.raisedPosition,
  version: row.version,
});

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

import { AssetLedgerQuery } from '@ledger/contracts/asset/asset-ledger-query.dto.js';
import { uuid } from '@ledger/contracts/shape.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { AnyRole, CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { linkedDataType } from '@ledger/http/downloads/linked-data.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { type ReadContext, Reader } from '@ledger/http/reads/read-context.decorator.js';
import { seen } from '@ledger/http/reads/seen.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { dcatCatalogue, dcatDataset } from './asset-dcat.js';
import { AssetLedgerRows } from './asset-ledger-rows.js';
import type { LedgerRow } from './asset-ledger.js';
import { odcsContract, odcsMediaType, odcsStream, odcsYaml } from './asset-odcs.js';
import { assetReaderFold } from './asset-reader.projection.js';
import { AssetSights } from './asset-sights.js';
import { assetFold } from './asset.projection.js';
import { withoutLending } from './asset.sight.js';

const projections = [assetFold.name, assetReaderFold.name];
const file = { schema: { type: 'string', format: 'binary' } } as const;
const json = { schema: { type: 'object', additionalProperties: true } } as const;

/** The ledger in the words of other systems: catalogues (DCAT) and data contracts (ODCS). */
@ApiTags('assets')
@Controller()
export class AssetExportsQueriesController {
  constructor(
    @Inject(AssetLedgerRows) private readonly rows: AssetLedgerRows,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
    @Inject(AssetSights) private readonly sights: AssetSights,
  ) {}

  @Get('assets.jsonld')
  @Roles('manager')
  @ApiOperation({
    summary: 'The ledger as a DCAT 3 catalogue (JSON-LD).',
    description: 'All assets that the filters of the list let through, newest application first.',
  })
  @ApiProduces(linkedDataType)
  @ApiOkResponse(file)
  async catalogue(
    @Query() filters: AssetLedgerQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const rows = await this.own(filters, caller, after);
    const about = { partyId: caller.partyId, on: this.today };
    return this.download(dcatCatalogue(rows, about), 'jsonld', linkedDataType);
  }

  @Get('assets.odcs.yaml')
  @Roles('manager')
  @ApiOperation({
    summary: 'The ledger as data contracts of ODCS 3.1 (a stream of YAML documents).',
    description: 'All assets that the filters of the list let through, newest application first.',
  })
  @ApiProduces(odcsMediaType)
  @ApiOkResponse(file)
  async contracts(
    @Query() filters: AssetLedgerQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const rows = await this.own(filters, caller, after);
    return this.download(odcsStream(rows), 'odcs.yaml', odcsMediaType);
  }

  @Get('assets/:assetId/dcat.jsonld')
  @AnyRole()
  @ApiOperation({ summary: 'One asset as a DCAT 3 dataset (JSON-LD).' })
  @ApiProduces(linkedDataType)
  @ApiOkResponse(json)
  async dataset(
    @Param('assetId') assetId: string,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const row = await this.one(assetId, caller, reader, after);
    const text = JSON.stringify(dcatDataset(row), undefined, 2);
    return new StreamableFile(Buffer.from(`${text}\n`), { type: linkedDataType });
  }

  @Get('assets/:assetId/odcs.yaml')
  @AnyRole()
  @ApiOperation({ summary: 'One asset as a data contract of ODCS 3.1 (YAML).' })
  @ApiProduces(odcsMediaType)
  @ApiOkResponse(file)
  async contract(
    @Param('assetId') assetId: string,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const row = await this.one(assetId, caller, reader, after);
    return new StreamableFile(Buffer.from(odcsYaml(row)), { type: odcsMediaType });
  }

  @Get('assets/:assetId/odcs.json')
  @AnyRole()
  @ApiOperation({ summary: 'One asset as a data contract of ODCS 3.1 (JSON).' })
  @ApiOkResponse(json)
  async contractJson(
    @Param('assetId') assetId: string,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
  ): Promise<object> {
    return odcsContract(await this.one(assetId, caller, reader, after));
  }

  /** One's own assets; what others opened to a lender is no part of his ledger. */
  private async own(
    filters: AssetLedgerQuery,
    caller: Caller,
    after: number | undefined,
  ): Promise<AsyncGenerator<LedgerRow>> {
    await seen(this.readModels, projections, after);
    const { sight, filters: resolved } = await this.sights.of(caller, filters);
    return this.rows.all(withoutLending(sight), resolved, this.today);
  }

  /** What the caller may not see is not there; what a lender sees of others is recorded. */
  private async one(
    assetId: string,
    caller: Caller,
    reader: ReadContext,
    after: number | undefined,
  ): Promise<LedgerRow> {
    await seen(this.readModels, projections, after);
    if (!uuid.accepts(assetId)) return refuse('asset_not_found');
    const { sight, standing } = await this.sights.ofCaller(caller);
    const row = await this.rows.one(sight, assetId, this.today);
    if (row === undefined) return refuse('asset_not_found');
    const isOwn = standing.joint.includes(row.asset.applicantPartyId);
    if (!isOwn && caller.roles.includes('lender')) {
      const access = { purpose: 'asset', route: 'asset-export', subjects: [assetId] };
      await this.accesses.record(reader, access);
    }
    return row;
  }

  private download(stream: Readable, extension: string, type: string): StreamableFile {
    const disposition = `attachment; filename="asset-ledger-${this.today}.${extension}"`;
    return new StreamableFile(stream, { type, disposition });
  }

  private get today(): string {
    return shanghaiDate(this.clock.now());
  }
}

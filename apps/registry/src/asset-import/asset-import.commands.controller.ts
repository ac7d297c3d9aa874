import {
  DryRunDto,
  ImportStartedDto,
  ImportUploadQuery,
} from '@ledger/contracts/asset-import/asset-import.dto.js';
import { ImportDefaultsDto } from '@ledger/contracts/asset-import/import-defaults.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { schemeNames } from '@ledger/domain/policy/scheme.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { languageOf } from '@ledger/http/language.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import type { UploadedFile } from '@ledger/http/writes/receive-upload.js';
import { AcceptsUpload, Upload } from '@ledger/http/writes/upload.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Controller, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiExtraModels,
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AssetImports } from './asset-imports.js';
import { formatByMediaType } from './reading/format.js';
import { fileBytesMax } from './reading/limits.js';

const mediaTypes = ['multipart/form-data', ...formatByMediaType.keys()];

@ApiTags('asset imports')
@ApiExtraModels(ImportDefaultsDto)
@Controller('asset-imports')
export class AssetImportCommandsController {
  constructor(@Inject(AssetImports) private readonly imports: AssetImports) {}

  @Post()
  @HttpCode(202)
  @Roles('manager')
  @AcceptsUpload({ bytesMax: fileBytesMax, mediaTypes })
  @ApiOperation({
    summary: 'Imports an inventory: applies for the asset of every row.',
    description:
      'CSV, XLSX or NDJSON of at most 50 MB and 100,000 rows: bare, or as the file of a form with ' +
      '`defaults` for what the sheet lacks. The rows are worked through afterwards; a number that ' +
      'the ledger has already adds nothing. Under another scheme than in-house, a row that lacks ' +
      'what the scheme asks for, or breaks a limit, is reported and kept as a draft. Try ' +
      '`dryRun=true` first.',
  })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary' },
        defaults: {
          type: 'string',
          description: 'A JSON object of the schema `ImportDefaultsDto`.',
          example:
            '{"timeSpan":{"from":"2020-01-01"},"rights":[{"right":"holding",' +
            '"basis":"外部数据采购合同","from":"2026-01-01"},{"right":"processing",' +
            '"basis":"外部数据采购合同","from":"2026-01-01"}]}',
        },
        scheme: { type: 'string', enum: [...schemeNames], default: 'in-house' },
        registrarPartyId: {
          type: 'string',
          format: 'uuid',
          description: 'Who keeps the register; needed unless the scheme is in-house.',
        },
      },
    },
  })
  @ApiAcceptedResponse({ type: ImportStartedDto })
  @ApiOkResponse({ type: DryRunDto, description: 'With `dryRun=true`: nothing was recorded.' })
  async upload(
    @Upload() file: UploadedFile,
    @Query() { dryRun = false }: ImportUploadQuery,
    @IdempotentId() importId: string,
    @Context() context: CommandContext,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (dryRun) {
      void reply.code(200);
      return this.imports.dryRun(file, importId, context, languageOf(acceptLanguage));
    }
    const outcome = await this.imports.start(file, importId, context);
    const { rowCount: total = 0, ignoredColumns = [] } = outcome.state.request ?? {};
    return written(
      outcome,
      { id: importId, total, ignoredColumns },
      { location: `/v1/asset-imports/${importId}` },
    );
  }

  @Post(':importId/cancellation')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({
    summary: 'Cancels an import that is running.',
    description:
      'No further row is begun; rows that are under way are still reported, at most 800, and then ' +
      'the import is `cancelled`. What it applied for stays: withdraw those that are not wanted. ' +
      'Asked again, nothing more happens; an import that has ended is not cancelled (409).',
  })
  @ApiOkResponse({ type: WrittenDto })
  async cancel(@Param('importId') importId: string, @Context() context: CommandContext) {
    const outcome = await this.imports.cancel(importId, context);
    return written(outcome, { id: importId }, { location: `/v1/asset-imports/${importId}` });
  }
}

import { Roles } from '@ledger/http/auth/access.decorators.js';
import { ReadModels, type RunnerNumbers } from '@ledger/read-model/read-models.js';
import type { RebuildRow } from '@ledger/read-model/rebuild/rebuilds.js';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ProjectionDto } from './projections.dto.js';

/** What an operator wants to know of the tables derived from the log. */
@ApiTags('operations')
@Controller('admin/projections')
@Roles('admin')
export class ProjectionsController {
  constructor(@Inject(ReadModels) private readonly readModels: ReadModels) {}

  @Get()
  @ApiOperation({ summary: 'Projections of this service: where they are, and their rebuilds.' })
  @ApiOkResponse({ type: [ProjectionDto] })
  async list(): Promise<readonly ProjectionDto[]> {
    const { runners } = await this.readModels.numbers();
    const rebuilds = await this.readModels.rebuilds();
    return runners
      .filter(({ kind }) => kind === 'projection')
      .map((each) => toDto(each, rebuilds.get(each.name)));
  }
}

const toDto = (
  { name, state, through, lag, reason, isOutdated }: RunnerNumbers,
  rebuild: RebuildRow | undefined,
): ProjectionDto => ({
  ...{ name, state, position: through, lag, isOutdated },
  ...(reason === null ? {} : { reason }),
  ...(rebuild === undefined ? {} : { rebuild: toRebuildDto(rebuild) }),
});

const toRebuildDto = ({ name: _, differences, ...rebuild }: RebuildRow) => ({
  ...rebuild,
  ...(differences === null ? {} : { differences }),
});

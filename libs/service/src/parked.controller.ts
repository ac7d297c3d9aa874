import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import type { ParkedEvent } from '@ledger/read-model/parked.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AbandonParkedDto, ParkedCorrelationDto, ParkedDto, ParkedQuery } from './parked.dto.js';

/** Reactions that met something unexpected wait here for an operator; all others go on. */
@ApiTags('operations')
@Controller('admin/parked')
@Roles('admin')
export class ParkedController {
  constructor(@Inject(ReadModels) private readonly readModels: ReadModels) {}

  @Get()
  @ApiOperation({ summary: 'Reactions put aside, in log order, at most 200.' })
  @ApiOkResponse({ type: [ParkedDto] })
  async list(@Query() { afterPosition }: ParkedQuery): Promise<readonly ParkedDto[]> {
    const parked = await this.readModels.parked.list(afterPosition);
    return parked.map(toDto);
  }

  @Post('retry')
  @HttpCode(204)
  @ApiOperation({ summary: 'Tries a correlation again.' })
  @ApiNoContentResponse({ description: 'It will be tried at once.' })
  @ApiNotFoundResponse({ description: 'Nothing of this correlation is put aside.' })
  async retry(@Body() { process, correlation }: ParkedCorrelationDto): Promise<void> {
    const found = await this.readModels.parked.retry(process, correlation);
    if (!found) throw problem('not_found');
  }

  @Post('abandon')
  @HttpCode(204)
  @ApiOperation({ summary: 'Gives up the first reaction of a correlation, for a stated reason.' })
  @ApiNoContentResponse({ description: 'It is given up; those behind it are tried next.' })
  @ApiNotFoundResponse({ description: 'Nothing of this correlation is put aside.' })
  async abandon(
    @Body() { process, correlation, reason }: AbandonParkedDto,
    @CurrentCaller() { person }: Caller,
  ): Promise<void> {
    const found = await this.readModels.parked.abandon(process, correlation, person, reason);
    if (!found) throw problem('not_found');
  }
}

const toDto = ({ error, ...parked }: ParkedEvent): ParkedDto => ({
  ...parked,
  ...(error === null ? {} : { error }),
});

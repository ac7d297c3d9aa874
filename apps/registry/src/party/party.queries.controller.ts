import { PartyDto, PartyQuery } from '@ledger/contracts/party/party.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { acknowledged } from '@ledger/http/reads/acknowledged.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { partyIdInPath } from '@ledger/http/parties/party-key.js';
import { partyAnswer } from './party.answer.js';
import { partyFold } from './party.projection.js';
import { PartyView } from './party.view.js';

@ApiTags('parties')
@Controller('parties')
export class PartyQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':party')
  @AnyRole()
  @ApiOperation({
    summary: 'An organisation, by its unified social credit code, its LEI or its party id.',
  })
  @ApiOkResponse({ type: PartyDto })
  async one(
    @Param('party') party: string,
    @Query() { asOf }: PartyQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartyDto> {
    await readYourWrites(this.readModels, partyFold.name, after);
    const partyId = partyIdInPath(party);
    const { log, readModels } = this;
    const stream = partyStream(partyId);
    const row = await acknowledged({ log, readModels, stream, projections: [partyFold.name] }, () =>
      this.dataSource.getRepository(PartyView).findOneBy({ partyId }),
    );
    if (!row) return refuse('party_not_found');
    void reply.header('etag', `"${row.version}"`);
    return partyAnswer(row, caller, asOf ?? shanghaiDate(this.clock.now()));
  }
}

import { UnwatchAssetDto, WatchAssetDto } from '@ledger/contracts/alert/watch.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { watchKind, watchStream } from '@ledger/domain/alert/alert.decider.js';
import { sightOf } from '@ledger/domain/title/title.sight.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { watchIdOf } from '@ledger/event-store/ids.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

/** A lender's watch list. */
@ApiTags('alerts')
@Controller('watches')
@Roles('lender')
export class WatchCommandsController {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(TitleDoor) private readonly door: TitleDoor,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Standings) private readonly standings: Standings,
  ) {
    this.handle = loop.handler(watchKind);
  }

  @Post()
  @ApiOperation({
    summary: 'Puts an asset on the caller’s watch list.',
    description:
      'Alerts then come as for an asset on which one lends. What one lends on is watched anyhow. ' +
      'The look is recorded with its purpose.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async watch(
    @Body() { assetId, purpose, note }: WatchAssetDto,
    @CurrentCaller() caller: Caller,
    @Context() context: CommandContext,
  ) {
    const { title } = await this.door.parties.look(assetId);
    const sight = sightOf(title, caller, this.clock.now());
    if (sight === 'none' || sight === 'own') return this.door.closed(assetId, caller);
    await this.accesses.record(context, { purpose, route: 'watches', subjects: [assetId] });
    const watchId = watchIdOf(caller.partyId, assetId);
    const data = { watchId, assetId, ...present({ note }) };
    const outcome = await this.handle(watchStream(watchId), { type: 'WatchAsset', data }, context);
    return written(outcome, { id: watchId }, { location: `/v1/watches?assetId=${assetId}` });
  }

  @Post(':watchId/removal')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Takes an asset off the list.',
    description: 'Alerts on pledges and facilities of one’s own go on.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async unwatch(
    @Param('watchId') watchId: string,
    @Body() { reason }: UnwatchAssetDto,
    @Context() context: CommandContext,
  ) {
    const { sole: standsFor } = await this.standings.of(context.actor.partyId);
    const command = { type: 'UnwatchAsset', data: { watchId, reason, standsFor } } as const;
    return written(await this.handle(watchStream(watchId), command, context), { id: watchId });
  }
}

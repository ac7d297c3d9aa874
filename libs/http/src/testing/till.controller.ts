import { MoneyDto, MoneyField } from '@ledger/contracts/money.dto.js';
import {
  BooleanField,
  DateField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
  UsccField,
} from '@ledger/contracts/fields.js';
import { PageOf, PageQuery } from '@ledger/contracts/page.js';
import type { Page } from '@ledger/contracts/page.js';
import { text } from '@ledger/contracts/shape.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { put, tillKind } from '@ledger/event-store/testing/till.js';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { AnyRole, CurrentCaller, Public, Roles } from '../auth/access.decorators.js';
import type { Caller } from '../auth/caller.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { problem } from '../problems/http-problem.js';
import { ReadAfter } from '../reads/read-after.decorator.js';
import { Context, IdempotentId } from '../writes/context.decorators.js';
import { withBodyDigest } from '../writes/fingerprint.js';
import type { UploadedFile } from '../writes/receive-upload.js';
import { AcceptsUpload, Upload } from '../writes/upload.decorators.js';
import { written } from '../writes/written.js';

export class OwnerDto {
  @TextField({ max: 20, description: 'Name.', example: '数据集团' })
  name!: string;

  @UsccField({ description: 'Code.' })
  uscc!: string;
}

/** One field of each kind. */
export class PutCoinsDto {
  @IntegerField({ min: 1, max: 100, description: 'Coins.', example: 3 })
  coins!: number;

  @TextField({ max: 10, optional: true, description: 'Note.', example: 'first' })
  note?: string;

  @DateField({ optional: true, description: 'Day.' })
  day?: string;

  @InstantField({ optional: true, description: 'Instant.' })
  at?: string;

  @IdField({ optional: true, description: 'Id.' })
  ref?: string;

  @EnumField(['gold', 'silver'], { optional: true, description: 'Metal.' })
  metal?: string;

  @MoneyField({ optional: true, description: 'Worth.' })
  worth?: MoneyDto;

  @ObjectField(() => OwnerDto, { optional: true, description: 'Owner.' })
  owner?: OwnerDto;

  @ListField(() => OwnerDto, { max: 2, optional: true, description: 'Others.' })
  others?: OwnerDto[];

  @ListField(text({ max: 5 }), { max: 3, optional: true, description: 'Tags.', example: ['a'] })
  tags?: string[];
}

export class TillsQuery extends PageQuery {
  @ListField(text({ max: 5 }), { max: 3, optional: true, description: 'State.', example: ['a'] })
  state?: string[];

  @BooleanField({ optional: true, description: 'Open ones only.' })
  open?: boolean;
}

export class TillDto {
  @TextField({ max: 50, description: 'Name.', example: 'a' })
  name!: string;
}

class CoinsDto extends WrittenDto {
  @IntegerField({ description: 'Coins in the till.', example: 3 })
  coins!: number;
}

/** A small resource with a stream behind it, to try the habits of the edge on. */
@Controller('tills')
@AnyRole()
export class TillController {
  /** What handlers threw or saw; set by specs. */
  static failure: Error | undefined;
  static readonly seen: unknown[] = [];

  constructor(private readonly loop: CommandLoop) {}

  @Post()
  @Roles('manager', 'registrar')
  @ApiCreatedResponse({ type: CoinsDto })
  async open(
    @Body() { coins, ...rest }: PutCoinsDto,
    @IdempotentId() id: string,
    @Context() context: CommandContext,
  ) {
    TillController.seen.push(rest);
    const outcome = await this.loop.handler(tillKind)(`till-${id}`, put(coins), context);
    const body = { id, coins: outcome.state.coins };
    return written(outcome, body, { location: `/v1/tills/${id}` });
  }

  @Post(':id/coins')
  @Roles('manager')
  @HttpCode(200)
  async put(
    @Param('id') id: string,
    @Body() { coins }: PutCoinsDto,
    @Context() context: CommandContext,
  ) {
    const outcome = await this.loop.handler(tillKind)(`till-${id}`, put(coins), context);
    return written(outcome, { id, coins: outcome.state.coins });
  }

  @Post(':id/closing')
  @Roles('manager')
  @HttpCode(200)
  close(@Param('id') id: string, @Context() context: CommandContext) {
    return { id, context };
  }

  @Post('files')
  @Roles('manager')
  @AcceptsUpload({ bytesMax: 1_000, mediaTypes: ['text/csv', 'multipart/form-data'] })
  upload(@Upload() file: UploadedFile, @Context() context: CommandContext) {
    const { pieces, fileName, fields, mediaType } = file;
    const { idempotency } = withBodyDigest(context, file.fingerprint);
    return { text: Buffer.concat(pieces).toString(), fileName, fields, mediaType, idempotency };
  }

  @Get()
  @ApiOkResponse({ type: PageOf(TillDto) })
  list(@Query() query: TillsQuery): Page<TillDto> {
    const at = decodeCursor('tills', query.cursor, ['string', 'number']);
    TillController.seen.push({ ...query, at });
    return { items: [{ name: 'a' }], next: encodeCursor('tills', ['a', 1]) };
  }

  @Get('caller')
  caller(@CurrentCaller() caller: Caller, @ReadAfter() after: number | undefined) {
    return { caller, after };
  }

  @Get('failure')
  fail(): never {
    throw TillController.failure ?? new Error('secret detail of the inside');
  }

  @Get('refused')
  refused(): never {
    return refuse('party_not_found', { partyIds: ['p-1'] });
  }

  @Get('missing')
  missing(): never {
    throw problem('not_found');
  }

  @Get('open')
  @Public()
  openToAll() {
    return { open: true };
  }
}

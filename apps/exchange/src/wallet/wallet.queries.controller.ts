import { PageOf } from '@ledger/contracts/page.js';
import type { Page } from '@ledger/contracts/page.js';
import {
  WalletDto,
  WalletEntriesQuery,
  WalletEntryDto,
} from '@ledger/contracts/wallet/wallet.dto.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { entryAnswer, walletAnswer } from './wallet.answer.js';
import { WalletEntries } from './wallet-entries.js';
import { WalletEvidence } from './wallet.evidence.js';

const listName = 'wallet-entries';

/** Wallets as their owners, the operator and the auditor see them. */
@ApiTags('wallets')
@Controller('wallets/:party')
export class WalletQueriesController {
  constructor(
    @Inject(WalletEvidence) private readonly evidence: WalletEvidence,
    @Inject(WalletEntries) private readonly moved: WalletEntries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @AnyRole()
  @ApiOperation({ summary: 'What a party may spend, and what of it is held for which order.' })
  @ApiOkResponse({ type: WalletDto })
  async one(
    @Param('party') party: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WalletDto> {
    const opened = await this.evidence.open(party, caller, after);
    void reply.header('etag', `"${opened.wallet.version}"`);
    return walletAnswer(opened, this.clock.now());
  }

  @Get('entries')
  @AnyRole()
  @ApiOperation({ summary: 'What has moved in a wallet, newest first.' })
  @ApiOkResponse({ type: PageOf(WalletEntryDto) })
  async entries(
    @Param('party') party: string,
    @Query() query: WalletEntriesQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<WalletEntryDto>> {
    const [cursor] = decodeCursor(listName, query.cursor, ['number']) ?? [];
    const { partyId, wallet } = await this.evidence.open(party, caller, after);
    const last = Math.min(cursor === undefined ? wallet.version : cursor - 1, wallet.version);
    const from = Math.max(1, last - query.limit + 1);
    const events = await this.moved.of(partyId, from, last);
    return {
      items: events.map(entryAnswer),
      ...(from > 1 && { next: encodeCursor(listName, [from]) }),
    };
  }
}

import { RegisterPartyDto, VerifyPartyDto } from '@ledger/contracts/party/party.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { RequestClaims } from '@ledger/event-store/request-claims.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { partyIdByIdentifier, partyIdInPath } from '@ledger/http/parties/party-key.js';
import { HANDLE_PARTY, type HandleParty } from './party.tokens.js';

@ApiTags('parties')
@Controller('parties')
export class PartyCommandsController {
  constructor(
    @Inject(HANDLE_PARTY) private readonly handle: HandleParty,
    @Inject(RequestClaims) private readonly claims: RequestClaims,
  ) {}

  @Post()
  @Roles('registrar', 'manager')
  @ApiOperation({ summary: 'Registers an organisation; a manager registers his own.' })
  @ApiCreatedResponse({ type: WrittenDto })
  async register(@Body() body: RegisterPartyDto, @Context() context: CommandContext) {
    const { identifier, name, partyClass, country, checkOverrideReason } = body;
    const partyId = partyIdByIdentifier(identifier);
    const data = {
      partyId,
      identifier: { kind: identifier.kind, value: identifier.value },
      name,
      partyClass,
      ...present({ country, checkOverrideReason }),
    };
    const outcome = await this.claims.run(context, () =>
      this.handle(partyStream(partyId), { type: 'RegisterParty', data }, context),
    );
    return written(outcome, { id: partyId }, { location: `/v1/parties/${partyId}` });
  }

  @Post(':party/verification')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({ summary: 'Records that a registrar has looked at evidence of an organisation.' })
  @ApiOkResponse({ type: WrittenDto })
  async verify(
    @Param('party') party: string,
    @Body() { evidence, documentDigest }: VerifyPartyDto,
    @Context() context: CommandContext,
  ) {
    const partyId = partyIdInPath(party);
    const outcome = await this.handle(
      partyStream(partyId),
      {
        type: 'VerifyParty',
        data: { partyId, evidence, ...(documentDigest === undefined ? {} : { documentDigest }) },
      },
      context,
    );
    return written(outcome, { id: partyId });
  }
}

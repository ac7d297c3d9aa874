import { JwksDto } from '@ledger/contracts/pledge-search/jwks.dto.js';
import { Public } from '@ledger/http/auth/access.decorators.js';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PublishedKeys } from './published-keys.js';

/** Where verifiers look for keys. */
@ApiTags('pledge searches')
@Controller('.well-known')
@Public()
export class WellKnownQueriesController {
  constructor(@Inject(PublishedKeys) private readonly published: PublishedKeys) {}

  @Get('jwks.json')
  @ApiOperation({ summary: 'Public keys of search certificates, as a JSON Web Key Set.' })
  @ApiOkResponse({ type: JwksDto })
  async keys(): Promise<JwksDto> {
    return { keys: await this.published.all() };
  }
}

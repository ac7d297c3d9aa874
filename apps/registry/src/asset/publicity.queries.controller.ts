import { present } from '@ledger/contracts/present.js';
import {
  type PublicisedApplicationDto,
  type PublicPartyDto,
  PublicityPageDto,
  PublicityPageQuery,
  PublicityQuery,
} from '@ledger/contracts/publicity/publicity.dto.js';
import { publicityPage, publicityStyle, publicityWords } from '@ledger/documents/publicity.page.js';
import { schemeWords } from '@ledger/domain/policy/scheme.words.js';
import { rightLabels } from '@ledger/domain/title/title-extract.words.js';
import { Public } from '@ledger/http/auth/access.decorators.js';
import { htmlPage } from '@ledger/http/downloads/html-page.js';
import { languageOf } from '@ledger/http/language.js';
import type { PartyName } from '@ledger/http/parties/party-names.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Controller, Get, Headers, Inject, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Publicised, PublicityList } from './publicity.js';

/** 公示: what the guide shows to everybody of applications, so that whoever objects can. */
@ApiTags('publicity')
@Controller()
@Public()
export class PublicityQueriesController {
  constructor(@Inject(PublicityList) private readonly publicity: PublicityList) {}

  @Get('publicity')
  @ApiOperation({
    summary: 'The applications in publicity today, those that end soonest first.',
    description:
      'Name, summary, limits, applicant and rights, and how to object. What an applicant withheld ' +
      'with good reason is not here, nor anything of a holder’s own ledger.',
  })
  @ApiOkResponse({ type: PublicityPageDto })
  async list(
    @Query() query: PublicityQuery,
    @ReadAfter() after: number | undefined,
  ): Promise<PublicityPageDto> {
    const { items, next } = await this.publicity.page(query, after);
    return { items: items.map(answer), ...present({ next }), howToObject: howToObject() };
  }

  @Get('publicity.html')
  @ApiOperation({ summary: 'The same as a page that a person reads.' })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async page(
    @Query() query: PublicityPageQuery,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { at, items, next } = await this.publicity.page(query, after);
    const language = query.language ?? languageOf(acceptLanguage);
    const { scheme, registrar } = query;
    const filters = present({ scheme, registrar }) as Readonly<Record<string, string>>;
    const sheet = { at, items: items.map(printed), filters, next };
    const html = publicityPage(sheet, language);
    return htmlPage(reply, { html, style: publicityStyle, language });
  }
}

const howToObject = () => ({ ...publicityWords.howToObject });

const partyAnswer = ({ partyId, name, identifier }: PartyName): PublicPartyDto => ({
  partyId,
  name,
  ...present({ identifier }),
});

const answer = (item: Publicised): PublicisedApplicationDto => {
  const { assetId, name, summary, limits, scheme, from, until } = item;
  return {
    ...{ assetId, name, summary, ...present({ limits }), scheme },
    applicant: partyAnswer(item.applicant),
    registrar: partyAnswer(item.registrar),
    rights: item.rights.map(({ right, holders }) => ({
      right,
      label: { ...rightLabels[right] },
      holders: holders.map(partyAnswer),
    })),
    ...{ from, until, objections: `/v1/assets/${assetId}/objections` },
  };
};

const printed = ({ scheme, rights, ...item }: Publicised) => ({
  ...item,
  scheme: schemeWords[scheme],
  rights: rights.map(({ right, holders }) => ({ label: rightLabels[right], holders })),
});

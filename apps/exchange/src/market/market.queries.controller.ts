import {
  MarketDto,
  type MarketMonthDto,
  MarketPageQuery,
  MarketQuery,
} from '@ledger/contracts/market/market.dto.js';
import { marketPage, marketPageStyle } from '@ledger/documents/market.page.js';
import { marketChart } from '@ledger/domain/market/market-chart.js';
import type { MonthFigures } from '@ledger/domain/market/market-month.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import { present } from '@ledger/contracts/present.js';
import { Public } from '@ledger/http/auth/access.decorators.js';
import { htmlPage } from '@ledger/http/downloads/html-page.js';
import { languageOf } from '@ledger/http/language.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Controller, Get, Headers, Inject, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MarketLook, type MarketSpan } from './market-look.js';

/** What was dealt on the exchange, without its parties: open to everybody. */
@ApiTags('market')
@Controller()
@Public()
export class MarketQueriesController {
  constructor(@Inject(MarketLook) private readonly look: MarketLook) {}

  @Get('market/prices')
  @ApiOperation({
    summary: 'Deals and prices without VAT by month of settlement.',
    description:
      'Prices of a month with few deals, sellers or buyers are not told: they would be somebody’s own.',
  })
  @ApiOkResponse({ type: MarketDto })
  async prices(
    @Query() query: MarketQuery,
    @ReadAfter() after: number | undefined,
  ): Promise<MarketDto> {
    return answer(await this.look.of(query, after));
  }

  @Get('market/prices.svg')
  @ApiOperation({ summary: 'The same as a picture: deals as bars, the median price as a line.' })
  @ApiProduces('image/svg+xml')
  @ApiOkResponse({ schema: { type: 'string' } })
  async picture(
    @Query() query: MarketQuery,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const svg = marketChart((await this.look.of(query, after)).months);
    return new StreamableFile(Buffer.from(svg), { type: 'image/svg+xml; charset=utf-8' });
  }

  @Get('market.html')
  @ApiOperation({ summary: 'The same as a page, with its picture.' })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async page(
    @Query() { language: asked, ...query }: MarketPageQuery,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { months, dealsMin } = await this.look.of(query, after);
    const language = asked ?? languageOf(acceptLanguage);
    const filters = present(query) as Readonly<Record<string, string>>;
    const sheet = { months, dealsMin, picture: marketChart(months), filters };
    const html = marketPage(sheet, language);
    return htmlPage(reply, { html, style: marketPageStyle, language });
  }
}

const answer = ({ dealsMin, months }: MarketSpan): MarketDto => ({
  dealsMin,
  months: months.map(({ month, deals, charged, ...told }) => ({
    month,
    deals,
    ...pricesOf(told),
    ...(charged && { charged: { orders: charged.deals, ...pricesOf(charged) } }),
  })),
});

const pricesOf = ({ prices }: Pick<MonthFigures, 'prices'>): Pick<MarketMonthDto, 'prices'> =>
  prices === undefined
    ? {}
    : {
        prices: {
          volume: fromMinorUnits(prices.volume),
          lowest: fromMinorUnits(prices.lowest),
          median: fromMinorUnits(prices.median),
          highest: fromMinorUnits(prices.highest),
        },
      };

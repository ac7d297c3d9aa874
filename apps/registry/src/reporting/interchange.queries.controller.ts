import { PeriodQuery, TemplateQuery } from '@ledger/contracts/reporting/report-query.dto.js';
import { monthOf, monthsBetween } from '@ledger/domain/month.js';
import { taxonomy, xbrlReport } from '@ledger/domain/reporting/taxonomy.js';
import {
  type VoucherTemplate,
  voucherTemplatesPolicy,
} from '@ledger/domain/reporting/voucher-templates.policy.js';
import { AnyRole, CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { workbookMediaType } from '@ledger/http/downloads/workbook.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Disclosures } from './disclosures.js';
import { gbt24589Xml } from './gbt24589.js';
import { wholeJournal } from './journal.reads.js';
import { generalLedgerMonths } from './ledger.reads.js';
import { type ReportScope, ReportScopes } from './report-scope.js';
import { reportFile } from './reporting-file.js';
import { Reports } from './reports.js';
import { templateCsv, templateWorkbook } from './voucher-template-file.js';

const file = { schema: { type: 'string', format: 'binary' } } as const;
const json = { schema: { type: 'object', additionalProperties: true } } as const;
const tied = 'Refused (409) where figures do not tie, with the rows that differ.';
/** Ten years: every month has its balances in the file. */
const monthsMax = 120;
const xbrlMediaType = 'application/json';

/** The accounts for other systems: auditors’ tools, accounting packages, XBRL. */
@ApiTags('accounting')
@Controller('accounting/interchange')
@Roles('accountant', 'auditor')
export class InterchangeQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReportScopes) private readonly scopes: ReportScopes,
    @Inject(Reports) private readonly reports: Reports,
    @Inject(Disclosures) private readonly disclosures: Disclosures,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
  ) {}

  @Get('gbt24589.xml')
  @ApiOperation({
    summary: 'Vouchers and ledgers in the manner of GB/T 24589.1-2010.',
    description: `The file says at its head what of the standard it covers; at most ${monthsMax} months. ${tied}`,
  })
  @ApiProduces('application/xml')
  @ApiOkResponse(file)
  async gbt24589(
    @Query() query: PeriodQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const scope = await this.tiedScope(query, caller, after);
    if (monthsBetween(monthOf(scope.from), monthOf(scope.to)) >= monthsMax) throw tooLong();
    const { balance } = await this.reports.trialBalance(scope);
    const months = await generalLedgerMonths(this.dataSource, scope);
    const vouchers = wholeJournal(this.dataSource, scope);
    const name = { zh: '会计核算数据', en: 'Accounting data' };
    const kind = { extension: 'xml', type: 'application/xml; charset=utf-8' };
    return reportFile(gbt24589Xml({ scope, balance, months, vouchers }), name, scope, kind);
  }

  @Get('vouchers.csv')
  @ApiOperation({
    summary: 'Vouchers in the columns in which an accounting package takes them in.',
    description: `Templates are the policy \`voucher-templates\`. ${tied}`,
  })
  @ApiProduces('text/csv')
  @ApiOkResponse(file)
  async csv(
    @Query() query: TemplateQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const { scope, template } = await this.templated(query, caller, after);
    const made = templateCsv(wholeJournal(this.dataSource, scope), template);
    const kind = { extension: 'csv', type: 'text/csv; charset=utf-8' };
    return reportFile(made, nameOf(template), scope, kind);
  }

  @Get('vouchers.xlsx')
  @ApiOperation({
    summary: 'Vouchers in the columns in which an accounting package takes them in.',
    description: `Templates are the policy \`voucher-templates\`. ${tied}`,
  })
  @ApiProduces(workbookMediaType)
  @ApiOkResponse(file)
  async xlsx(
    @Query() query: TemplateQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const { scope, template } = await this.templated(query, caller, after);
    const made = templateWorkbook(wholeJournal(this.dataSource, scope), template);
    const kind = { extension: 'xlsx', type: workbookMediaType };
    return reportFile(made, nameOf(template), scope, kind);
  }

  @Get('xbrl.json')
  @ApiOperation({
    summary: 'Both statutory tables, with the year before, as an xBRL-JSON report (OIM 1.0).',
    description: `Concepts are those of \`/v1/accounting/interchange/taxonomy\`. ${tied}`,
  })
  @ApiProduces(xbrlMediaType)
  @ApiOkResponse(json)
  async xbrl(
    @Query() query: PeriodQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const scope = await this.scopes.of(query, caller, after);
    const intangible = await this.disclosures.tied(scope, 'intangible');
    const inventory = await this.disclosures.tied(scope, 'inventory');
    const tables = [intangible, inventory].flatMap((one) => [one.current, one.comparative]);
    const { entityCode, entityPartyId, knownAt } = scope;
    const report = xbrlReport({ entityCode: entityCode || entityPartyId, knownAt, tables });
    const name = { zh: '数据资源披露', en: 'Data resources' };
    const kind = { extension: 'xbrl.json', type: xbrlMediaType };
    return reportFile(Buffer.from(JSON.stringify(report)), name, scope, kind);
  }

  @Get('taxonomy')
  @AnyRole()
  @ApiOperation({ summary: 'The taxonomy of xBRL-JSON reports: concepts, labels, the dimension.' })
  @ApiOkResponse(json)
  taxonomy(): object {
    return taxonomy();
  }

  private async tiedScope(
    query: PeriodQuery,
    caller: Caller,
    after: number | undefined,
  ): Promise<ReportScope> {
    const scope = await this.scopes.of(query, caller, after);
    await this.reports.checkTied(scope);
    return scope;
  }

  private async templated(query: TemplateQuery, caller: Caller, after: number | undefined) {
    const scope = await this.tiedScope(query, caller, after);
    const { entityPartyId } = scope;
    const { content } = await this.policies.ofParty(voucherTemplatesPolicy, entityPartyId);
    const { templates } = content;
    const template = templates.find(({ name }) => name === query.template);
    if (template === undefined) throw noTemplate(templates);
    return { scope, template };
  }
}

const nameOf = ({ name, title }: VoucherTemplate) => ({
  zh: `凭证-${title.replaceAll(/[/\\]/gu, '')}`,
  en: `vouchers-${name}`,
});

const tooLong = () =>
  problem('invalid_request', {
    errors: [
      {
        in: 'query',
        pointer: '/from',
        zh: `一份文件最多 ${monthsMax} 个月，请缩短期间或分次导出`,
        en: `a file holds at most ${monthsMax} months: ask for a shorter period, or for several files`,
      },
    ],
  });

const noTemplate = (templates: readonly VoucherTemplate[]) => {
  const names = templates.map(({ name }) => name).join(', ');
  return problem('invalid_request', {
    errors: [
      {
        in: 'query',
        pointer: '/template',
        zh: `没有这个模板；现有：${names}`,
        en: `there is no such template; there are: ${names}`,
      },
    ],
  });
};

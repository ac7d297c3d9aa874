import { CertificateDto } from '@ledger/contracts/certificate/certificate.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { Public } from '@ledger/http/auth/access.decorators.js';
import { type StandIns, Standings } from '@ledger/http/parties/standings.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { certificateFold } from './certificate.projection.js';
import { stateOn } from './certificate.state.js';
import { CertificateView } from './certificate.view.js';

@ApiTags('certificates')
@Controller('certificates')
export class CertificateQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Get(':certificateNo')
  @Public()
  @ApiOperation({
    summary: 'What a certificate says now. Numbers of in-house ledgers are not public: 404.',
  })
  @ApiOkResponse({ type: CertificateDto })
  async one(
    @Param('certificateNo') certificateNo: string,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CertificateDto> {
    await readYourWrites(this.readModels, certificateFold.name, after);
    const row = await this.dataSource
      .getRepository(CertificateView)
      .findOneBy({ certificateNo, isPublic: true });
    if (!row || row.certificateNo === null || row.issuedAt === null) throw problem('not_found');
    void reply.header('etag', `"${row.lastPosition}"`);
    const holders = row.entries.flatMap(({ holderPartyIds }) => holderPartyIds);
    const standIns = await this.standings.standIns([row.registrarPartyId, ...holders]);
    const { certificateNo: no, issuedAt } = row;
    return answer({ ...row, certificateNo: no, issuedAt }, standIns, this.today);
  }

  private get today(): string {
    return shanghaiDate(this.clock.now());
  }
}

type Issued = CertificateView & { readonly certificateNo: string; readonly issuedAt: string };

/** Whoever was merged or divided is named by who stands in its place today (0022). */
const answer = (row: Issued, standIns: StandIns, today: string): CertificateDto => ({
  certificateNo: row.certificateNo,
  assetId: row.assetId,
  name: row.name,
  registrarPartyId: standIns.of(row.registrarPartyId)[0] ?? row.registrarPartyId,
  scheme: row.scheme,
  state: stateOn(row, today),
  entries: row.entries.map(({ holdingId, right, holderPartyIds }) => ({
    holdingId,
    right,
    holderPartyIds: [...new Set(holderPartyIds.flatMap((id) => standIns.of(id)))],
  })),
  issuedAt: row.issuedAt,
  ...(row.validUntil === null ? {} : { validUntil: row.validUntil }),
  ...(row.endedOn === null ? {} : { endedOn: row.endedOn }),
});

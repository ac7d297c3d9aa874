import { CheckpointQuery, LogKeysDto } from '@ledger/contracts/evidence/proofs.dto.js';
import { EvidenceReader } from '@ledger/evidence/proofs/evidence-reader.js';
import { parseTilePath } from '@ledger/evidence/tiles.js';
import { Public } from '@ledger/http/auth/access.decorators.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Controller, Get, Inject, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

const forEver = 'public, max-age=31536000, immutable';
const plainText = 'text/plain; charset=utf-8';

/** The log as a tiled transparency log (c2sp.org/tlog-tiles): hashes only, for everybody. */
@ApiTags('evidence')
@Controller('log')
@Public()
export class LogQueriesController {
  constructor(@Inject(EvidenceReader) private readonly reader: EvidenceReader) {}

  @Get('checkpoint')
  @ApiOperation({
    summary: 'A signed checkpoint: the latest, one of a size, or the latest cosigned one.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async checkpoint(@Query() { size, cosigned }: CheckpointQuery): Promise<StreamableFile> {
    const note =
      cosigned === true ? await this.reader.cosigned() : (await this.reader.checkpoint(size))?.note;
    if (note === undefined) throw problem('not_found');
    return new StreamableFile(Buffer.from(note), { type: plainText });
  }

  @Get('keys')
  @ApiOperation({ summary: 'Verifier keys of the log, those that signed before included.' })
  @ApiOkResponse({ type: LogKeysDto })
  async keys(): Promise<LogKeysDto> {
    return { keys: await this.reader.keys() };
  }

  @Get('tile/*')
  @ApiOperation({
    summary: 'A tile of hashes, or of entries.',
    description:
      '`<level>/<index>[.p/<width>]` as c2sp.org/tlog-tiles spells it, or `entries/…` for the ' +
      '32-byte entries of a level-0 tile.',
  })
  @ApiParam({ name: 'path', example: '0/000.p/1', description: 'Place of the tile.' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async tile(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const [path = ''] = request.url.split('?');
    const place = path.slice(path.indexOf('/tile/') + '/tile/'.length);
    const bytes = await this.bytesAt(place);
    if (bytes === undefined) throw problem('not_found');
    void reply.header('cache-control', forEver);
    return new StreamableFile(bytes, { type: 'application/octet-stream' });
  }

  private async bytesAt(place: string): Promise<Buffer | undefined> {
    const isBundle = place.startsWith('entries/');
    const tile = parseTilePath(isBundle ? place.replace('entries/', '0/') : place);
    if (tile === undefined) return undefined;
    if (!isBundle) return this.reader.tile(tile);
    const entries = await this.reader.entries(tile);
    return entries && Buffer.concat(entries.flatMap((entry) => [lengthOf(entry), entry]));
  }
}

/** Entries of a bundle stand behind their length in two bytes. */
const lengthOf = ({ length }: Buffer): Buffer => Buffer.from([length >> 8, length & 0xff]);

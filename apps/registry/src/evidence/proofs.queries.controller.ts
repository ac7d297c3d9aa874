import {
  ConsistencyProofDto,
  ConsistencyQuery,
  EventProofQuery,
  InclusionProofDto,
  InclusionQuery,
  StateProofDto,
  StateProofQuery,
} from '@ledger/contracts/evidence/proofs.dto.js';
import { EvidenceReader } from '@ledger/evidence/proofs/evidence-reader.js';
import { stateKey } from '@ledger/evidence/state-proof.js';
import { AnyRole, CurrentCaller, Public } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';

const base64 = (hash: Buffer): string => hash.toString('base64');

/** Proofs against signed checkpoints. */
@ApiTags('evidence')
@Controller('log/proofs')
export class ProofsQueriesController {
  constructor(@Inject(EvidenceReader) private readonly reader: EvidenceReader) {}

  @Get('inclusion')
  @Public()
  @ApiOperation({ summary: 'That the event at a position is in the log of a checkpoint.' })
  @ApiOkResponse({ type: InclusionProofDto })
  async inclusion(@Query() { position, size }: InclusionQuery): Promise<InclusionProofDto> {
    const found = await this.reader.inclusion(position, size);
    if (found === undefined) throw problem('not_found');
    const { leafIndex, entry, hashes, checkpoint } = found;
    return {
      position,
      leafIndex,
      treeSize: checkpoint.size,
      entry: base64(entry),
      hashes: hashes.map(base64),
      checkpoint: checkpoint.note,
    };
  }

  @Get('consistency')
  @Public()
  @ApiOperation({ summary: 'That the log of one size is the beginning of the log of another.' })
  @ApiOkResponse({ type: ConsistencyProofDto })
  async consistency(@Query() query: ConsistencyQuery): Promise<ConsistencyProofDto> {
    const latest = await this.reader.checkpoint();
    const { from, to = latest?.size ?? 0 } = query;
    if (latest === undefined || from > to || to > latest.size) throw problem('not_found');
    const hashes = await this.reader.consistency(from, to);
    return { from, to, hashes: hashes.map(base64) };
  }

  @Get('event')
  @Public()
  @ApiOperation({
    summary: 'The same as a file that verifies offline.',
    description: 'c2sp.org/tlog-proof. It says nothing of the event to whoever has not got it.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async event(@Query() { position }: EventProofQuery): Promise<StreamableFile> {
    const file = await this.reader.proofFile(position);
    if (file === undefined) throw problem('not_found');
    const disposition = `attachment; filename="event-${position}.tlog-proof"`;
    return new StreamableFile(Buffer.from(file), {
      type: 'text/plain; charset=utf-8',
      disposition,
    });
  }

  @Get('state')
  @AnyRole()
  @ApiOperation({
    summary: 'How a stream stands: its version and digest, or that there is no such stream.',
    description: 'For the auditor, and for an organisation that asks for its own party stream.',
  })
  @ApiOkResponse({ type: StateProofDto })
  async state(
    @Query() { stream }: StateProofQuery,
    @CurrentCaller() { partyId, roles }: Caller,
  ): Promise<StateProofDto> {
    if (!roles.includes('auditor') && stream !== `party-${partyId}`) throw problem('not_found');
    const found = await this.reader.streamState(stream);
    if (found === undefined) throw problem('not_found');
    const { proof, checkpoint } = found;
    const { siblings, leaf } = proof;
    const isThere = leaf?.key.equals(stateKey(stream)) ?? false;
    return {
      stream,
      version: isThere ? (leaf?.version ?? 0) : 0,
      siblings: siblings.map(base64),
      ...(leaf === undefined ? {} : { leaf: { ...leaf, key: leaf.key.toString('hex') } }),
      checkpoint: checkpoint.note,
    };
  }
}

import { ReclassifyDto } from '@ledger/contracts/classification/classification.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import type { SourceGrade } from '@ledger/domain/classification/classification.events.js';
import { classificationPolicy } from '@ledger/domain/classification/classification.policy.js';
import { gradingPolicy } from '@ledger/domain/classification/grading.policy.js';
import { labelOf } from '@ledger/domain/classification/label.js';
import { sourcesOf } from '@ledger/domain/lineage/lineage.rules.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { type HandleAsset, inPlaceOf } from '@ledger/http/assets/asset-handling.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { itemOf } from './graded-items.js';

/** Grading an asset anew (Reclassify on the asset's stream). */
@ApiTags('classification')
@Controller('assets/:assetId/classification')
export class ClassificationCommandsController {
  private readonly handle: HandleAsset;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(Standings) standings: Standings,
  ) {
    this.handle = inPlaceOf(loop, standings);
  }

  @Post()
  @HttpCode(200)
  @Roles('manager', 'registrar')
  @ApiOperation({
    summary: 'Classifies and grades an asset anew.',
    description:
      'Derived data takes the highest grade of its sources unless an exception is stated. Raising a ' +
      'grade warns pledgees, licensees and the holders of what was made from the asset, and ' +
      'suspends its offers. With items, the grade is no less strict than the table makes of them, ' +
      'and the event keeps how each was graded.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async reclassify(
    @Param('assetId') assetId: string,
    @Body() body: ReclassifyDto,
    @Context() context: CommandContext,
  ) {
    const { category, grade, origin, personalBasis } = body.label;
    const { reason, evidenceDigest, validUntil, exceptionReason } = body;
    const [first, ...rest] = (body.items ?? []).map(itemOf);
    const items = first && ([first, ...rest] as const);
    const data = {
      assetId,
      label: { grade, ...present({ category, origin, personalBasis }) },
      reason,
      ...present({ evidenceDigest, validUntil, exceptionReason, items }),
      sources: await this.sourcesAsTheyStand(assetId),
      policy: await this.policies.of(classificationPolicy),
      table: await this.policies.of(gradingPolicy),
    };
    const outcome = await this.handle(assetStream(assetId), { type: 'Reclassify', data }, context);
    return written(outcome, { id: assetId });
  }

  /** Pattern 2: the sources' grades are read from their own streams. */
  private async sourcesAsTheyStand(assetId: string): Promise<readonly SourceGrade[]> {
    const { state } = await this.loop.load(assetKind, assetStream(assetId));
    const ids = sourcesOf(state).map((source) => source.assetId);
    const { states } = await this.loop.loadMany(assetKind, ids.map(assetStream));
    return ids.map((id) => {
      const source = states.get(assetStream(id));
      const grade = source && labelOf(source.state).grade;
      return { assetId: id, version: source?.version ?? 0, ...present({ grade }) };
    });
  }
}

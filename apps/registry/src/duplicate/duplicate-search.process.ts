import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import type { ClaimedAsset } from '@ledger/domain/fingerprint/claimed-asset.js';
import {
  contentClaimKind,
  contentClaimStream,
} from '@ledger/domain/fingerprint/content-claim.decider.js';
import { duplicatePolicy } from '@ledger/domain/fingerprint/duplicate.policy.js';
import {
  similarPairKind,
  similarPairStream,
} from '@ledger/domain/fingerprint/similar-pair.decider.js';
import {
  bandsOf,
  similarityPermille,
  sketchFromText,
  sketchOf,
  sketchVersion,
} from '@ledger/domain/fingerprint/sketch.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { assetSketchFold } from './asset-sketch.projection.js';
import { pairIdOf } from './duplicate-id.js';

/** How long a reaction waits for the sketches before it comes again. */
const waitMsMax = 5_000;

interface Candidate {
  readonly asset_id: string;
  readonly applicant_party_id: string;
  readonly registrar_party_id: string;
  readonly content_digest: string;
  readonly sketch: string;
  readonly registered_position: string;
}

/**
 * Looks, when an asset is registered, for the same content or much the like of another holder. What
 * it finds stands in claim streams (pattern 3), which name both assets and which nobody but the
 * auditor reads; the later asset's own stream never names the earlier one.
 */
@Injectable()
export class DuplicateSearchProcess implements Process {
  readonly name = 'duplicate-search';
  readonly categories = ['asset'];
  readonly reactsTo: readonly string[] = ['AssetRegistered'];

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
  ) {}

  async react(event: RecordedEvent): Promise<void> {
    const { assetId } = event.data as { readonly assetId: string };
    const { state } = await this.loop.load(assetKind, assetStream(assetId));
    const fingerprint = state.application?.description.fingerprint;
    if (state.application === undefined || fingerprint === undefined) return;
    const { applicantPartyId, registrarPartyId, description } = state.application;
    const registeredPosition = event.position;
    const claimant = { assetId, applicantPartyId, registrarPartyId, registeredPosition };
    const { contentDigest, fields = [], sampleDigests = [] } = fingerprint;
    await this.loop.handler(contentClaimKind)(
      contentClaimStream(contentDigest),
      { type: 'ClaimContent', data: { contentDigest, claimant } },
      reactionTo(event, this.name),
    );
    const { name, summary } = description;
    const sketch = sketchOf({ name, summary, fields, sampleDigests });
    for (const other of await this.candidates(claimant, bandsOf(sketch))) {
      // Equal content is noticed by its own claim.
      if (other.content_digest === contentDigest) continue;
      const permille = similarityPermille(sketch, sketchFromText(other.sketch));
      if (permille < duplicatePolicy.similarityPermilleMin) continue;
      await this.note(event, claimant, other, permille);
    }
  }

  /** Registered before it, of other holders, sharing a band; the first registered first. */
  private async candidates(
    { applicantPartyId, registeredPosition }: ClaimedAsset,
    bands: readonly number[],
  ): Promise<readonly Candidate[]> {
    const { name } = assetSketchFold;
    if (!(await this.readModels.caughtUp(name, registeredPosition, waitMsMax))) {
      throw new NotYet(`${name} has not reached position ${registeredPosition}.`);
    }
    return this.dataSource.query<Candidate[]>(
      `SELECT asset_id, applicant_party_id, registrar_party_id, content_digest, sketch,
         registered_position
       FROM read.asset_sketch
       WHERE registered_position IS NOT NULL AND bands && $1::integer[]
         AND applicant_party_id <> $2::uuid AND registered_position < $3::bigint
       ORDER BY registered_position LIMIT $4::integer`,
      [bands, applicantPartyId, registeredPosition, duplicatePolicy.candidatesMax],
    );
  }

  private async note(
    event: RecordedEvent,
    later: ClaimedAsset,
    found: Candidate,
    permille: number,
  ): Promise<void> {
    const earlier: ClaimedAsset = {
      assetId: found.asset_id,
      applicantPartyId: found.applicant_party_id,
      registrarPartyId: found.registrar_party_id,
      registeredPosition: Number(found.registered_position),
    };
    const data = {
      ...{ earlier, later, similarityPermille: permille },
      ...{ sketchVersion, policyVersion: duplicatePolicy.version },
    };
    await this.loop.handler(similarPairKind)(
      similarPairStream(pairIdOf(later.assetId, earlier.assetId)),
      { type: 'NoteSimilarPair', data },
      reactionTo(event, this.name),
    );
  }
}

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
  similarityPermille,
  sketchFromText,
  sketchVersion,
} from '@ledger/domain/fingerprint/sketch.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { assetSketchFold } from './asset-sketch.projection.js';
import { AssetStates } from './asset-states.js';
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

/** Facts by which the register has a content from then on. */
const stating = ['AssetRegistered', 'RegistrationChanged', 'RegistrationCorrected'] as const;

/** An asset's own row. */
type Own = Omit<Candidate, 'asset_id'> & { readonly bands: readonly number[] };

/**
 * Looks, when an asset is registered or its fingerprint changes, for the same content or much the
 * like of another holder. What it finds stands in claim streams (pattern 3), which name both assets
 * and which nobody but the auditor reads; the later asset's own stream never names the earlier one.
 */
@Injectable()
export class DuplicateSearchProcess implements Process {
  readonly name = 'duplicate-search';
  readonly categories = ['asset'];
  readonly reactsTo: readonly string[] = stating;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(AssetStates) private readonly assetStates: AssetStates,
  ) {}

  async react(event: RecordedEvent): Promise<void> {
    const { assetId } = event.data as { readonly assetId: string };
    const { state } = await this.loop.load(assetKind, assetStream(assetId));
    if (state.application?.description.fingerprint === undefined) return;
    const own = await this.ownAt(assetId, event.position);
    // Another fact brought the content that it has now, or will: it is compared then.
    if (own === undefined) return;
    const claimant: ClaimedAsset = {
      assetId,
      applicantPartyId: own.applicant_party_id,
      registrarPartyId: own.registrar_party_id,
      registeredPosition: event.position,
    };
    await this.claim(event, claimant, own.content_digest);
    await this.compare(event, claimant, own);
  }

  private async claim(
    event: RecordedEvent,
    claimant: ClaimedAsset,
    contentDigest: string,
  ): Promise<void> {
    const stream = contentClaimStream(contentDigest);
    const { state } = await this.loop.load(contentClaimKind, stream);
    const revoked = await this.assetStates.revokedAmong(
      state.claimants.map(({ assetId }) => assetId),
    );
    await this.loop.handler(contentClaimKind)(
      stream,
      { type: 'ClaimContent', data: { contentDigest, claimant, revoked } },
      reactionTo(event, this.name),
    );
  }

  /** Whoever had much the like first himself is not held to copy what others registered since. */
  private async compare(event: RecordedEvent, claimant: ClaimedAsset, own: Own): Promise<void> {
    const { effectiveOn } = event.metadata;
    const policy = await this.policies.of(duplicatePolicy, effectiveOn);
    const sketch = sketchFromText(own.sketch);
    const { candidatesMax, similarityPermilleMin } = policy.content;
    const alike = async (whose: 'own' | 'others') => {
      const all = (await this.candidates(claimant, own.bands, candidatesMax, whose))
        .map((found) => ({
          found,
          permille: similarityPermille(sketch, sketchFromText(found.sketch)),
        }))
        .filter(({ permille }) => permille >= similarityPermilleMin);
      const revoked = await this.assetStates.revokedAmong(all.map(({ found }) => found.asset_id));
      return all.filter(({ found }) => !revoked.includes(found.asset_id));
    };
    // Equal content is noticed by its own claim.
    const others = (await alike('others')).filter(
      ({ found }) => found.content_digest !== own.content_digest,
    );
    if (others.length === 0) return;
    const [first] = await alike('own');
    const had = Number(first?.found.registered_position ?? Infinity);
    for (const { found, permille } of others) {
      if (had < Number(found.registered_position)) return;
      await this.note(event, claimant, found, { permille, policyVersion: policy.version });
    }
  }

  /** Its row, where it is this position that it has its fingerprint from. */
  private async ownAt(assetId: string, position: number): Promise<Own | undefined> {
    const { name } = assetSketchFold;
    if (!(await this.readModels.caughtUp(name, position, waitMsMax))) {
      throw new NotYet(`${name} has not reached position ${position}.`);
    }
    const [own] = await this.dataSource.query<Own[]>(
      `SELECT applicant_party_id, registrar_party_id, content_digest, sketch, bands,
         registered_position
       FROM read.asset_sketch WHERE asset_id = $1::uuid AND registered_position = $2::bigint`,
      [assetId, position],
    );
    return own;
  }

  /** In the register before it, sharing a band; those registered first first. */
  private candidates(
    { applicantPartyId, registeredPosition }: ClaimedAsset,
    bands: readonly number[],
    candidatesMax: number,
    whose: 'own' | 'others',
  ): Promise<readonly Candidate[]> {
    return this.dataSource.query<Candidate[]>(
      `SELECT asset_id, applicant_party_id, registrar_party_id, content_digest, sketch,
         registered_position
       FROM read.asset_sketch
       WHERE registered_position IS NOT NULL AND bands && $1::integer[]
         AND applicant_party_id ${whose === 'own' ? '=' : '<>'} $2::uuid AND registered_position < $3::bigint
       ORDER BY registered_position LIMIT $4::integer`,
      [bands, applicantPartyId, registeredPosition, candidatesMax],
    );
  }

  private async note(
    event: RecordedEvent,
    later: ClaimedAsset,
    found: Candidate,
    judged: { readonly permille: number; readonly policyVersion: number },
  ): Promise<void> {
    const earlier: ClaimedAsset = {
      assetId: found.asset_id,
      applicantPartyId: found.applicant_party_id,
      registrarPartyId: found.registrar_party_id,
      registeredPosition: Number(found.registered_position),
    };
    const data = {
      ...{ earlier, later, similarityPermille: judged.permille },
      ...{ sketchVersion, policyVersion: judged.policyVersion },
    };
    await this.loop.handler(similarPairKind)(
      similarPairStream(pairIdOf(later, earlier)),
      { type: 'NoteSimilarPair', data },
      reactionTo(event, this.name),
    );
  }
}

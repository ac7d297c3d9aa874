import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { type AssetState, assetStream } from '@ledger/domain/asset/asset.state.js';
import type { ClaimedAsset } from '@ledger/domain/fingerprint/claimed-asset.js';
import {
  apartClaimStream,
  contentClaimKind,
  contentClaimStream,
} from '@ledger/domain/fingerprint/content-claim.decider.js';
import {
  duplicatePolicy,
  type DuplicateTerms,
} from '@ledger/domain/fingerprint/duplicate.policy.js';
import {
  comparedOf,
  givesPriority,
  isOneHolder,
} from '@ledger/domain/fingerprint/priority.rules.js';
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
import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { assetSketchFold } from './asset-sketch.projection.js';
import { ComparedAssets } from './compared-assets.js';
import { pairIdOf } from './duplicate-id.js';
import { type Candidate, SketchCandidates } from './sketch-candidates.js';

/** How long a reaction waits for the sketches before it comes again. */
const waitMsMax = 5_000;

/** Facts by which the register has a content from then on. */
const stating = ['AssetRegistered', 'RegistrationChanged', 'RegistrationCorrected'] as const;

/** An asset's own row. */
type Own = Omit<Candidate, 'asset_id'> & { readonly bands: readonly number[] };

interface Alike {
  readonly found: Candidate;
  readonly permille: number;
}

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
    @Inject(Standings) private readonly standings: Standings,
    @Inject(SketchCandidates) private readonly candidates: SketchCandidates,
    @Inject(ComparedAssets) private readonly assets: ComparedAssets,
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
    await this.claim(event, claimant, own.content_digest, state);
    await this.compare(event, claimant, own);
  }

  private async claim(
    event: RecordedEvent,
    claimant: ClaimedAsset,
    contentDigest: string,
    state: AssetState,
  ): Promise<void> {
    const stream = contentClaimStream(contentDigest);
    const { claimants } = (await this.loop.load(contentClaimKind, stream)).state;
    const counts = givesPriority(comparedOf(state, state.status), contentDigest);
    if (!counts && claimants.length === 0) return;
    const compared =
      claimants.length > 0 ? await this.besides(claimant, claimants, contentDigest) : {};
    const data = { contentDigest, claimant, ...compared };
    const [place, command] = counts
      ? [stream, data]
      : [apartClaimStream(contentDigest, claimant.assetId), { ...data, registered: claimants }];
    await this.loop.handler(contentClaimKind)(
      place,
      { type: 'ClaimContent', data: command },
      reactionTo(event, this.name),
    );
  }

  /** Which of those that claim a content give no priority, and which are the claimant's own. */
  private async besides(
    claimant: ClaimedAsset,
    claimants: readonly ClaimedAsset[],
    contentDigest: string,
  ) {
    const { assetId, registeredPosition } = claimant;
    const others = claimants.filter((one) => one.assetId !== assetId);
    const ids = [assetId, ...others.map((one) => one.assetId)];
    const of = await this.assets.of(ids);
    const isOwn = (one: ClaimedAsset) =>
      one.registeredPosition < registeredPosition
        ? isOneHolder(of(one.assetId), of(assetId))
        : isOneHolder(of(assetId), of(one.assetId));
    return {
      silent: ids.filter((id) => !givesPriority(of(id), contentDigest)),
      own: others.filter(isOwn).map((one) => one.assetId),
    };
  }

  /** Whoever had much the like first himself is not held to copy what others registered since. */
  private async compare(event: RecordedEvent, claimant: ClaimedAsset, own: Own): Promise<void> {
    const policy = await this.policies.of(duplicatePolicy, event.metadata.effectiveOn);
    const alike = await this.alike(claimant, own, policy.content);
    if (alike.length === 0) return;
    const of = await this.assets.of([
      claimant.assetId,
      ...alike.map(({ found }) => found.asset_id),
    ]);
    const known = alike.filter(({ found }) => givesPriority(of(found.asset_id)));
    const isOwn = ({ found }: Alike) => isOneHolder(of(found.asset_id), of(claimant.assetId));
    const had = Number(known.find(isOwn)?.found.registered_position ?? Infinity);
    for (const one of known) {
      const { found, permille } = one;
      // Equal content is noticed by its own claim.
      if (isOwn(one) || found.content_digest === own.content_digest) continue;
      if (had < Number(found.registered_position)) return;
      await this.note(event, claimant, found, { permille, policyVersion: policy.version });
    }
  }

  /** As alike as the policy says, those registered first first. */
  private async alike(
    claimant: ClaimedAsset,
    { sketch, bands }: Own,
    { candidatesMax, similarityPermilleMin }: DuplicateTerms,
  ): Promise<readonly Alike[]> {
    const { joint } = await this.standings.of(claimant.applicantPartyId);
    const candidates = await this.candidates.of({
      ...{ bands, ownParties: joint, before: claimant.registeredPosition, max: candidatesMax },
    });
    const own = sketchFromText(sketch);
    return candidates
      .map((found) => ({ found, permille: similarityPermille(own, sketchFromText(found.sketch)) }))
      .filter(({ permille }) => permille >= similarityPermilleMin);
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

import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { filingParty, type Recording } from '@ledger/domain/asset/eligibility.rules.js';
import { labelOf } from '@ledger/domain/classification/label.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { type PartyState, partyStream } from '@ledger/domain/party/party.state.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { ruleBookOf, ruleBookStreams, schemeAt } from '@ledger/domain/policy/rule-book.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { PartyNow, TransfereeEvidence } from '@ledger/domain/title/disposal.events.js';
import { objectEvidence, type ObjectEvidence } from '@ledger/domain/title/pledged-object.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/** Reads what the rules of titles need to know of an asset (pattern 2). */
@Injectable()
export class TitleEvidence {
  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {}

  /** What a right that is recorded later relies on: the asset, its scheme's rules, the holders. */
  async recordingOf(assetId: string, partyIds: readonly string[], today: string) {
    const view = await this.loop.view([
      { kind: assetKind, stream: assetStream(assetId) },
      ...partyIds.map((partyId) => ({ kind: partyKind, stream: partyStream(partyId) })),
      ...ruleBookStreams().map((stream) => ({ kind: policyKind, stream })),
    ]);
    const { state, version } = view.of(assetKind, assetStream(assetId));
    const { application, schemeVersion = 1 } = state;
    if (application === undefined) return refuse('title_not_found');
    const { scheme: name, applicantPartyId, circumstances, description } = application;
    const rules = ruleBookOf((stream) => view.of(policyKind, stream).state);
    const { scheme } = schemeAt(rules, { name, version: schemeVersion });
    const { grade } = labelOf(state);
    const recording: Recording = {
      parties: partyIds.map((partyId) => {
        const party = view.of(partyKind, partyStream(partyId));
        return filingParty(partyId, party.version, party.state, today);
      }),
      eligibility: scheme.eligibility,
      applicantPartyId,
      ...(circumstances && { circumstances }),
      ...(grade && { grade }),
    };
    return { assetEvidence: { source: description.source, version }, recording };
  }

  /** The asset as it stands; `undefined`: there is none. */
  async objectOf(assetId: string): Promise<ObjectEvidence | undefined> {
    const { state, version } = await this.loop.load(assetKind, assetStream(assetId));
    return version === 0 ? undefined : objectEvidence(state, version);
  }

  /** The same, and how long a transfer is reviewed under its scheme; absent: not at all. */
  async registrationOf(
    assetId: string,
  ): Promise<{ readonly objectEvidence?: ObjectEvidence; readonly reviewDays?: number }> {
    const { state, version } = await this.loop.load(assetKind, assetStream(assetId));
    const reviewDays = state.procedure?.transferReviewDays;
    return {
      ...(version > 0 && { objectEvidence: objectEvidence(state, version) }),
      ...(reviewDays !== undefined && { reviewDays }),
    };
  }

  /** What the approval of a transfer relies on: its transferees and the asset as they stand. */
  async transferOf(assetId: string, transfereePartyIds: readonly string[]) {
    const asset = await this.objectOf(assetId);
    return {
      transfereeEvidence: await this.partiesOf(transfereePartyIds),
      ...(asset && { objectEvidence: asset }),
    };
  }

  /** A party as it stands; `undefined`: it is not registered, or was merged or divided. */
  async partyOf(partyId: string): Promise<PartyNow | undefined> {
    return partyNow(partyId, await this.loop.load(partyKind, partyStream(partyId)));
  }

  /** The same of a buyer: whether he takes part was asked when he ordered, and what he paid for is his. */
  async buyer(partyId: string): Promise<readonly TransfereeEvidence[]> {
    return (await this.partiesOf([partyId])).map(({ version }) => ({ partyId, version }));
  }

  /** Those of the parties that are registered and were not merged or divided. */
  async partiesOf(partyIds: readonly string[]): Promise<readonly PartyNow[]> {
    const { states } = await this.loop.loadMany(partyKind, partyIds.map(partyStream));
    return [...new Set(partyIds)].flatMap((partyId) => {
      const seen = states.get(partyStream(partyId));
      return (seen && partyNow(partyId, seen)) ?? [];
    });
  }
}

const partyNow = (
  partyId: string,
  { state, version }: { readonly state: PartyState; readonly version: number },
): PartyNow | undefined => {
  const { registration, succession, suspension } = state;
  if (registration === undefined || succession !== undefined) return undefined;
  return { partyId, version, ...(suspension && { isSuspended: true }) };
};

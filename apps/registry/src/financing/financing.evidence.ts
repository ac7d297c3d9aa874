import { shanghaiDate } from '@ledger/domain/calendar.js';
import type {
  AppraisedCollateral,
  ClaimsClosed,
  CollateralEntry,
} from '@ledger/domain/financing/financing.events.js';
import { claimsClosed, securing, type TitlesByAsset } from '@ledger/domain/financing/collateral.js';
import { financingKind } from '@ledger/domain/financing/financing.decider.js';
import type { FinancingState } from '@ledger/domain/financing/facility.js';
import { financingStream, ownPledges } from '@ledger/domain/financing/financing.state.js';
import { lendingPolicy, type LendingTerms } from '@ledger/domain/financing/lending.policy.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { entryStands } from '@ledger/domain/title/title.standing.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import { latestValidAt } from '@ledger/domain/valuation/valuation.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Inject, Injectable } from '@nestjs/common';

/** A lender's parameters in force, and the version that they came from. */
export interface LendingInForce {
  readonly version: number;
  readonly terms: LendingTerms;
}

/** What other streams say, for decisions on facilities (pattern 2: evidence in the command). */
@Injectable()
export class FinancingEvidence {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  /**
   * Operation entries among the collateral that the party holds today, alone or with others, under
   * its own name or that of whom it succeeded.
   */
  async held(collateral: readonly CollateralEntry[], partyId: string): Promise<readonly string[]> {
    const now = this.clock.now();
    const { joint } = await this.standings.of(partyId);
    const streams = [...new Set(collateral.map(({ assetId }) => titleStream(assetId)))];
    const { states } = await this.loop.loadMany(titleKind, streams);
    return collateral.flatMap(({ assetId, holdingId }) => {
      const entry = states.get(titleStream(assetId))?.state.entries.get(holdingId);
      const isHeld =
        entry?.right === 'operation' &&
        entryStands(entry, now) &&
        entry.holders.some((holder) => joint.includes(holder.partyId));
      return isHeld ? [holdingId] : [];
    });
  }

  /** What a facility is to be secured by, as it is worth today. */
  async offered(financingId: string): Promise<readonly AppraisedCollateral[]> {
    const { request } = await this.facility(financingId);
    return this.appraised(request?.collateral ?? []);
  }

  /** The latest appraisal of each asset that is valid today; each asset counts once. */
  private async appraised(
    collateral: readonly CollateralEntry[],
  ): Promise<readonly AppraisedCollateral[]> {
    const today = shanghaiDate(this.clock.now());
    const assetIds = [...new Set(collateral.map(({ assetId }) => assetId))];
    const { states } = await this.loop.loadMany(
      valuationKind,
      assetIds.map((assetId) => `valuation-${assetId}`),
    );
    return assetIds.map((assetId) => {
      const found = states.get(`valuation-${assetId}`);
      const latest = found && latestValidAt(found.state, today);
      const version = found?.version ?? 0;
      return latest === undefined
        ? { assetId, value: fromMinorUnits(0n), version }
        : { assetId, valuationId: latest.valuationId, value: latest.value, version };
    });
  }

  /** What covers a facility today; before it was accepted, what it would be secured by. */
  async securing(state: FinancingState): Promise<readonly AppraisedCollateral[]> {
    const { request, contractDigest } = state;
    const appraised = await this.appraised(request?.collateral ?? []);
    if (contractDigest === undefined) return appraised;
    const titles = await this.titles(appraised.map(({ assetId }) => assetId));
    return securing(appraised, ownPledges(state), titles, shanghaiDate(this.clock.now()));
  }

  /** From when on no pledge of a facility secures what is drawn; absent: one does. */
  async claimsClosed(financingId: string): Promise<ClaimsClosed | undefined> {
    const perfected = ownPledges(await this.facility(financingId));
    const titles = await this.titles([...new Set(perfected.map(({ assetId }) => assetId))]);
    return claimsClosed(perfected, titles, shanghaiDate(this.clock.now()));
  }

  private async facility(financingId: string): Promise<FinancingState> {
    return (await this.loop.load(financingKind, financingStream(financingId))).state;
  }

  private async titles(assetIds: readonly string[]): Promise<TitlesByAsset> {
    const { states } = await this.loop.loadMany(titleKind, assetIds.map(titleStream));
    const found = assetIds.map((id) => [id, states.get(titleStream(id))?.state] as const);
    return new Map(found.flatMap(([id, title]) => (title === undefined ? [] : [[id, title]])));
  }

  /** The party's own parameters, else the ledger's. */
  async lending(partyId: string): Promise<LendingInForce> {
    const { version, content } = await this.policies.ofParty(lendingPolicy, partyId);
    return { version, terms: content };
  }
}

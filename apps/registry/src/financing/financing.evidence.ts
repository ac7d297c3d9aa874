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
import { type Counting, countingOn } from '@ledger/domain/valuation/valuation.counting.js';
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

/** What covers a facility, asset by asset, and the reports that this rests on. */
export interface Covered {
  readonly appraised: readonly AppraisedCollateral[];
  readonly counting: ReadonlyMap<string, Counting>;
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
    return (await this.appraised(await this.facility(financingId))).appraised;
  }

  /** Whoever lends under a facility today, with those in whose place it alone stands. */
  async lenders({ lenderPartyId }: Pick<FinancingState, 'lenderPartyId'>) {
    const heirs = (await this.standings.standIns([lenderPartyId])).of(lenderPartyId);
    return (await this.standings.of(heirs[0] ?? lenderPartyId)).sole;
  }

  /** The appraisal of each asset that counts for the lender today; each asset counts once. */
  private async appraised(facility: FinancingState): Promise<Covered> {
    const today = shanghaiDate(this.clock.now());
    const lenderPartyIds = await this.lenders(facility);
    const assetIds = [...new Set(facility.request?.collateral.map(({ assetId }) => assetId))];
    const { states } = await this.loop.loadMany(
      valuationKind,
      assetIds.map((assetId) => `valuation-${assetId}`),
    );
    const counting = new Map<string, Counting>();
    const appraised = assetIds.map((assetId): AppraisedCollateral => {
      const found = states.get(`valuation-${assetId}`);
      const counts = found && countingOn(found.state, today, { lenderPartyIds });
      const version = found?.version ?? 0;
      if (counts === undefined) return { assetId, value: fromMinorUnits(0n), version };
      counting.set(assetId, counts);
      const { valuationId, value } = counts.report;
      return { assetId, valuationId, ...(counts.isChosen && { chosen: true }), value, version };
    });
    return { appraised, counting };
  }

  /** What covers a facility today; before it was accepted, what it would be secured by. */
  async securing(state: FinancingState): Promise<Covered> {
    const { appraised, counting } = await this.appraised(state);
    if (state.contractDigest === undefined) return { appraised, counting };
    const titles = await this.titles(appraised.map(({ assetId }) => assetId));
    const today = shanghaiDate(this.clock.now());
    return { appraised: securing(appraised, ownPledges(state), titles, today), counting };
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

import { securedSpans } from '@ledger/domain/financing/collateral.js';
import { coverageChart, coverageSeries } from '@ledger/domain/financing/coverage-chart.js';
import { financingKind } from '@ledger/domain/financing/financing.decider.js';
import type { FinancingState } from '@ledger/domain/financing/facility.js';
import { financingStream } from '@ledger/domain/financing/financing.state.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import { noValuations } from '@ledger/domain/valuation/valuation.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Inject, Injectable } from '@nestjs/common';
import { FinancingEvidence } from './financing.evidence.js';
import { TitleDays } from './title-days.js';

/** Reads facilities from the log. */
@Injectable()
export class FinancingLook {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(TitleDays) private readonly days: TitleDays,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FinancingEvidence) private readonly evidence: FinancingEvidence,
  ) {}

  async at(
    financingId: string,
    after = 0,
  ): Promise<{ readonly state: FinancingState; readonly version: number }> {
    const stream = financingStream(financingId);
    const view = await this.loop.view([{ kind: financingKind, stream }]);
    if (view.asOf < after) throw problem('read_model_behind');
    return view.of(financingKind, stream);
  }

  async picture(state: FinancingState): Promise<string> {
    const { request, offer } = state;
    const assetIds = [...new Set(request?.collateral.map(({ assetId }) => assetId))];
    const { states } = await this.loop.loadMany(
      valuationKind,
      assetIds.map((assetId) => `valuation-${assetId}`),
    );
    const histories = await Promise.all(assetIds.map((assetId) => this.days.of(assetId)));
    const collateral = assetIds.map((assetId, index) => ({
      ...(states.get(`valuation-${assetId}`)?.state ?? noValuations),
      secured: securedSpans(state, assetId, histories[index] ?? []),
    }));
    const lenderPartyIds = await this.evidence.lenders(state);
    const at = this.clock.now();
    const points = coverageSeries({ facility: state, collateral, at, lenderPartyIds });
    return coverageChart({ points, coverageMin: offer?.coverageMin });
  }
}

import { shanghaiDate } from '@ledger/domain/calendar.js';
import { type DatedTitle, securedSpans } from '@ledger/domain/financing/collateral.js';
import { coverageChart, coverageSeries } from '@ledger/domain/financing/coverage-chart.js';
import { financingKind } from '@ledger/domain/financing/financing.decider.js';
import { type FinancingState, financingStream } from '@ledger/domain/financing/financing.state.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import {
  evolveTitle,
  initialTitle,
  type Title,
  titleStream,
} from '@ledger/domain/title/title.state.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { upcast } from '@ledger/event-store/upcast.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Inject, Injectable } from '@nestjs/common';

/** Reads facilities from the log. */
@Injectable()
export class FinancingLook {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
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
    const histories = await Promise.all(assetIds.map((assetId) => this.history(assetId)));
    const collateral = assetIds.map((assetId, index) => ({
      valuations: states.get(`valuation-${assetId}`)?.state.valuations ?? [],
      secured: securedSpans(state, assetId, histories[index] ?? []),
    }));
    const points = coverageSeries({ facility: state, collateral, at: this.clock.now() });
    return coverageChart({ points, coverageMin: offer?.coverageMin });
  }

  /** The title as it was known at the end of every day on which something of it was recorded. */
  private async history(assetId: string): Promise<readonly DatedTitle[]> {
    let title = initialTitle();
    const days = new Map<string, Title>();
    for (const event of await this.log.read(titleStream(assetId))) {
      title = evolveTitle(title, upcast(titleKind, event));
      days.set(shanghaiDate(event.recordedAt), title);
    }
    return [...days].map(([from, asOfThen]) => ({ from, title: asOfThen }));
  }
}

import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { Title } from '@ledger/domain/title/title.state.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import type { TitleEvidence } from '@ledger/domain/valuation/valuation.decider.js';
import { titleEvidence } from '@ledger/domain/valuation/valuation.sight.js';
import type { ValuationState } from '@ledger/domain/valuation/valuation.state.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';
import { Inject, Injectable } from '@nestjs/common';

/** Reads an asset's title and appraisals from the log, for rules (pattern 2) and for sight. */
@Injectable()
export class ValuationEvidence {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async titleOf(assetId: string): Promise<TitleEvidence> {
    const { state } = await this.loop.load(titleKind, titleStream(assetId));
    return titleEvidence(state, this.clock.now());
  }

  /** Both in one look at the log. */
  async sheetOf(
    assetId: string,
  ): Promise<{ readonly title: Title; readonly valuations: Loaded<ValuationState> }> {
    const title = { kind: titleKind, stream: titleStream(assetId) };
    const valuation = { kind: valuationKind, stream: `valuation-${assetId}` };
    const view = await this.loop.view([title, valuation]);
    return {
      title: view.of(titleKind, title.stream).state,
      valuations: view.of(valuationKind, valuation.stream),
    };
  }
}

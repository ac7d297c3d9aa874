import { financingKind } from '@ledger/domain/financing/financing.decider.js';
import { financingStream } from '@ledger/domain/financing/financing.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { categoryOf, type RecordedEvent, subjectOf } from '@ledger/event-store/event.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process, Sweep } from '@ledger/read-model/process.js';
import { dueContext, reactionTo } from '@ledger/read-model/reaction.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { Inject, Injectable } from '@nestjs/common';
import { FinancingEvidence } from './financing.evidence.js';
import { financingFold } from './financing.projection.js';
import { concernedMax, FinancingRows } from './financing-rows.js';

const patienceMs = 5_000;

/** Holds what is owed against what the collateral is worth now. */
@Injectable()
export class CoverageAssessing {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(FinancingEvidence) private readonly evidence: FinancingEvidence,
  ) {
    this.handle = loop.handler(financingKind);
  }

  async assess(financingId: string, context: CommandContext): Promise<number> {
    const stream = financingStream(financingId);
    const { state } = await this.loop.load(financingKind, stream);
    if (state.request === undefined) return 0;
    const { appraised } = await this.evidence.securing(state);
    const data = { financingId, appraised };
    const { events } = await this.handle(stream, { type: 'AssessCoverage', data }, context);
    return events.length;
  }
}

/** Assesses a facility when what is owed, what its collateral is worth or what secures it changed. */
@Injectable()
export class CoverageWatchProcess implements Process {
  readonly name = 'coverage-watch';
  readonly categories = ['financing', 'valuation', 'title'];
  readonly reactsTo = [
    'DrawdownRecorded',
    'RepaymentRecorded',
    'PaymentCorrected',
    'CollateralPerfected',
    'CollateralAssigned',
    'FinancingAssigned',
    'ValuationRecorded',
    'ValuationSuperseded',
    'ValuationWithdrawn',
    'AppraisalChosen',
    'PledgeConfirmed',
    'PledgeAmended',
    'PledgeSubordinated',
    'ClaimsFixed',
    'PledgeReleased',
    'PledgeReleaseCorrected',
    'ClaimsFixingCorrected',
    'PledgeCancellationCorrected',
    'PledgeTermsCorrected',
    'PledgeSubordinationCorrected',
    'PledgeEnforcementCorrected',
    'PledgeClearingCorrected',
    'PledgeCancelledByOrder',
    'PledgeLapsed',
    'PledgeEnforced',
    'RightTransferred',
    'TitleClosed',
  ];

  constructor(
    @Inject(CoverageAssessing) private readonly coverage: CoverageAssessing,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(FinancingRows) private readonly rows: FinancingRows,
  ) {}

  async react(event: RecordedEvent): Promise<void> {
    for (const financingId of await this.concerned(event)) {
      await this.coverage.assess(financingId, reactionTo(event, this.name));
    }
  }

  private async concerned(event: RecordedEvent): Promise<readonly string[]> {
    const subject = subjectOf(event.stream);
    if (categoryOf(event.stream) === 'financing') return [subject];
    if (!(await this.readModels.caughtUp(financingFold.name, event.position, patienceMs)))
      throw new NotYet('The table of facilities is behind.');
    return this.rows.securedBy(subject);
  }
}

/** An appraisal and a pledge also end by their last day, of which no event tells. */
@Injectable()
export class CoverageSweep implements Sweep {
  readonly name = 'coverage';
  readonly everySeconds = 600;
  private last = '';

  constructor(
    @Inject(CoverageAssessing) private readonly coverage: CoverageAssessing,
    @Inject(FinancingRows) private readonly rows: FinancingRows,
  ) {}

  async run(now: string): Promise<number> {
    const ids = await this.rows.openAfter(this.last);
    let changed = 0;
    for (const id of ids) {
      const context = dueContext(this.name, `${id} ${shanghaiDate(now)}`);
      const { idempotency: _, ...plain } = context;
      // Even where it fails: the next round goes on behind it.
      this.last = id;
      changed += await this.coverage.assess(id, plain);
    }
    if (ids.length < concernedMax) this.last = '';
    return changed;
  }
}

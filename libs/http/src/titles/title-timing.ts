import { shanghaiDate } from '@ledger/domain/calendar.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { policyStream } from '@ledger/domain/policy/policy.state.js';
import { workingDaysPolicy } from '@ledger/domain/policy/working-days.policy.js';
import {
  type TitleClockEvidence,
  titleClocksOn,
  titleClocksPolicy,
} from '@ledger/domain/title/title.policy.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/** What decisions on titles are timed by today: their clocks and the calendar, in one look. */
@Injectable()
export class TitleTiming {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async now(): Promise<TitleClockEvidence> {
    const clocks = policyStream(titleClocksPolicy.name);
    const calendar = policyStream(workingDaysPolicy.name);
    const { states } = await this.loop.loadMany(policyKind, [clocks, calendar]);
    const [read, days] = [states.get(clocks)?.state, states.get(calendar)?.state];
    return titleClocksOn(shanghaiDate(this.clock.now()), {
      ...(read && { clocks: read }),
      ...(days && { calendar: days }),
    });
  }
}

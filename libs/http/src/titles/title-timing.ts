import { shanghaiDate } from '@ledger/domain/calendar.js';
import { workingDaysPolicy } from '@ledger/domain/policy/working-days.policy.js';
import { type TitleClockEvidence, titleClocksPolicy } from '@ledger/domain/title/title.policy.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { View } from '@ledger/event-store/stream-reader.js';
import { Inject, Injectable } from '@nestjs/common';
import { policyAsks, policyIn } from '../policies/policies-in-view.js';

/** Streams of the policies by which titles are timed, for a look that wants other streams too. */
export const timingStreams = policyAsks([titleClocksPolicy, workingDaysPolicy]);

/** What such a look says of an instant (RFC 3339 UTC). */
export const timingIn = (view: View, now: string): TitleClockEvidence => {
  const today = shanghaiDate(now);
  return {
    clocks: policyIn(view, titleClocksPolicy, today),
    calendar: policyIn(view, workingDaysPolicy, today),
  };
};

/** What decisions on titles are timed by today: their clocks and the calendar, in one look. */
@Injectable()
export class TitleTiming {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async now(): Promise<TitleClockEvidence> {
    return timingIn(await this.loop.view(timingStreams), this.clock.now());
  }
}

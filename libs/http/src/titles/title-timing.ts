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
import type { StreamAsk, View } from '@ledger/event-store/stream-reader.js';
import { Inject, Injectable } from '@nestjs/common';

const [clocks, calendar] = [titleClocksPolicy, workingDaysPolicy].map(({ name }) =>
  policyStream(name),
) as [string, string];

/** Streams of the policies by which titles are timed, for a look that wants other streams too. */
export const timingStreams: readonly StreamAsk[] = [clocks, calendar].map((stream) => ({
  kind: policyKind,
  stream,
}));

/** What such a look says of an instant (RFC 3339 UTC). */
export const timingIn = (view: View, now: string): TitleClockEvidence =>
  titleClocksOn(shanghaiDate(now), {
    clocks: view.of(policyKind, clocks).state,
    calendar: view.of(policyKind, calendar).state,
  });

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

import { shanghaiDate } from '@ledger/domain/calendar.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream, type PartyState } from '@ledger/domain/party/party.state.js';
import {
  type Standing,
  standingOf,
  standInsFor,
  type Succeeded,
  type Successions,
} from '@ledger/domain/party/standing-in.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** Parties whose lines are remembered, so that one look at the log is enough the next time. */
const linesMax = 20_000;

/** Each look finds who came before or after those found; a longer line is no real one. */
const looksMax = 20;

/** Whom a party's state leads on to. */
interface Way {
  readonly name: string;
  readonly next: (state: PartyState) => readonly string[];
}

const back: Way = { name: 'back', next: ({ predecessors = [] }) => predecessors };
const forth: Way = {
  name: 'forth',
  next: ({ succession }) => (succession?.successors ?? []).map(({ partyId }) => partyId),
};

/** Where parties are now: asked of many at once. */
export interface StandIns {
  /** Who stands in a party's place today; itself where nobody else does. */
  of(partyId: string): readonly string[];
}

/**
 * The one way by which lists and sights resolve mergers and divisions: by the parties' own streams,
 * in one look at the log (linearizable), without a row being rewritten. What is remembered is only
 * which streams a look must name, never what they said.
 */
@Injectable()
export class Standings {
  private readonly lines = new LRUCache<string, readonly string[]>({ max: linesMax });

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In whose place a party stands on a day, today by default: itself and those it succeeded. */
  async of(partyId: string, on = this.today): Promise<Standing> {
    return standingOf(await this.along([partyId], back), partyId, on);
  }

  /** The same on each of several days, today where none is named, in one look. */
  async onDays(
    partyId: string,
    days: readonly (string | undefined)[],
  ): Promise<readonly Standing[]> {
    const known = await this.along([partyId], back);
    return days.map((day = this.today) => standingOf(known, partyId, day));
  }

  /** The same of several, in one look. */
  async ofEach(partyIds: readonly string[]): Promise<readonly Standing[]> {
    const known = await this.along(partyIds, back);
    return partyIds.map((partyId) => standingOf(known, partyId, this.today));
  }

  /** Who stands in the place of these parties today. */
  async standIns(partyIds: readonly string[]): Promise<StandIns> {
    const known = await this.along(partyIds, forth);
    const { today } = this;
    return {
      of: (id) => [...new Set(standInsFor(known, id, today).map(({ partyId }) => partyId))],
    };
  }

  private get today(): string {
    return shanghaiDate(this.clock.now());
  }

  /** Successions of these parties and of all that one comes to from them. */
  private async along(partyIds: readonly string[], { name, next }: Way): Promise<Successions> {
    let ids = unique(partyIds.flatMap((id) => this.lines.get(`${name} ${id}`) ?? [id]));
    for (let looks = 0; looks < looksMax; looks += 1) {
      const asks = ids.map((id) => ({ kind: partyKind, stream: partyStream(id) }));
      const view = await this.loop.view(asks);
      const states = new Map(ids.map((id) => [id, view.of(partyKind, partyStream(id)).state]));
      const wanted = unique([...ids, ...[...states.values()].flatMap(next)]);
      if (wanted.length === ids.length) {
        for (const id of partyIds) this.remember(`${name} ${id}`, lineFrom(id, states, next));
        return { successions: successionsIn(states) };
      }
      ids = wanted;
    }
    throw new Error(`The successions of ${partyIds.join(', ')} have no end.`);
  }

  private remember(name: string, line: readonly string[]): void {
    if (line.length > 1) this.lines.set(name, line);
  }
}

const successionsIn = (states: ReadonlyMap<string, PartyState>): ReadonlyMap<string, Succeeded> =>
  new Map(
    [...states].flatMap(([id, { succession }]) =>
      succession === undefined ? [] : [[id, succession] as const],
    ),
  );

/** A party and all that one comes to from it. */
const lineFrom = (
  partyId: string,
  states: ReadonlyMap<string, PartyState>,
  next: Way['next'],
): readonly string[] => {
  const line = new Set([partyId]);
  // A set is walked through with what is added to it meanwhile.
  for (const id of line) for (const more of next(states.get(id) ?? {})) line.add(more);
  return [...line];
};

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

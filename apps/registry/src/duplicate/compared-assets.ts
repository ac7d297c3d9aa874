import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { asOf } from '@ledger/domain/asset/clock.rules.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { type Compared, comparedOf } from '@ledger/domain/fingerprint/priority.rules.js';
import { registrationHolders } from '@ledger/domain/title/registration-holders.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Inject, Injectable } from '@nestjs/common';

/** How assets that are compared stand today, and whose they are, by the log itself. */
@Injectable()
export class ComparedAssets {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(ids: readonly string[]): Promise<(assetId: string) => Compared> {
    const today = shanghaiDate(this.clock.now());
    const view = await this.loop.view([
      ...ids.map((id) => ({ kind: assetKind, stream: assetStream(id) })),
      ...ids.map((id) => ({ kind: titleKind, stream: titleStream(id) })),
    ]);
    const sides = ids.map((id) => {
      const { state } = view.of(assetKind, assetStream(id));
      const { applicantPartyId, rights = [] } = state.application ?? {};
      const held = registrationHolders(view.of(titleKind, titleStream(id)).state);
      // A title that is about to be opened will say what was applied for.
      const stated = rights.flatMap(({ holders }) => holders.map(({ partyId }) => partyId));
      return {
        own: comparedOf(state, asOf(state, id, today).status),
        applicants: applicantPartyId === undefined ? [] : [applicantPartyId],
        holders: held.length > 0 ? held : stated,
      };
    });
    const parties = new Set(
      sides.flatMap(({ applicants, holders }) => [...applicants, ...holders]),
    );
    const standIns = await this.standings.standIns([...parties]);
    const now = (named: readonly string[]) => [...new Set(named.flatMap((id) => standIns.of(id)))];
    const known = new Map(
      sides.map(({ own, applicants, holders }, index) => {
        const one = { ...own, applicants: now(applicants), holders: now(holders) };
        return [ids[index]!, one] as const;
      }),
    );
    return (id) => known.get(id)!;
  }
}

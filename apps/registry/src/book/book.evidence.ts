import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import type { AssetEvidence } from '@ledger/domain/book/book.commands.js';
import { bookKind } from '@ledger/domain/book/book.decider.js';
import { bookStream } from '@ledger/domain/book/book.state.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { entrySpan, entryStands } from '@ledger/domain/title/title.standing.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Inject, Injectable } from '@nestjs/common';

/** What title and certificate say of an entity's asset (pattern 2: evidence in the command). */
@Injectable()
export class BookEvidence {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  /**
   * Whether the entity, or one that it succeeded, holds an entry today, alone or with others, and
   * how long its right lasts.
   */
  async of(assetId: string, partyId: string): Promise<AssetEvidence> {
    const [title, asset] = [titleStream(assetId), assetStream(assetId)];
    const view = await this.loop.view([
      { kind: titleKind, stream: title },
      { kind: assetKind, stream: asset },
    ]);
    const { joint } = await this.standings.of(partyId);
    const { state, version } = view.of(titleKind, title);
    const now = this.clock.now();
    const ends = [...state.entries.values()]
      .filter(
        (entry) =>
          entryStands(entry, now) && entry.holders.some((holder) => joint.includes(holder.partyId)),
      )
      .map((entry) => entrySpan(entry).until);
    // The longest of the entity's entries; the certificate ends all of them unless renewed.
    const longest = ends.includes(undefined) ? undefined : ends.toSorted().at(-1);
    const { validUntil } = view.of(assetKind, asset).state;
    const rightUntil = [longest, validUntil].filter((day) => day !== undefined).toSorted()[0];
    return {
      assetId,
      titleVersion: version,
      isHeld: ends.length > 0,
      ...(rightUntil !== undefined && { rightUntil }),
    };
  }

  /** Of the asset that the book is linked to, where it is. */
  async ofBook(bookId: string, partyId: string): Promise<AssetEvidence | undefined> {
    const { state } = await this.loop.load(bookKind, bookStream(bookId));
    return state.assetId === undefined ? undefined : this.of(state.assetId, partyId);
  }
}

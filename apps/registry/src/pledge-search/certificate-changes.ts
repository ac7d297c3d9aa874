import type { ChangedSinceDto } from '@ledger/contracts/pledge-search/pledge-search.dto.js';
import type { PledgeSearchState } from '@ledger/domain/pledge-search/pledge-search.state.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { partiesOf } from '@ledger/domain/title/successions.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { pledgeTable } from './pledge-searching.js';
import { PledgorTitles } from './pledgor-titles.js';

const successionTypes: readonly string[] = ['PartySucceeded', 'PredecessorNoted'];

/** Whether a search would find something else by now, as far as something was recorded since. */
@Injectable()
export class CertificateChanges {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(PledgorTitles) private readonly pledged: PledgorTitles,
    @Inject(TitleDoor) private readonly door: TitleDoor,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  async since({ query, asOf }: Required<PledgeSearchState>['searched']): Promise<ChangedSinceDto> {
    if (query.kind === 'asset') {
      const stream = titleStream(query.assetId);
      const { head, versions } = await this.log.versions([stream]);
      const version = versions.get(stream) ?? 0;
      const [last] = version === 0 ? [] : await this.log.read(stream, version, version);
      if ((last?.position ?? 0) > asOf) return { changed: true, asOf: head };
      const { title } = await this.door.parties.look(query.assetId);
      return { changed: await this.succeededSince(partiesOf(title), asOf), asOf: head };
    }
    const { head } = await this.log.versions([]);
    await readYourWrites(this.readModels, pledgeTable, head);
    const { joint } = await this.standings.of(query.partyId);
    const names = [...new Set([query.partyId, ...joint])];
    const changed =
      (await this.pledged.changedSince(names, asOf)) || (await this.succeededSince(names, asOf));
    return { changed, asOf: head };
  }

  /** Whether others stand in the places of these parties, or they in others', since then. */
  private async succeededSince(partyIds: readonly string[], asOf: number): Promise<boolean> {
    const streams = await Promise.all(partyIds.map((id) => this.log.read(partyStream(id))));
    return streams
      .flat()
      .some(({ type, position }) => position > asOf && successionTypes.includes(type));
  }
}

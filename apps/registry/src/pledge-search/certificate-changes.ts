import type { ChangedSinceDto } from '@ledger/contracts/pledge-search/pledge-search.dto.js';
import { pledgorIn } from '@ledger/domain/pledge-search/pledge-search.events.js';
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
    const { head } = await this.log.versions([]);
    const pledgor = pledgorIn(query);
    const changed =
      (query.kind === 'asset' && (await this.onAsset(query.assetId, asOf))) ||
      (pledgor !== undefined && (await this.ofPledgor(pledgor.partyId, asOf, head)));
    return { changed, asOf: head };
  }

  private async onAsset(assetId: string, asOf: number): Promise<boolean> {
    const stream = titleStream(assetId);
    const { versions } = await this.log.versions([stream]);
    const version = versions.get(stream) ?? 0;
    const [last] = version === 0 ? [] : await this.log.read(stream, version, version);
    if ((last?.position ?? 0) > asOf) return true;
    const { title } = await this.door.parties.look(assetId);
    return this.succeededSince(partiesOf(title), asOf);
  }

  private async ofPledgor(partyId: string, asOf: number, head: number): Promise<boolean> {
    await readYourWrites(this.readModels, pledgeTable, head);
    const { joint } = await this.standings.of(partyId);
    const names = [...new Set([partyId, ...joint])];
    return (
      (await this.pledged.changedSince(names, asOf)) || (await this.succeededSince(names, asOf))
    );
  }

  /** Whether others stand in the places of these parties, or they in others', since then. */
  private async succeededSince(partyIds: readonly string[], asOf: number): Promise<boolean> {
    const streams = await Promise.all(partyIds.map((id) => this.log.read(partyStream(id))));
    return streams
      .flat()
      .some(({ type, position }) => position > asOf && successionTypes.includes(type));
  }
}

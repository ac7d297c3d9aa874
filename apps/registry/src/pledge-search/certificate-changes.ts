import type { ChangedSinceDto } from '@ledger/contracts/pledge-search/pledge-search.dto.js';
import type { PledgeSearchState } from '@ledger/domain/pledge-search/pledge-search.state.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { pledgeTable } from './pledge-searching.js';
import { PledgorTitles } from './pledgor-titles.js';

/** Whether a search would find something else by now, as far as something was recorded since. */
@Injectable()
export class CertificateChanges {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(PledgorTitles) private readonly pledged: PledgorTitles,
  ) {}

  async since({ query, asOf }: Required<PledgeSearchState>['searched']): Promise<ChangedSinceDto> {
    if (query.kind === 'asset') {
      const stream = titleStream(query.assetId);
      const { head, versions } = await this.log.versions([stream]);
      const version = versions.get(stream) ?? 0;
      const [last] = version === 0 ? [] : await this.log.read(stream, version, version);
      return { changed: (last?.position ?? 0) > asOf, asOf: head };
    }
    const { head } = await this.log.versions([]);
    await readYourWrites(this.readModels, pledgeTable, head);
    return { changed: await this.pledged.changedSince(query.partyId, asOf), asOf: head };
  }
}

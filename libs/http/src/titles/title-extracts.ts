import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { assetStream, type AssetState } from '@ledger/domain/asset/asset.state.js';
import { asOf as stateAsOf } from '@ledger/domain/asset/clock.rules.js';
import { labelOf } from '@ledger/domain/classification/label.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { nameOn, type PartyState } from '@ledger/domain/party/party.state.js';
import {
  titleExtract,
  type ExtractedAsset,
  type NamedParty,
  type TitleExtract,
} from '@ledger/domain/title/title-extract.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Caller } from '../auth/caller.js';
import type { ReadContext } from '../reads/read-context.decorator.js';
import { TitleReading, type TitleAsked, type TitleReadingParts } from './title-reading.js';

/** Makes the page of a title for whoever may see it; what prints it as PDF prints the same. */
export class TitleExtracts {
  private readonly titles: TitleReading;

  constructor(private readonly parts: TitleReadingParts) {
    this.titles = new TitleReading(parts);
  }

  /** Throws as reading the title does: not there, opening, or a purpose missing. */
  async read(asked: TitleAsked, caller: Caller, reader: ReadContext): Promise<TitleExtract> {
    const read = await this.titles.read(asked, caller, reader);
    const { assetId } = asked;
    const date = shanghaiDate(read.at);
    const events = (await this.parts.log.read(assetStream(assetId))).filter(
      (event) => read.isKnown(event) && event.metadata.effectiveOn <= date,
    );
    const { initialState, evolve } = assetKind.decider;
    const asset = (
      events as readonly RecordedEvent[] as readonly RecordedOf<AssetEvent>[]
    ).reduce<AssetState>(evolve, initialState());
    return titleExtract({
      ...read,
      asOf: read.position,
      // What the clock has brought about by that day counts, written down or not.
      asset: extracted(stateAsOf(asset, assetId, date)),
      party: (partyId) => named(partyId, read.parties.get(partyId), date),
    });
  }
}

const extracted = (state: AssetState): ExtractedAsset => {
  const { status, application, certificateNo, validUntil } = state;
  const { grade } = labelOf(state);
  return {
    state: status,
    ...(certificateNo !== undefined && { certificateNo }),
    ...(validUntil !== undefined && { validUntil }),
    ...(grade !== undefined && { grade }),
    ...(application !== undefined && {
      name: application.description.name,
      summary: application.description.summary,
      scheme: application.scheme,
      ...(application.description.industry !== undefined && {
        industry: application.description.industry,
      }),
    }),
  };
};

const named = (partyId: string, party: PartyState | undefined, date: string): NamedParty => {
  const name = party === undefined ? undefined : nameOn(party, date);
  const identifier = party?.registration?.identifier.value;
  return {
    partyId,
    ...(name !== undefined && { name }),
    ...(identifier !== undefined && { identifier }),
  };
};

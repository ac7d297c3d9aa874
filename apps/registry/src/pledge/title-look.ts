import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream, type AssetState } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { PartyClass } from '@ledger/domain/party/party.events.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { resolved } from '@ledger/domain/title/successions.js';
import { titleStream, type Title } from '@ledger/domain/title/title.state.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import type { ValuationState } from '@ledger/domain/valuation/valuation.state.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { StreamInstants } from '@ledger/event-store/stream-instants.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import type { PartiedTitle } from '@ledger/http/titles/title-parties.js';
import { Inject, Injectable } from '@nestjs/common';

/** A title as it stood at a position, with the instants of its versions. */
export interface SeenTitle {
  readonly asOf: number;
  readonly title: Title;
  readonly version: number;
  readonly instant: (version: number) => string;
}

/** A title together with what the asset is and what it is worth, at one position. */
export interface SeenSheet extends SeenTitle {
  readonly asset: Loaded<AssetState>;
  readonly valuations: ValuationState;
  /** What kind of organisation a party is, as its own stream says. */
  readonly classOf: (partyId: string) => PartyClass | undefined;
}

/** A sheet at the head of the log. */
export interface HeadSheet extends SeenSheet {
  /** The instant (RFC 3339 UTC) by whose date successors were put in their predecessors' places. */
  readonly at: string;
  /** All streams that it was made of, at the versions that it was made of. */
  readonly versions: ReadonlyMap<string, number>;
}

/**
 * Looks at titles in the log (linearizable): everything acknowledged before the look is in it,
 * whichever process wrote it, successions of the parties included. No table is read.
 */
@Injectable()
export class TitleLook {
  private readonly instants: StreamInstants;

  constructor(
    @Inject(TitleDoor) private readonly door: TitleDoor,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(EVENT_LOG) log: EventLog,
  ) {
    this.instants = new StreamInstants(log);
  }

  async at(assetId: string, after?: number): Promise<SeenTitle> {
    return this.seen(await this.door.parties.look(assetId), assetId, after);
  }

  async sheet(assetId: string, after?: number): Promise<HeadSheet> {
    const asset = { kind: assetKind, stream: assetStream(assetId) };
    const valuation = { kind: valuationKind, stream: `valuation-${assetId}` };
    const looked = await this.door.parties.look(assetId, { streams: [asset, valuation] });
    const seen = await this.seen(looked, assetId, after);
    const { view, parties } = looked;
    const [registered, appraised] = [
      view.of(assetKind, asset.stream),
      view.of(valuationKind, valuation.stream),
    ];
    return {
      asset: registered,
      valuations: appraised.state,
      classOf: (partyId) => parties.get(partyId)?.state.registration?.partyClass,
      versions: new Map([
        [titleStream(assetId), looked.version],
        [asset.stream, registered.version],
        [valuation.stream, appraised.version],
        ...[...parties].map(([id, { version }]) => [partyStream(id), version] as const),
      ]),
      ...seen,
    };
  }

  private async seen(
    { view, title, version }: PartiedTitle,
    assetId: string,
    after = 0,
  ): Promise<SeenTitle & Pick<HeadSheet, 'at'>> {
    const { asOf } = view;
    if (asOf < after) throw problem('read_model_behind');
    const instant = isBare(title)
      ? neverAsked
      : await this.instants.upTo(titleStream(assetId), version);
    const at = this.clock.now();
    return { asOf, at, title: resolved(title, shanghaiDate(at)), version, instant };
  }
}

/** Nothing but entries: no answer says when something of it was recorded, so nothing is read. */
const isBare = (title: Title): boolean =>
  [
    title.pledges,
    title.bars,
    title.grants,
    title.licensing,
    title.reservations,
    title.registrationReservations,
    title.consents,
  ].every(({ size }) => size === 0);

const neverAsked = (version: number): never => {
  throw new Error(`An answer about entries alone asks when version ${version} was recorded.`);
};

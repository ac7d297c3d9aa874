import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { nameOn, partyStream } from '@ledger/domain/party/party.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { resolved } from '@ledger/domain/title/successions.js';
import type { Title } from '@ledger/domain/title/title.state.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import type { LenderEvidence } from '@ledger/domain/valuation/valuation.choice.js';
import type { TitleEvidence } from '@ledger/domain/valuation/valuation.decider.js';
import type {
  Appraisal,
  QualityEvidence,
  ValuationEvent,
} from '@ledger/domain/valuation/valuation.events.js';
import {
  lenderEvidence,
  titleEvidence,
  valuationSight,
} from '@ledger/domain/valuation/valuation.sight.js';
import { evolveValuations, noValuations } from '@ledger/domain/valuation/valuation.state.js';
import type { ValuationState } from '@ledger/domain/valuation/valuation.state.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { purposeMissing } from '@ledger/http/reads/purpose.js';
import type { ReadContext } from '@ledger/http/reads/read-context.decorator.js';
import { knownBy } from '@ledger/http/titles/known-at.js';
import { TitleParties } from '@ledger/http/titles/title-parties.js';
import { Inject, Injectable } from '@nestjs/common';

/** Who reads an asset's appraisals, and why. */
export interface Reading {
  readonly assetId: string;
  readonly caller: Caller;
  readonly reader: ReadContext;
  readonly purpose: string | undefined;
  /** The route, for the record of accesses. */
  readonly route: string;
}

/** Reads an asset's title and appraisals from the log, for rules (pattern 2) and for sight. */
@Injectable()
export class ValuationEvidence {
  private readonly titles: TitleParties;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
    @Inject(Standings) private readonly standings: Standings,
  ) {
    this.titles = new TitleParties(loop);
  }

  async titleOf(assetId: string): Promise<TitleEvidence> {
    const { title } = await this.titles.look(assetId);
    return this.evidenceOf(title);
  }

  /** What the title says of a lender, and in whose place it stands. */
  async lenderOf(
    assetId: string,
    partyId: string,
  ): Promise<{ readonly title: LenderEvidence; readonly standsFor: readonly string[] }> {
    const { title } = await this.titles.look(assetId);
    const now = this.clock.now();
    const evidence = lenderEvidence(resolved(title, shanghaiDate(now)), partyId, now);
    return { title: evidence, standsFor: await this.firmsOf(partyId) };
  }

  /** What a report is recorded against: the title, and the latest assessment of quality. */
  async factsOf(
    assetId: string,
  ): Promise<{ readonly title: TitleEvidence; readonly quality: QualityEvidence | undefined }> {
    const asset = { kind: assetKind, stream: assetStream(assetId) };
    const { view, title } = await this.titles.look(assetId, { streams: [asset] });
    const { state, version } = view.of(assetKind, asset.stream);
    const { stream } = asset;
    return {
      title: this.evidenceOf(title),
      quality: state.quality && { stream, version, ...state.quality },
    };
  }

  /**
   * The appraisals for whoever may see them, and the record of a lender's look; to all others there
   * is no such asset. Title and appraisals are seen in one look at the log.
   */
  async readFor(asked: Reading): Promise<Loaded<ValuationState>> {
    const { assetId, caller } = asked;
    const valuation = { kind: valuationKind, stream: streamOf(assetId) };
    const { view, title } = await this.titles.look(assetId, { streams: [valuation] });
    const valuations = view.of(valuationKind, valuation.stream);
    const now = this.clock.now();
    const today = resolved(title, shanghaiDate(now));
    const standsFor = caller.roles.includes('appraiser') && (await this.firmsOf(caller.partyId));
    const reader = { ...caller, ...(standsFor && { standsFor }) };
    const sight = valuationSight(today, valuations.state, reader, now);
    if (sight === 'none') return refuse('asset_not_found', { assetId });
    if (sight === 'lender') await this.keepAccess(asked);
    return valuations;
  }

  /** Firms in whose places an organisation alone stands: what they were named for is its own now. */
  async firmsOf(partyId: string): Promise<readonly string[]> {
    return (await this.standings.of(partyId)).sole;
  }

  /** As far as recorded by a position or an instant; what comes later is as if it were not. */
  async known(
    assetId: string,
    knownAt: string,
  ): Promise<{ readonly state: ValuationState; readonly version: number }> {
    const isKnown = knownBy(knownAt);
    const events = (await this.log.read(streamOf(assetId))).filter(isKnown);
    const state = (
      events as readonly RecordedEvent[] as readonly RecordedOf<ValuationEvent>[]
    ).reduce<ValuationState>(evolveValuations, noValuations);
    return { state, version: events.length };
  }

  /** What the report's people and its asset were called on the day of the report. */
  async namesOf(
    assetId: string,
    { firmPartyId, issuedOn, disclosures = {} }: Appraisal,
  ): Promise<{
    readonly assetName: string;
    readonly firm: string;
    readonly client: string | undefined;
  }> {
    const { clientPartyId } = disclosures;
    const asset = { kind: assetKind, stream: assetStream(assetId) };
    const parties = [firmPartyId, ...(clientPartyId === undefined ? [] : [clientPartyId])].map(
      (partyId) => ({ kind: partyKind, stream: partyStream(partyId) }),
    );
    const view = await this.loop.view([asset, ...parties]);
    const named = (partyId: string): string =>
      nameOn(view.of(partyKind, partyStream(partyId)).state, issuedOn) ?? partyId;
    return {
      assetName: view.of(assetKind, asset.stream).state.application?.description.name ?? assetId,
      firm: named(firmPartyId),
      client: clientPartyId === undefined ? undefined : named(clientPartyId),
    };
  }

  /** The parties as they stand today, successors in their predecessors' places. */
  private evidenceOf(title: Title): TitleEvidence {
    const now = this.clock.now();
    return titleEvidence(resolved(title, shanghaiDate(now)), now);
  }

  private async keepAccess({ assetId, reader, purpose, route }: Reading): Promise<void> {
    if (purpose === undefined) throw purposeMissing();
    const role = 'lender' as const;
    await this.accesses.record(
      { ...reader, actor: { ...reader.actor, role } },
      { purpose, route, subjects: [assetId] },
    );
  }
}

const streamOf = (assetId: string): string => `valuation-${assetId}`;

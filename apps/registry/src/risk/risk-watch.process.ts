import { shanghaiDate } from '@ledger/domain/calendar.js';
import { financingKind } from '@ledger/domain/financing/financing.decider.js';
import { riskMonitorPolicy } from '@ledger/domain/alert/risk-monitor.policy.js';
import { lendingPolicy } from '@ledger/domain/financing/lending.policy.js';
import type { PolicyEvent } from '@ledger/domain/policy/policy.events.js';
import { holdersOf } from '@ledger/domain/title/entry-line.js';
import { resolved } from '@ledger/domain/title/successions.js';
import { pledgeStanding } from '@ledger/domain/title/title.standing.js';
import type { Title } from '@ledger/domain/title/title.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { categoryOf, type RecordedEvent, subjectOf } from '@ledger/event-store/event.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { RiskAssessing } from './risk-assessing.js';
import { RiskRows, watchesMax } from './risk-rows.js';
import { watchFold } from './watch.projection.js';

const patienceMs = 5_000;

/** Facts about one pledge that concern its own sides alone. */
const ofOnePledge: ReadonlySet<string> = new Set([
  'PledgeRegistered',
  'PledgeClaimed',
  'PledgeConfirmed',
  'PledgeDeclined',
  'PledgeClaimLapsed',
  'PledgeExtended',
  'PledgeAssigned',
  'PledgeAssignmentCorrected',
  'PledgeReleaseDemanded',
  'PledgeObjectionRaised',
  'PledgeObjectionPursued',
  'PledgeObjectionWithdrawn',
  'PledgeObjectionLapsed',
]);

/** Facts of a title that may change what somebody is to worry about. */
const ofTitle = [
  ...ofOnePledge,
  'PledgeReleased',
  'PledgeAmended',
  'PledgeSubordinated',
  'PledgeCancelledByOrder',
  'PledgeLapsed',
  'PledgeEnforced',
  'PledgeReleaseCorrected',
  'PledgeCancellationCorrected',
  'PledgeTermsCorrected',
  'PledgeSubordinationCorrected',
  'PledgeEnforcementCorrected',
  'PledgeClearingCorrected',
  'HoldingRecorded',
  'HoldingEnded',
  'RightTransferred',
  'BarRaised',
  'BarLifted',
  'BarExtended',
  'TitleCorrected',
  'TitleClosed',
  'SuccessionNoted',
];
const ofAsset = [
  'AssetRegistered',
  'CertificateIssued',
  'CertificateAdjusted',
  'RegistrationRenewed',
  'RegistrationChanged',
  'RegistrationCorrected',
  'RegistrationExpired',
  'RegistrationCancelled',
  'RegistrationRevoked',
];
const ofValuation = [
  'ValuationRecorded',
  'ValuationSuperseded',
  'ValuationWithdrawn',
  'AppraisalChosen',
];
const ofFinancing = [
  'OfferAccepted',
  'CollateralPerfected',
  'CollateralAssigned',
  'FinancingAssigned',
  'DrawdownRecorded',
  'RepaymentRecorded',
  'PaymentCorrected',
  'CoverageBreached',
  'CoverageRestored',
  'FinancingDefaulted',
  'FinancingClosed',
];
const ofWatch = ['AssetWatched', 'AssetUnwatched'];

/**
 * The risk monitor: whatever is recorded of what somebody lends on is looked at as it comes, by
 * following the log. It asks no table whether there is a risk, only where to look for one.
 */
@Injectable()
export class RiskWatchProcess implements Process {
  readonly name = 'risk-watch';
  readonly categories = ['title', 'asset', 'valuation', 'financing', 'policy', 'watch', 'party'];
  readonly reactsTo = [
    ...ofTitle,
    ...ofAsset,
    ...ofValuation,
    ...ofFinancing,
    ...ofWatch,
    'PolicyAdopted',
    'PartySucceeded',
  ];

  constructor(
    @Inject(RiskAssessing) private readonly assessing: RiskAssessing,
    @Inject(TitleDoor) private readonly door: TitleDoor,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(RiskRows) private readonly rows: RiskRows,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  async react(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    switch (categoryOf(event.stream)) {
      case 'policy':
        return this.onPolicy(event, signal);
      case 'party':
        return this.onSuccession(event, signal);
      case 'financing':
        return this.onFinancing(event);
      case 'watch': {
        const { partyId, assetId } = event.data as { partyId: string; assetId: string };
        return this.assess(event, [partyId], assetId);
      }
      default:
        return this.onAsset(event, subjectOf(event.stream), signal);
    }
  }

  private async onAsset(event: RecordedEvent, assetId: string, signal: AbortSignal): Promise<void> {
    const { title } = await this.door.parties.look(assetId);
    const now = this.clock.now();
    const seen = resolved(title, shanghaiDate(now));
    const named = pledgeOf(event, seen, now);
    if (ofOnePledge.has(event.type)) return this.assess(event, named, assetId, signal);
    await this.seen(watchFold.name, event.position);
    const standing = [...seen.pledges.values()]
      .filter((pledge) => ['registered', 'claimed'].includes(pledgeStanding(pledge, now)))
      .map(({ pledgeePartyId }) => pledgeePartyId);
    const watching = await this.rows.watching(assetId);
    const lenders = await this.rows.lenders(assetId);
    return this.assess(event, [...named, ...standing, ...watching, ...lenders], assetId, signal);
  }

  private async onFinancing(event: RecordedEvent): Promise<void> {
    await this.seen('financing', event.position);
    const { state } = await this.loop.load(financingKind, event.stream);
    if (state.request === undefined) return;
    const { lenderPartyId } = state;
    const { borrowerPartyId, collateral } = state.request;
    const { fromPartyId } = event.data as { readonly fromPartyId?: string };
    const partyIds = [
      lenderPartyId,
      ...(event.type === 'FinancingClosed' ? [borrowerPartyId] : []),
      ...(fromPartyId === undefined ? [] : [fromPartyId]),
    ];
    for (const assetId of new Set(collateral.map((one) => one.assetId))) {
      await this.assess(event, partyIds, assetId);
    }
  }

  /** Whom a policy is for looks at everything anew, page by page. */
  private async onPolicy(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const { name, partyId } = event.data as PolicyEvent['data'];
    if (name !== lendingPolicy.name && name !== riskMonitorPolicy.name) return;
    await this.everywhere(event, partyId, signal);
  }

  /** What was watched for who is gone is watched for its successor, as soon as that one's stream says so. */
  private async onSuccession(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const { partyId } = event.data as { readonly partyId: string };
    const [heir = partyId] = (await this.standings.standIns([partyId])).of(partyId);
    const { sole } = await this.standings.of(heir);
    if (!sole.includes(partyId)) throw new NotYet(`${heir} has not been told of ${partyId}.`);
    await this.everywhere(event, partyId, signal);
  }

  private async everywhere(
    event: RecordedEvent,
    partyId: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    await this.seen(watchFold.name, event.position);
    for (let after = ''; ;) {
      const page = await this.rows.after(after, partyId);
      for (const place of page) await this.assess(event, [place.partyId], place.assetId, signal);
      const last = page.at(-1);
      if (last === undefined || page.length < watchesMax) return;
      after = last.watchId;
    }
  }

  private async assess(
    event: RecordedEvent,
    partyIds: readonly string[],
    assetId: string,
    signal?: AbortSignal,
  ): Promise<void> {
    for (const partyId of new Set(partyIds)) {
      if (signal?.aborted) throw new NotYet('The look goes on elsewhere.');
      await this.assessing.assess(partyId, assetId, reactionTo(event, this.name));
    }
  }

  private async seen(projection: string, position: number): Promise<void> {
    if (await this.readModels.caughtUp(projection, position, patienceMs)) return;
    throw new NotYet(`${projection} has not reached position ${position}.`);
  }
}

/** The sides of the pledge that an event is about, as far as it names one. */
const pledgeOf = ({ data }: RecordedEvent, title: Title, now: string): readonly string[] => {
  const { pledgeId, fromPartyId } = data as {
    readonly pledgeId?: string;
    readonly fromPartyId?: string;
  };
  const pledge = pledgeId === undefined ? undefined : title.pledges.get(pledgeId);
  if (pledge === undefined) return [];
  const holders = holdersOf(title, pledge.holdingId, shanghaiDate(now));
  const before = fromPartyId === undefined ? [] : [fromPartyId];
  return [pledge.pledgeePartyId, ...before, ...holders];
};

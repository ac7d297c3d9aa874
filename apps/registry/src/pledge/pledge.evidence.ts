import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { AssetState } from '@ledger/domain/asset/asset.state.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { holdersOf } from '@ledger/domain/title/entry-line.js';
import { objectEvidence, type SecurityEvidence } from '@ledger/domain/title/pledged-object.js';
import type { PledgorEvidence } from '@ledger/domain/title/title.events.js';
import { workingDaysPolicy } from '@ledger/domain/policy/working-days.policy.js';
import type { ClockEvidence, ControlEvidence } from '@ledger/domain/title/pledge-life.commands.js';
import { lenderControlPolicy, pledgeClocksPolicy } from '@ledger/domain/title/pledge.policies.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { policyAsks, policyIn } from '@ledger/http/policies/policies-in-view.js';
import { Inject, Injectable } from '@nestjs/common';
import { TitleLook } from './title-look.js';

/** Reads what the rules of pledges need to know from other streams (pattern 2). */
@Injectable()
export class PledgeEvidence {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(TitleLook) private readonly titles: TitleLook,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The asset, and every holder of an entry, as their own streams describe them; who is not
   * registered is left out.
   */
  async ofEntry(assetId: string, holdingId: string): Promise<SecurityEvidence> {
    const { title, asset } = await this.titles.sheet(assetId);
    const partyIds = title.entries.get(holdingId)?.holders.map(({ partyId }) => partyId) ?? [];
    return this.found(asset, partyIds);
  }

  /** Every holder of what the pledged entry has become. */
  async ofPledge(assetId: string, pledgeId: string, now: string): Promise<SecurityEvidence> {
    const { title, asset } = await this.titles.sheet(assetId);
    const pledge = title.pledges.get(pledgeId);
    if (pledge === undefined) return { pledgorEvidence: [] };
    return this.found(asset, holdersOf(title, pledge.holdingId, shanghaiDate(now)));
  }

  private async found(
    { state, version }: Loaded<AssetState>,
    partyIds: readonly string[],
  ): Promise<SecurityEvidence> {
    const pledgorEvidence = await this.described(partyIds);
    return version === 0
      ? { pledgorEvidence }
      : { pledgorEvidence, objectEvidence: objectEvidence(state, version) };
  }

  private async described(partyIds: readonly string[]): Promise<readonly PledgorEvidence[]> {
    if (partyIds.length === 0) return [];
    const { states } = await this.loop.loadMany(partyKind, partyIds.map(partyStream));
    return partyIds.flatMap((partyId) => {
      const party = states.get(partyStream(partyId));
      const registration = party?.state.registration;
      if (party === undefined || registration === undefined) return [];
      return [{ partyId, partyClass: registration.partyClass, version: party.version }];
    });
  }

  /** How many persons a pledgee's policy asks for; its own wins over the ledger's. */
  async control(partyId: string): Promise<ControlEvidence> {
    const { content, version } = await this.policies.ofParty(lenderControlPolicy, partyId);
    return { control: content, policyVersion: version };
  }

  /** The clocks of pledges, and the calendar that they are counted by. */
  async clocks(): Promise<ClockEvidence> {
    const view = await this.loop.view(policyAsks([pledgeClocksPolicy, workingDaysPolicy]));
    const today = shanghaiDate(this.clock.now());
    const clocks = policyIn(view, pledgeClocksPolicy, today);
    const calendar = policyIn(view, workingDaysPolicy, today);
    return {
      clocks: clocks.content,
      policyVersion: clocks.version,
      calendar: calendar.content,
      calendarVersion: calendar.version,
    };
  }

  /** Version of a party's stream; 0: it is not registered. */
  async partyVersion(partyId: string): Promise<number> {
    const { state, version } = await this.loop.load(partyKind, partyStream(partyId));
    return state.registration === undefined ? 0 : version;
  }
}

import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import type { JsonObject } from '@ledger/domain/json.js';
import { Refused } from '@ledger/domain/refusal.js';
import type { PartyFact } from '@ledger/domain/title/disposal.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { TitleParties } from '@ledger/http/titles/title-parties.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';

const types = [
  'CancellationRequested',
  'RegistrationCancelled',
  'RegistrationRevoked',
  'RegistrationRestored',
] as const satisfies readonly AssetEvent['type'][];

type Heard = Extract<RecordedOf<AssetEvent>, { readonly type: (typeof types)[number] }>;

/**
 * Pattern 1 between an asset and its title. A cancellation that was asked for is decided on the
 * title and then done or refused on the asset; what the registrar ends goes through on the title
 * whatever stands there; a restoration lifts the bar of the suspension.
 */
@Injectable()
export class AssetEnding implements Process {
  readonly name = 'asset-ending';
  readonly categories = ['asset'];
  readonly reactsTo: readonly string[] = types;
  private readonly title;
  private readonly asset;
  private readonly parties: TitleParties;

  constructor(@Inject(CommandLoop) loop: CommandLoop) {
    this.parties = new TitleParties(loop);
    this.title = loop.handler(titleKind);
    this.asset = loop.handler(assetKind);
  }

  async react(recorded: RecordedEvent): Promise<void> {
    const event = recorded as Heard;
    switch (event.type) {
      case 'CancellationRequested':
        return this.decide(event);
      case 'RegistrationCancelled':
        return event.data.exOfficio ? this.close(event, { mode: 'exOfficio' }) : undefined;
      case 'RegistrationRevoked':
        return this.close(event, { mode: 'exOfficio' });
      case 'RegistrationRestored':
        return this.lift(event);
    }
  }

  private async decide(
    event: Extract<Heard, { readonly type: 'CancellationRequested' }>,
  ): Promise<void> {
    const { assetId, requestId } = event.data;
    const refused = await this.refusalOf(event);
    await this.asset(
      assetStream(assetId),
      { type: 'DecideCancellation', data: { assetId, requestId, ...(refused && { refused }) } },
      reactionTo(event, this.name),
    );
  }

  /** Why the title cannot be closed, where it cannot. */
  private async refusalOf(event: Extract<Heard, { readonly type: 'CancellationRequested' }>) {
    const byPartyId = event.metadata.actor.partyId;
    const { facts } = await this.parties.look(event.data.assetId, { partyIds: [byPartyId] });
    try {
      await this.close(event, {
        mode: 'voluntary',
        byPartyId,
        ...(facts.length > 0 && { parties: facts }),
      });
      return undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { code: error.code, obstacles: textsIn(error.obstacles) };
    }
  }

  private async close(
    event: Exclude<Heard, { readonly type: 'RegistrationRestored' }>,
    manner:
      | { readonly mode: 'exOfficio' }
      | {
          readonly mode: 'voluntary';
          readonly byPartyId: string;
          readonly parties?: readonly PartyFact[];
        },
  ): Promise<void> {
    const { assetId, reason } = event.data;
    await this.title(
      titleStream(assetId),
      { type: 'CloseTitle', data: { assetId, reason, ...manner } },
      reactionTo(event, this.name),
    );
  }

  private async lift(
    event: Extract<Heard, { readonly type: 'RegistrationRestored' }>,
  ): Promise<void> {
    const { assetId, barId, reason } = event.data;
    await this.title(
      titleStream(assetId),
      { type: 'LiftBar', data: { assetId, barId, reason } },
      reactionTo(event, this.name),
    );
  }
}

/** The ids that a refusal names: pledges, grants, bars. */
const textsIn = (obstacles: JsonObject): readonly string[] =>
  Object.values(obstacles)
    .flat()
    .filter((one): one is string => typeof one === 'string');

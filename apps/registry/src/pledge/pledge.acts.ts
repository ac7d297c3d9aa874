import type { PledgeLifeCommand } from '@ledger/domain/title/pledge-life.commands.js';
import type { TitleCommand } from '@ledger/domain/title/title.commands.js';
import type { SecurityEvidence } from '@ledger/domain/title/pledged-object.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { Inject, Injectable } from '@nestjs/common';
import { assetNamedBy, pledgeWritten } from './pledge.answer.js';
import { PledgeEvidence } from './pledge.evidence.js';
import { HANDLE_PLEDGE } from './pledge.tokens.js';
import type { HandleTitle } from './pledge.tokens.js';

type DataOf<T extends PledgeLifeCommand['type']> = Extract<PledgeLifeCommand, { type: T }>['data'];

/** Gives commands about one pledge to its title, and says where the pledge stands right after. */
@Injectable()
export class PledgeActs {
  constructor(
    @Inject(HANDLE_PLEDGE) private readonly handle: HandleTitle,
    @Inject(PledgeEvidence) private readonly evidence: PledgeEvidence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asset and pledgors as their own streams describe them. */
  evidenceOf(pledgeId: string): Promise<SecurityEvidence> {
    return this.evidence.ofPledge(assetNamedBy(pledgeId), pledgeId, this.clock.now());
  }

  async act<T extends PledgeLifeCommand['type']>(
    ask: {
      readonly type: T;
      readonly pledgeId: string;
      readonly data: Omit<DataOf<T>, 'assetId' | 'pledgeId' | 'parties'>;
    },
    context: CommandContext,
  ) {
    const { type, pledgeId } = ask;
    const assetId = assetNamedBy(pledgeId);
    const data = { ...ask.data, assetId, pledgeId };
    const command = { type, data } as unknown as CommandInput<TitleCommand>;
    const outcome = await this.handle(titleStream(assetId), command, context);
    return pledgeWritten(outcome, this.clock.now(), pledgeId);
  }
}

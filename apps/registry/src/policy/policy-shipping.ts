import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { policyDefinitions } from '@ledger/domain/policy/policy.definitions.js';
import { policyStream } from '@ledger/domain/policy/policy.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { LOGGER } from '@ledger/http/tokens.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';

/**
 * Writes the shipped policies down as version 1, whichever process starts first. A log that does
 * not answer keeps nobody from starting: until then decisions follow the same content as version 1.
 */
@Injectable()
export class PolicyShipping implements OnApplicationBootstrap {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    try {
      await this.ship();
    } catch (error) {
      this.logger.warn({ err: error }, 'shipped policies are not written down yet');
    }
  }

  private async ship(): Promise<void> {
    const names = policyDefinitions
      .filter(({ shipped }) => shipped !== undefined)
      .map(({ name }) => name);
    const { states } = await this.loop.loadMany(
      policyKind,
      names.map((name) => policyStream(name)),
    );
    const missing = names.filter((name) => states.get(policyStream(name))?.version === 0);
    const handle = this.loop.handler(policyKind);
    for (const name of missing) {
      const command = { type: 'ShipPolicy', data: { name } } as const;
      await handle(policyStream(name), command, dueContext('policy-shipping', name));
    }
  }
}

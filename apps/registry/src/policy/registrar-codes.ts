import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { JsonObject } from '@ledger/domain/json.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { faultsOf } from '@ledger/domain/policy/policy.shape.js';
import { policyStream } from '@ledger/domain/policy/policy.state.js';
import {
  carriesCode,
  codeOf,
  registrarCodeKind,
  registrarCodeStream,
} from '@ledger/domain/policy/registrar-code.decider.js';
import {
  type RegistrarDesignation,
  registrarPolicy,
} from '@ledger/domain/policy/registrar.policy.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Inject, Injectable } from '@nestjs/common';

/** Keeps two registrars from numbering under one code. */
@Injectable()
export class RegistrarCodes {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Claims the code that a designation carries, before it is adopted; refuses what another carries.
   * A claim of which no designation comes holds nobody up: it is not carried.
   */
  async claim(partyId: string, content: JsonObject, context: CommandContext): Promise<void> {
    if (faultsOf(registrarPolicy.shape, content).length > 0) return;
    const code = codeOf(content as unknown as RegistrarDesignation);
    if (code === undefined) return;
    const stream = registrarCodeStream(code);
    const { state } = await this.loop.load(registrarCodeKind, stream);
    const { partyId: holder } = state;
    const isGivenUp =
      holder !== undefined && holder !== partyId && (await this.hasGivenUp(holder, code, partyId));
    const data = { code, partyId, ...(isGivenUp && { givenUpBy: holder }) };
    const { actor, correlationId } = context;
    const command = { type: 'ClaimRegistrarCode', data } as const;
    await this.loop.handler(registrarCodeKind)(stream, command, { actor, correlationId });
  }

  /** It carries another code by now, or the claimant stands in its place. */
  private async hasGivenUp(holder: string, code: string, claimant: string): Promise<boolean> {
    const [{ state }, { sole }] = await Promise.all([
      this.loop.load(policyKind, policyStream(registrarPolicy.name, holder)),
      this.standings.of(claimant),
    ]);
    return sole.includes(holder) || !carriesCode(state, code, shanghaiDate(this.clock.now()));
  }
}

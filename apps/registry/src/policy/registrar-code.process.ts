import type { PolicyEvent } from '@ledger/domain/policy/policy.events.js';
import { registrarPolicy } from '@ledger/domain/policy/registrar.policy.js';
import { Refused } from '@ledger/domain/refusal.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { RegistrarCodes } from './registrar-codes.js';

/**
 * Claims the codes of designations that were adopted before codes were claimed. Where two had one
 * already, it stays the first one's; nobody's designation ends by that.
 */
@Injectable()
export class RegistrarCodeProcess implements Process {
  readonly name = 'registrar-code';
  readonly categories = ['policy'];
  readonly reactsTo: readonly PolicyEvent['type'][] = ['PolicyAdopted'];

  constructor(@Inject(RegistrarCodes) private readonly codes: RegistrarCodes) {}

  async react(event: RecordedEvent): Promise<void> {
    const { name, partyId, content } = (event as RecordedOf<PolicyEvent>).data;
    if (name !== registrarPolicy.name || partyId === undefined) return;
    try {
      await this.codes.claim(partyId, content, reactionTo(event, this.name));
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'registrar_code_taken') throw error;
    }
  }
}

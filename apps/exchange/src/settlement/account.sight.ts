import { orderKind } from '@ledger/domain/order/order.decider.js';
import { orderStream, sideOf } from '@ledger/domain/order/order.state.js';
import { accountParts } from '@ledger/domain/settlement/posting.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Inject, Injectable } from '@nestjs/common';

/** Operator and platform auditor see all accounts. */
export const seesAllAccounts = ({ roles }: Pick<Caller, 'roles'>): boolean =>
  roles.includes('operator') || roles.includes('auditor');

/** An account is its owner's; that of an order is its two sides'. */
@Injectable()
export class AccountSight {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  async sees(accountId: string, caller: Caller): Promise<boolean> {
    const parts = accountParts(accountId);
    if (parts === undefined) return false;
    if (seesAllAccounts(caller)) return true;
    const { joint } = await this.standings.of(caller.partyId);
    if (parts.kind !== 'escrow' && parts.kind !== 'due') return joint.includes(parts.owner);
    const { state } = await this.loop.load(orderKind, orderStream(parts.owner));
    return state !== undefined && sideOf(state, joint) !== undefined;
  }
}

import { orderKind } from '@ledger/domain/order/order.decider.js';
import { hasEnded, orderStream } from '@ledger/domain/order/order.state.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { HoldFunds } from '@ledger/domain/wallet/wallet.commands.js';
import { walletKind } from '@ledger/domain/wallet/wallet.decider.js';
import { walletPolicy } from '@ledger/domain/wallet/wallet.policy.js';
import { walletStream } from '@ledger/domain/wallet/wallet.state.js';
import type { Wallet } from '@ledger/domain/wallet/wallet.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { partyIdInPath } from '@ledger/http/parties/party-key.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Inject, Injectable } from '@nestjs/common';

/** A wallet that the caller may see. */
export interface OpenedWallet {
  readonly partyId: string;
  readonly wallet: Loaded<Wallet>;
  /** The parties in whose place the caller's organisation stands. */
  readonly standsFor: readonly string[];
}

/** Lets callers see wallets, and reads what decisions on them rest on (rule pattern 2). */
@Injectable()
export class WalletEvidence {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
  ) {}

  /**
   * The wallet of a party, by id or code. A party's own, whether or not it was ever used, is there for
   * it, for who stands in its place, for operators and auditors; for others there is none.
   */
  async open(party: string, caller: Caller, after = 0): Promise<OpenedWallet> {
    const partyId = partyIdInPath(party);
    const [stream, owner] = [walletStream(partyId), partyStream(partyId)];
    const [view, { joint }] = await Promise.all([
      this.loop.view([
        { kind: walletKind, stream },
        { kind: partyKind, stream: owner },
      ]),
      this.standings.of(caller.partyId),
    ]);
    if (view.asOf < after) throw problem('read_model_behind');
    const isKnown = view.of(partyKind, owner).version > 0;
    if (!isKnown || !seesWallet(caller, joint, partyId)) return refuse('wallet_not_found');
    return { partyId, wallet: view.of(walletKind, stream), standsFor: joint };
  }

  /** The order that money is to be held for, and the policy on holds. */
  async ofHold(orderId: string): Promise<Pick<HoldFunds['data'], 'order' | 'policy'>> {
    const [{ state, version }, { version: policyVersion, content: terms }] = await Promise.all([
      this.loop.load(orderKind, orderStream(orderId)),
      this.policies.of(walletPolicy),
    ]);
    const order = {
      orderId,
      version,
      hasEnded: state === undefined || hasEnded(state),
      ...(state && { buyerPartyId: state.buyerPartyId }),
    };
    return { order, policy: { version: policyVersion, terms } };
  }
}

/** Who only administers the platform sees no business. */
const seesWallet = (
  { roles }: Pick<Caller, 'roles'>,
  standsFor: readonly string[],
  partyId: string,
): boolean =>
  roles.includes('operator') ||
  roles.includes('auditor') ||
  (standsFor.includes(partyId) && roles.some((role) => role !== 'admin'));

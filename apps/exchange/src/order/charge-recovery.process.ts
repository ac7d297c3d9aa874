import { fromMinorUnits, minorUnits } from '@ledger/domain/money.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import type { OrderData } from '@ledger/domain/order/order.events.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { Refused } from '@ledger/domain/refusal.js';
import { poolOf } from '@ledger/domain/settlement/settlement.js';
import { sharingKind } from '@ledger/domain/sharing/sharing.decider.js';
import type { SharingEvidence } from '@ledger/domain/sharing/sharing.evidence.js';
import { saleKey, sharingStream } from '@ledger/domain/sharing/sharing.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { HANDLE_ORDER } from './order.tokens.js';
import type { HandleOrder } from './order.tokens.js';

type Posted = OrderData<'ChargePosted'>;

/**
 * Takes in the agreement's own stream what a charge gives towards the recovery of costs (pattern 3:
 * they come back once, whatever is charged at once), then has the charge divided by it. What a
 * charge that is taken back had given is to be recovered again.
 */
@Injectable()
export class ChargeRecoveryProcess implements Process {
  readonly name = 'charge-recovery';
  readonly categories = ['order'];
  readonly reactsTo = ['ChargePosted'];
  private readonly share;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(HANDLE_ORDER) private readonly handle: HandleOrder,
  ) {
    this.share = loop.handler(sharingKind);
  }

  async react(event: RecordedEvent): Promise<void> {
    const posted = event.data as Posted;
    if (posted.awaitsRecovery === true) await this.divide(posted, event);
    if (posted.credits !== undefined) await this.giveBack(posted, event);
  }

  private async divide(posted: Posted, event: RecordedEvent): Promise<void> {
    const { orderId, chargeNo } = posted;
    const divided = async (sharing: SharingEvidence | undefined, step: string): Promise<void> => {
      const data = { orderId, chargeNo, ...(sharing && { sharing }) };
      const context = reactionTo(event, this.name, step);
      await this.handle(orderStream(orderId), { type: 'DivideCharge', data }, context);
    };
    try {
      await divided(await this.taken(posted, event), 'divide');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // No room in the agreement, or nothing left for tax: it is shared without recovery.
      await this.returned(posted, { part: 1n, whole: 1n }, event);
      await divided(undefined, 'divide as it is');
    }
  }

  private async taken(
    { orderId, chargeNo, gross, on, division, sharing }: Posted,
    event: RecordedEvent,
  ): Promise<SharingEvidence | undefined> {
    if (division === undefined || sharing === undefined) return undefined;
    const { sharingId, version } = sharing;
    const { base, vat, fee } = division;
    const pool = poolOf(minorUnits(gross), base, minorUnits(vat), minorUnits(fee));
    const sale = { sharingId, orderId, chargeNo };
    const data = { ...sale, soldOn: on, version, pool: String(pool) };
    const context = reactionTo(event, this.name, 'take');
    const stream = sharingStream(sharingId);
    const { state } = await this.share(stream, { type: 'TakeRecovery', data }, context);
    const agreed = state?.versions[version - 1];
    if (agreed === undefined) return undefined;
    const recovered = [...(state?.taken.get(saleKey(sale)) ?? [])].map(([partyId, minor]) => ({
      partyId,
      amount: fromMinorUnits(minor),
    }));
    return { sharingId, version, terms: agreed.terms, recovered };
  }

  /** Of each charge that was taken back, as much as has been by now. */
  private async giveBack({ orderId, credits = [] }: Posted, event: RecordedEvent): Promise<void> {
    const { state } = await this.loop.load(orderKind, orderStream(orderId));
    if (state?.sharingId === undefined) return;
    const sharing = { sharingId: state.sharingId };
    for (const { chargeNo } of credits) {
      const charge = state.charging.charges[chargeNo - 1];
      if (charge === undefined || charge.gross <= 0n) continue;
      const by = { part: charge.credited, whole: charge.gross };
      await this.returned({ orderId, chargeNo, sharing }, by, event);
    }
  }

  private async returned(
    {
      orderId,
      chargeNo,
      sharing,
    }: Pick<Posted, 'orderId' | 'chargeNo'> & {
      readonly sharing?: { readonly sharingId: string };
    },
    { part, whole }: { readonly part: bigint; readonly whole: bigint },
    event: RecordedEvent,
  ): Promise<void> {
    if (sharing === undefined) return;
    const { sharingId } = sharing;
    const data = { sharingId, orderId, chargeNo, part: String(part), whole: String(whole) };
    const context = reactionTo(event, this.name, `return ${chargeNo}`);
    await this.share(sharingStream(sharingId), { type: 'ReturnRecovery', data }, context);
  }
}

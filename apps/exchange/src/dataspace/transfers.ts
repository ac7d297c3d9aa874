import { idOf } from '@ledger/contracts/dataspace/protocol.js';
import { type DataAddress, readTransferRequest } from '@ledger/contracts/dataspace/read-message.js';
import { formatsOf } from '@ledger/domain/dataspace/formats.js';
import { negotiationKind } from '@ledger/domain/dataspace/negotiation.decider.js';
import type { EndReason } from '@ledger/domain/dataspace/negotiation.events.js';
import { type Negotiation, negotiationStream } from '@ledger/domain/dataspace/negotiation.state.js';
import { orderLetsTransfer } from '@ledger/domain/dataspace/order-mapping.js';
import type { Abroad } from '@ledger/domain/cross-border/export-gate.js';
import { type AdvanceTransfer, transferKind } from '@ledger/domain/dataspace/transfer.decider.js';
import { type Transfer, transferStream } from '@ledger/domain/dataspace/transfer.state.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { ORDER_PLACING, type OrderPlacing } from '@ledger/http/orders/placing.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { fingerprintOf } from '@ledger/http/writes/fingerprint.js';
import { Inject, Injectable } from '@nestjs/common';
import { counterpartAddress } from './counterpart-address.js';
import { DataAddresses } from './data-addresses.js';
import { DATASPACE_CONFIGURATION, type DataspaceConfiguration } from './dataspace.configuration.js';
import { negotiationIdOf, transferIdOf } from './dataspace-ids.js';
import { otherSide } from './sides.js';

type Message = AdvanceTransfer['data']['message'];
type Said = EndReason & {
  readonly message: Message;
  readonly counterPid: string;
  readonly dataAddress?: DataAddress;
};

/** What other connectors say in transfers, as provider and as consumer. */
@Injectable()
export class Transfers {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(DataAddresses) private readonly addresses: DataAddresses,
    @Inject(ORDER_PLACING) private readonly placing: OrderPlacing,
    @Inject(DATASPACE_CONFIGURATION) private readonly configuration: DataspaceConfiguration,
  ) {
    this.handle = loop.handler(transferKind);
  }

  /** A consumer asks for data under an agreement of ours. The same again finds itself. */
  async requested(json: unknown, { actor, correlationId }: CommandContext): Promise<Transfer> {
    const request = readTransferRequest(json);
    const { consumerPid, agreementId, format, callbackAddress, dataAddress } = request;
    const address = counterpartAddress(callbackAddress, this.configuration);
    const agreement = await this.agreement(agreementId, actor.partyId);
    const { negotiationId, orderId = '', opening } = agreement;
    const transferId = transferIdOf(actor.partyId, consumerPid);
    const stream = transferStream(transferId);
    const [order, known] = await Promise.all([
      this.loop.load(orderKind, orderStream(orderId)),
      this.loop.load(transferKind, stream),
    ]);
    if (order.state === undefined) return refuse('transfer_agreement_not_found', { agreementId });
    if (known.state === undefined && !orderLetsTransfer('request', order.state)) {
      return refuse('transfer_order_forbids', { transferId });
    }
    const name = `${transferId} ${fingerprintOf(dataAddress ?? null)}`;
    const endpoint = dataAddress && (await this.addresses.keep(name, dataAddress));
    const data = {
      ...{ transferId, negotiationId, agreementId, orderId, format, counterPid: consumerPid },
      ...{ opening: { ...opening, address }, formats: formatsOf(order.state.content) },
      ...(endpoint && { endpoint }),
    };
    const outcome = await this.handle(
      stream,
      { type: 'RequestTransfer', data },
      { actor, correlationId },
    );
    return known.state ?? this.written(outcome);
  }

  /** Any later message of the other side. */
  async received(
    pid: string,
    { dataAddress, ...said }: Said,
    { actor, correlationId }: CommandContext,
  ): Promise<Transfer> {
    const transfer = await this.open(pid, actor.partyId);
    const { transferId, role } = transfer;
    const name = `${transferId} ${fingerprintOf(dataAddress ?? null)}`;
    const endpoint = dataAddress && (await this.addresses.keep(name, dataAddress));
    const data = {
      ...{ transferId, by: otherSide(role), ...said },
      ...(await this.entitlement(transfer, said.message)),
      ...(endpoint && { endpoint }),
    };
    const command = { type: 'AdvanceTransfer' as const, data };
    const outcome = await this.handle(transferStream(transferId), command, {
      actor,
      correlationId,
    });
    return this.written(outcome);
  }

  /**
   * Whether the buyer may use the data now, where the order behind it is ours to ask; to a buyer
   * abroad what starts is an export.
   */
  async entitlement(
    { role, orderId }: Transfer,
    message: Message,
  ): Promise<{ readonly isEntitled?: boolean; readonly abroad?: Abroad }> {
    if (role !== 'provider' || orderId === undefined || message !== 'start') return {};
    const { state: order } = await this.loop.load(orderKind, orderStream(orderId));
    if (order === undefined || !orderLetsTransfer('start', order)) return { isEntitled: false };
    const { obstacles, abroad } = await this.placing.gate(order);
    return { isEntitled: obstacles === undefined, ...(abroad && { abroad }) };
  }

  /** A transfer for the organisation at its other end; for all others it is not there. */
  async open(pid: string, partyId: string): Promise<Transfer> {
    const transferId = idOf(pid);
    const [{ state }, { joint }] = await Promise.all([
      this.loop.load(transferKind, transferStream(transferId)),
      this.standings.of(partyId),
    ]);
    if (state !== undefined && joint.includes(state.counterpartyId)) return state;
    return refuse('transfer_not_found', { transferId });
  }

  /** The agreement that we gave to this organisation, final. */
  private async agreement(agreementId: string, partyId: string) {
    const negotiationId = negotiationIdOf(idOf(agreementId));
    const [{ state }, { joint }] = await Promise.all([
      this.loop.load(negotiationKind, negotiationStream(negotiationId)),
      this.standings.of(partyId),
    ]);
    const isIts =
      state?.state === 'FINALIZED' &&
      state.role === 'provider' &&
      joint.includes(state.counterpartyId);
    if (!isIts) return refuse('transfer_agreement_not_found', { agreementId });
    return { negotiationId, orderId: state.orderId, opening: openingOf(state, partyId) };
  }

  private written({ state }: { readonly state: Transfer | undefined }): Transfer {
    if (state === undefined) throw new Error('A transfer that was just written is gone.');
    return state;
  }
}

const openingOf = (
  { role, partyId, participantId, counterpartId }: Negotiation,
  counterpartyId: string,
) => ({ role, partyId, participantId, counterpartyId, counterpartId });

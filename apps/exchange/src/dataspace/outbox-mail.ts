import {
  negotiationKind,
  type SettleNegotiationMessage,
} from '@ledger/domain/dataspace/negotiation.decider.js';
import type { NegotiationEvent } from '@ledger/domain/dataspace/negotiation.events.js';
import { negotiationStream } from '@ledger/domain/dataspace/negotiation.state.js';
import { transferKind } from '@ledger/domain/dataspace/transfer.decider.js';
import type { TransferEvent } from '@ledger/domain/dataspace/transfer.events.js';
import { transferStream } from '@ledger/domain/dataspace/transfer.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataAddresses } from './data-addresses.js';
import { isEnd, negotiationMessage, type OutgoingMessage, transferMessage } from './messages.js';
import type { DueProcess } from './outbox.js';
import { OwnAddress } from './own-address.js';

/** What became of a message. */
export type Ending = Pick<SettleNegotiationMessage['data'], 'settlement' | 'counterPid' | 'status'>;

/** The next message of a process, ready to be sent. */
export interface Letter {
  readonly processId: string;
  /** Version of the event that it is. */
  readonly message: number;
  readonly to: {
    readonly partyId: string;
    readonly counterpartyId: string;
    readonly address: string;
  };
  readonly outgoing: OutgoingMessage;
  /** It ends the process: whether the other side takes it does not matter. */
  readonly isEnd: boolean;
  /** The other side never told its id: nobody is there to be told more. */
  readonly isVain: boolean;
  settle(ending: Ending): Promise<void>;
}

/** Makes messages out of the log, where they are facts, and writes down what became of them. */
@Injectable()
export class OutboxMail {
  private readonly handleNegotiation;
  private readonly handleTransfer;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(DataAddresses) private readonly addresses: DataAddresses,
    @Inject(OwnAddress) private readonly own: OwnAddress,
  ) {
    this.handleNegotiation = loop.handler(negotiationKind);
    this.handleTransfer = loop.handler(transferKind);
  }

  /** The oldest message of a process that waits; `undefined`: none does. */
  next({ processId, kind }: DueProcess): Promise<Letter | undefined> {
    return kind === 'negotiation' ? this.ofNegotiation(processId) : this.ofTransfer(processId);
  }

  private async ofNegotiation(negotiationId: string): Promise<Letter | undefined> {
    const stream = negotiationStream(negotiationId);
    const { state } = await this.loop.load(negotiationKind, stream);
    const message = state?.unsettled[0];
    if (state === undefined || message === undefined) return undefined;
    const [event] = await this.log.read(stream, message, message);
    const said = event as unknown as Exclude<
      RecordedOf<NegotiationEvent>,
      { readonly type: 'NegotiationMessageSettled' }
    >;
    const outgoing = negotiationMessage(said, state, this.own.base);
    const isVain = !outgoing.isFirst && state.counterPid === undefined;
    const settle = async (ending: Ending): Promise<void> => {
      const data = { negotiationId, message, ...ending };
      const context = dueContext('dataspace-outbox', `${negotiationId} ${message}`);
      await this.handleNegotiation(stream, { type: 'SettleNegotiationMessage', data }, context);
    };
    const about = { processId: negotiationId, message, to: state, outgoing, settle };
    return { ...about, isEnd: isEnd(said), isVain };
  }

  private async ofTransfer(transferId: string): Promise<Letter | undefined> {
    const stream = transferStream(transferId);
    const { state } = await this.loop.load(transferKind, stream);
    const message = state?.unsettled[0];
    if (state === undefined || message === undefined) return undefined;
    const [event] = await this.log.read(stream, message, message);
    const said = event as unknown as Exclude<
      RecordedOf<TransferEvent>,
      { readonly type: 'TransferMessageSettled' }
    >;
    const endpoint = 'endpoint' in said.data ? said.data.endpoint : undefined;
    const address = endpoint && (await this.addresses.open(endpoint));
    const outgoing = transferMessage(said, state, this.own.base, address);
    const isVain = !outgoing.isFirst && state.counterPid === undefined;
    const settle = async (ending: Ending): Promise<void> => {
      const data = { transferId, message, ...ending };
      const context = dueContext('dataspace-outbox', `${transferId} ${message}`);
      await this.handleTransfer(stream, { type: 'SettleTransferMessage', data }, context);
    };
    const about = { processId: transferId, message, to: state, outgoing, settle };
    return { ...about, isEnd: isEnd(said), isVain };
  }
}

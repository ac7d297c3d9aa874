import { transferKind } from '@ledger/domain/dataspace/transfer.decider.js';
import { transferStream } from '@ledger/domain/dataspace/transfer.state.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import { NotYet } from '@ledger/read-model/passing.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { dataspaceProcessFold } from './dataspace-process.projection.js';
import { DataspaceProcessView } from './dataspace-process.view.js';
import { unlessPast } from './unless-past.js';

const waitMs = 5_000;

/** Ends every transfer under an order that no longer entitles its buyer. */
@Injectable()
export class TransfersOfOrder {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
  ) {
    this.handle = loop.handler(transferKind);
  }

  /** The table says where to look; a transfer asked for later is refused by the order itself. */
  async end({ type, data, position }: RecordedOf<OrderEvent>, context: CommandContext) {
    if (!(await this.readModels.caughtUp(dataspaceProcessFold.name, position, waitMs))) {
      throw new NotYet('The table of transfers has not come this far.');
    }
    const open = await this.dataSource.getRepository(DataspaceProcessView).find({
      where: {
        ...{ orderId: data.orderId, kind: 'transfer', role: 'provider' },
        state: In(['REQUESTED', 'STARTED', 'SUSPENDED']),
      },
      take: 1_000,
    });
    for (const { processId: transferId } of open) {
      const ended = { transferId, message: 'termination', by: 'provider', code: type } as const;
      const stream = transferStream(transferId);
      await unlessPast(this.handle(stream, { type: 'AdvanceTransfer', data: ended }, context));
    }
  }
}

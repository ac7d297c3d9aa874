import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { DueSweep, writtenNow } from '@ledger/read-model/due-sweep.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AssetView } from './asset.view.js';

/**
 * Writes down what the clock has brought about: silence that accepted, a supplement that did not
 * come, a registration that lapsed. Every answer counted it in before.
 */
@Injectable()
export class AssetDueSweep extends DueSweep<AssetView> {
  readonly name = 'asset-due';
  readonly everySeconds = 60;
  private readonly handle;

  constructor(@Inject(CommandLoop) loop: CommandLoop, @Inject(DataSource) dataSource: DataSource) {
    super(dataSource, { table: AssetView, due: 'dueOn', id: 'assetId' });
    this.handle = loop.handler(assetKind);
  }

  protected settle({ assetId, dueOn }: AssetView): Promise<number> {
    const context = dueContext(this.name, `${assetId} ${dueOn ?? ''}`);
    const command = { type: 'SettleDue', data: { assetId } } as const;
    return writtenNow(this.handle(assetStream(assetId), command, context));
  }
}

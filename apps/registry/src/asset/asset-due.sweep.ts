import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { DueWalk } from '@ledger/read-model/due-walk.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AssetView } from './asset.view.js';

/** Assets looked at in one round. */
const roundMax = 100;

/**
 * Writes down what the clock has brought about: silence that accepted, a supplement that did not
 * come, a registration that lapsed. The table only says where to look: the asset decides, and
 * every answer counted it in before.
 */
@Injectable()
export class AssetDueSweep implements Sweep {
  readonly name = 'asset-due';
  readonly everySeconds = 60;
  private readonly handle;
  private readonly walk: DueWalk<AssetView>;

  constructor(@Inject(CommandLoop) loop: CommandLoop, @Inject(DataSource) dataSource: DataSource) {
    this.handle = loop.handler(assetKind);
    const rows = { table: AssetView, due: 'dueOn', id: 'assetId', roundMax } as const;
    this.walk = new DueWalk(dataSource, rows);
  }

  run(now: string): Promise<number> {
    return this.walk.round(shanghaiDate(now), (row) => this.settle(row));
  }

  /** One where something was written now. */
  private async settle({ assetId, dueOn }: AssetView): Promise<number> {
    const context = dueContext(this.name, `${assetId} ${dueOn ?? ''}`);
    const command = { type: 'SettleDue', data: { assetId } } as const;
    const { events, replayed } = await this.handle(assetStream(assetId), command, context);
    return replayed ? 0 : Math.min(events.length, 1);
  }
}

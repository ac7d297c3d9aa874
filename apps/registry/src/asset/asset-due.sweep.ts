import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, LessThanOrEqual } from 'typeorm';
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

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(DataSource) private readonly dataSource: DataSource,
  ) {
    this.handle = loop.handler(assetKind);
  }

  async run(now: string): Promise<number> {
    const due = await this.dataSource.getRepository(AssetView).find({
      select: { assetId: true, dueOn: true },
      where: { dueOn: LessThanOrEqual(shanghaiDate(now)) },
      order: { dueOn: 'ASC', assetId: 'ASC' },
      take: roundMax,
    });
    let settled = 0;
    for (const { assetId, dueOn } of due) {
      const context = dueContext(this.name, `${assetId} ${dueOn ?? ''}`);
      const command = { type: 'SettleDue', data: { assetId } } as const;
      const { events, replayed } = await this.handle(assetStream(assetId), command, context);
      settled += replayed ? 0 : Math.min(events.length, 1);
    }
    return settled;
  }
}

import { sharingKind } from '@ledger/domain/sharing/sharing.decider.js';
import { sharingStream } from '@ledger/domain/sharing/sharing.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import { Module } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { SharingCommandsController } from './sharing.commands.controller.js';
import { sharingFold } from './sharing.projection.js';
import { SharingQueriesController } from './sharing.queries.controller.js';
import { LOAD_SHARING, type LoadSharing } from './sharing.tokens.js';
import { SharingView } from './sharing.view.js';

/** Revenue-sharing agreements. */
@Module({
  controllers: [SharingCommandsController, SharingQueriesController],
  providers: [
    {
      provide: LOAD_SHARING,
      useFactory:
        (loop: CommandLoop): LoadSharing =>
        (sharingId) =>
          loop.load(sharingKind, sharingStream(sharingId)),
      inject: [CommandLoop],
    },
  ],
})
export class SharingModule {}

/** Tables of this slice. */
export const sharingViews: readonly EntityTarget<ObjectLiteral>[] = [SharingView];

/** What keeps them. */
export const sharingProjections: readonly Projection[] = [rowProjection(sharingFold)];

import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { Alarms } from './alarm.js';
import { AlertCommandsController } from './alert.commands.controller.js';
import { AlertQueriesController } from './alert.queries.controller.js';
import { AssetAlertingProcess } from './asset-alerting.process.js';
import { CopyAlertingProcess } from './copy-alerting.process.js';
import { SourceGradesProcess } from './source-grades.process.js';
import { SourceImpactProcess } from './source-impact.process.js';
import { SourcePastProcess } from './source-past.process.js';

/** Alerts: raised to those whom a fact concerns, listed, acknowledged. */
@Module({
  controllers: [AlertCommandsController, AlertQueriesController],
  providers: [
    Alarms,
    Standings,
    AssetAlertingProcess,
    CopyAlertingProcess,
    SourceGradesProcess,
    SourceImpactProcess,
    SourcePastProcess,
  ],
})
export class AlertModule {}

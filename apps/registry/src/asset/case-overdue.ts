import { watchKind, watchStream } from '@ledger/domain/alert/alert.decider.js';
import type { AlertGround } from '@ledger/domain/alert/alert.events.js';
import { addDays, shanghaiDate } from '@ledger/domain/calendar.js';
import type { CommandLoop } from '@ledger/event-store/command-loop.js';
import { watchIdOf } from '@ledger/event-store/ids.js';
import { writtenNow } from '@ledger/read-model/due-sweep.js';
import { dueContext } from '@ledger/read-model/reaction.js';

/** Something of an asset's registration whose last day is over. */
export interface Overdue {
  readonly assetId: string;
  readonly task: string;
  readonly dueBy: string;
  readonly objectionNo?: number | undefined;
  readonly requestId?: string | undefined;
}

/** The last of the days that are over: one runs out when it has passed. */
export const lastDayOver = (now: string): string => addDays(shanghaiDate(now), -1);

/** Tells a party once that something is overdue; answers how much was written now. */
export const tellOverdue = (
  loop: CommandLoop,
  sweep: string,
  { assetId, task, dueBy, objectionNo, requestId }: Overdue,
  { partyId, ground }: { readonly partyId: string; readonly ground: AlertGround },
): Promise<number> => {
  const watchId = watchIdOf(partyId, assetId);
  const which = objectionNo ?? requestId;
  const key = ['case', assetId, task, ...(which === undefined ? [] : [which]), dueBy].join('/');
  const about = {
    ...{ task, dueBy },
    ...(objectionNo !== undefined && { objectionNo }),
    ...(requestId !== undefined && { requestId }),
  };
  const raised = loop.handler(watchKind)(
    watchStream(watchId),
    {
      type: 'RaiseAlert',
      data: {
        ...{ watchId, partyId, assetId, ground },
        ...{ kind: 'caseOverdue', severity: 'warning', fact: { key }, about },
      },
    },
    dueContext(sweep, `${key} ${ground}`),
  );
  return writtenNow(raised);
};

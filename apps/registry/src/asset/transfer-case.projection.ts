import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { applicationsAfter } from '@ledger/domain/title/transfer-application.state.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { undated } from './asset-case.columns.js';
import { TransferCaseView } from './transfer-case.view.js';

/** What changes a transfer that was applied for. */
const heard = [
  'TransferApplied',
  'TransferJoined',
  'TransferWithdrawn',
  'TransferTurnedDown',
  'RightTransferred',
] as const satisfies readonly TitleEvent['type'][];

type Heard = Extract<TitleEvent, { readonly type: (typeof heard)[number] }>;
type Row = Omit<TransferCaseView, 'lastPosition'>;

/** One row per transfer in hand; what became of the others is in their titles. */
export const transferCaseFold: RowFold<Heard, TransferCaseView> = {
  name: 'transfer-case',
  categories: ['title'],
  types: heard,
  table: TransferCaseView,
  key: 'transferId',
  keysOf: ({ type, data }) => (heard.includes(type) ? [data.transferId] : []),
  evolve: (row, event, transferId) => {
    const application = applicationAfter(row?.application, event);
    if (application === undefined || application.decided !== undefined) return undefined;
    const { assetId, registrarPartyId, transferorPartyId, transferees, reviewBy } = application;
    return {
      ...{ transferId, assetId, registrarPartyId, application },
      partyIds: [transferorPartyId, ...transferees.map(({ partyId }) => partyId)],
      waitingSince: row === undefined || reviewBy !== undefined ? event.data.on : row.waitingSince,
      caseDue: reviewBy ?? undated,
    };
  },
};

/** A transfer that nobody had to apply for is no case, nor is one that was registered. */
const applicationAfter = (
  before: Row['application'] | undefined,
  event: RecordedOf<Heard>,
): Row['application'] | undefined => {
  if (event.type === 'RightTransferred') return undefined;
  if (event.type !== 'TransferApplied' && before === undefined) return undefined;
  const known = before === undefined ? [] : ([[before.transferId, before]] as const);
  const after = applicationsAfter({ transferApplications: new Map(known) }, event, event.version);
  return after.get(event.data.transferId);
};

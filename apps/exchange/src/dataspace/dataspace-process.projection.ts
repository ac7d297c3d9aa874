import type { NegotiationEvent } from '@ledger/domain/dataspace/negotiation.events.js';
import { evolveNegotiation, type Negotiation } from '@ledger/domain/dataspace/negotiation.state.js';
import type { TransferEvent } from '@ledger/domain/dataspace/transfer.events.js';
import { evolveTransfer, type Transfer } from '@ledger/domain/dataspace/transfer.state.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { DataspaceProcessView } from './dataspace-process.view.js';

type ProcessEvent = NegotiationEvent | TransferEvent;
type Row = Omit<DataspaceProcessView, 'lastPosition'>;

/** One row per negotiation and per transfer. */
export const dataspaceProcessFold: RowFold<ProcessEvent, DataspaceProcessView> = {
  name: 'dataspace-process',
  categories: ['negotiation', 'transfer'],
  table: DataspaceProcessView,
  key: 'processId',
  keysOf: ({ data }) => ['transferId' in data ? data.transferId : data.negotiationId],
  evolve: (row, event) => evolved(row, event),
};

const evolved = (row: Row | undefined, event: RecordedOf<ProcessEvent>): Row => {
  const { version } = event;
  const firstPosition = row?.firstPosition ?? event.position;
  if (event.stream.startsWith('transfer-')) {
    const transfer = evolveTransfer(
      row?.folded as Transfer | undefined,
      event as unknown as RecordedOf<TransferEvent>,
    );
    const folded = known(transfer);
    const { transferId: processId, agreementId } = folded;
    return { processId, kind: 'transfer', agreementId, ...shared(folded), version, firstPosition };
  }
  const negotiation = evolveNegotiation(
    row?.folded as Negotiation | undefined,
    event as unknown as RecordedOf<NegotiationEvent>,
  );
  const folded = known(negotiation);
  const { negotiationId: processId, agreement } = folded;
  const agreementId = agreement?.['@id'] ?? null;
  return { processId, kind: 'negotiation', agreementId, ...shared(folded), version, firstPosition };
};

const shared = (folded: Negotiation | Transfer) => ({
  role: folded.role,
  partyId: folded.partyId,
  counterpartyId: folded.counterpartyId,
  state: folded.state,
  orderId: folded.orderId ?? null,
  oldestUnsettled: folded.unsettled[0] ?? null,
  folded,
});

const known = <T>(folded: T | undefined): T => {
  if (folded === undefined) throw new Error('A process went on that never began.');
  return folded;
};

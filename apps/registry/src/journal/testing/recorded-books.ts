import type { BookEvent } from '@ledger/domain/book/book.events.js';
import { bookKind } from '@ledger/domain/book/book.decider.js';
import { bookStream } from '@ledger/domain/book/book.state.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import { noStream } from '@ledger/event-store/digest.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { newEvents } from '@ledger/event-store/new-events.js';
import { newSalt } from '@ledger/event-store/random.js';

/** Facts of one intangible asset bought before the ledger began, for specs and benchmarks. */
export const boughtBefore = (
  entityPartyId: string,
  bookId: string,
  { costMinor, months }: { readonly costMinor: bigint; readonly months: number },
): readonly BookEvent[] => [
  {
    type: 'BookOpened',
    data: { bookId, entityPartyId, name: `数据集 ${bookId.slice(0, 8)}`, source: 'purchased' },
  },
  {
    type: 'OpeningBalanceTaken',
    data: {
      bookId,
      on: '2025-01-01',
      carriedAs: 'intangible',
      cost: fromMinorUnits(costMinor),
      amortised: fromMinorUnits(0n),
      impaired: fromMinorUnits(0n),
    },
  },
  {
    type: 'UsefulLifeEstimated',
    data: {
      bookId,
      on: '2025-01-01',
      estimate: {
        from: '2025-01',
        method: 'straightLine',
        months,
        residual: fromMinorUnits(0n),
        use: 'administration',
      },
      factors: [{ factor: '更新频率和时效性', finding: '按月更新' }],
    },
  },
];

/** Records a new book's facts as they are, without asking the rules. */
export const recordBook = async (
  log: Pick<EventLog, 'append'>,
  events: readonly BookEvent[],
  now: string,
): Promise<void> => {
  const [opened] = events;
  if (opened?.type !== 'BookOpened') throw new Error('A book begins with BookOpened.');
  const stream = bookStream(opened.data.bookId);
  const context = {
    actor: { person: 'token-1', partyId: opened.data.entityPartyId, role: 'accountant' as const },
    correlationId: derivedId('book', stream),
  };
  const { schemaVersions } = bookKind;
  const decided = { stream, commandType: 'OpenBook', context, now, events, schemaVersions };
  await log.append(stream, noStream, newEvents(decided, newSalt));
};

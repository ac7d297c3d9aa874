import type { StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';
import type { AssetEvidence, BookCommand, CommandOf } from './book.commands.js';
import {
  acquire,
  decideRecognition,
  develop,
  incurCost,
  meetConditions,
  research,
  takeOpening,
} from './book.costs.js';
import {
  earn,
  holdForSale,
  lapse,
  lapsePart,
  reclassify,
  reverseFact,
  sell,
} from './book.disposal.js';
import type { BookEvent } from './book.events.js';
import { handOver, takeOver } from './book.succession.js';
import {
  estimateLife,
  reverseWriteDown,
  testImpairment,
  useUnits,
  withdrawHeldForSale,
  writeDown,
} from './book.measuring.js';
import { type BookState, evolveBook, initialBook } from './book.state.js';

/** Facts of one unit of account over decades, units used month by month included. */
const eventsMax = 2_000;

/** What ends a book, or corrects it, always finds room. */
const reserve = 100;
const ending: ReadonlySet<BookCommand['type']> = new Set<BookCommand['type']>([
  'Sell',
  'Lapse',
  'LapsePart',
  'Reclassify',
  'ClassifyHeldForSale',
  'ReverseFact',
]);

const open = (
  { data, meta }: CommandOf<'OpenBook'>,
  { opened }: BookState,
): readonly BookEvent[] => {
  const { partyId: entityPartyId } = meta.actor;
  const { evidence, ...told } = data;
  if (opened !== undefined) return [];
  const event: BookEvent = { type: 'BookOpened', data: { ...told, entityPartyId } };
  return evidence === undefined ? [event] : [event, linked(data.bookId, evidence)];
};

const link = ({ data }: CommandOf<'LinkAsset'>, state: BookState): readonly BookEvent[] =>
  state.assetId === data.evidence.assetId ? [] : [linked(data.bookId, data.evidence)];

/** An asset is the entity's own to link; another's is not there (pattern 2: evidence). */
const linked = (bookId: string, { assetId, titleVersion, isHeld }: AssetEvidence): BookEvent =>
  isHeld
    ? { type: 'BookLinked', data: { bookId, assetId, titleVersion } }
    : refuse('asset_not_found');

const decide = (command: BookCommand, state: BookState): readonly BookEvent[] => {
  if (command.type === 'OpenBook') return open(command, state);
  if (command.type === 'TakeOver') return takeOver(command, state);
  if (command.type === 'HandOver') return handOver(command, state);
  // Another entity's book is not there.
  if (state.opened?.entityPartyId !== command.meta.actor.partyId) return refuse('book_not_found');
  if (state.version >= eventsMax - reserve && !ending.has(command.type)) {
    refuse('book_full', { events: state.version });
  }
  switch (command.type) {
    case 'LinkAsset':
      return link(command, state);
    case 'TakeOpeningBalance':
      return takeOpening(command, state);
    case 'RecordAcquisition':
      return acquire(command, state);
    case 'RecordCost':
      return incurCost(command, state);
    case 'RecordResearch':
      return research(command, state);
    case 'RecordDevelopment':
      return develop(command, state);
    case 'RecordConditions':
      return meetConditions(command, state);
    case 'DecideRecognition':
      return decideRecognition(command, state);
    case 'EstimateLife':
      return estimateLife(command, state);
    case 'RecordUnits':
      return useUnits(command, state);
    case 'TestImpairment':
      return testImpairment(command, state);
    case 'WriteDown':
      return writeDown(command, state);
    case 'ReverseWriteDown':
      return reverseWriteDown(command, state);
    case 'Reclassify':
      return reclassify(command, state);
    case 'ClassifyHeldForSale':
      return holdForSale(command, state);
    case 'WithdrawHeldForSale':
      return withdrawHeldForSale(command, state);
    case 'Sell':
      return sell(command, state);
    case 'LapsePart':
      return lapsePart(command, state);
    case 'Lapse':
      return lapse(command, state);
    case 'EarnRevenue':
      return earn(command, state);
    case 'ReverseFact':
      return reverseFact(command, state);
  }
};

/** `book-<bookId>`. */
export const bookKind: StreamKind<BookCommand, BookEvent, BookState> = {
  category: 'book',
  decider: { initialState: initialBook, evolve: evolveBook, decide },
  schemaVersions: {
    BookOpened: 1,
    BookLinked: 1,
    OpeningBalanceTaken: 1,
    DataAcquired: 1,
    CostIncurred: 1,
    ResearchIncurred: 1,
    DevelopmentIncurred: 1,
    CapitalisationConditionsMet: 1,
    RecognitionDecided: 1,
    UsefulLifeEstimated: 1,
    UnitsUsed: 1,
    ImpairmentRecognised: 1,
    InventoryWrittenDown: 1,
    WriteDownReversed: 1,
    BookReclassified: 1,
    HeldForSaleClassified: 1,
    HeldForSaleWithdrawn: 1,
    DataSold: 1,
    DataPartlyLapsed: 1,
    DataLapsed: 1,
    BookHandedOver: 1,
    BookTakenOver: 1,
    ServiceRevenueEarned: 1,
    FactReversed: 1,
  },
  eventsMax,
};

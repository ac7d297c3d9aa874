import { creditBaseOn } from '@ledger/domain/financing/credit-line.js';
import type { JsonObject } from '@ledger/domain/json.js';
import { packedTitle, unpackedTitle } from '@ledger/domain/title/packed-title.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { evolveTitle, initialTitle, type Title } from '@ledger/domain/title/title.state.js';
import type { ValuationEvent } from '@ledger/domain/valuation/valuation.events.js';
import {
  evolveValuations,
  type NamedAppraiser,
  noValuations,
  type ValuationState,
} from '@ledger/domain/valuation/valuation.state.js';
import { categoryOf, type RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { CreditBaseView } from './credit-base.view.js';

type Event = RecordedOf<TitleEvent | ValuationEvent>;
type Row = Omit<CreditBaseView, 'lastPosition'>;

/**
 * Pledges that a row carries along. A title with more is read from the log: its row would be written
 * whole, and longer, with every fact.
 */
const pledgesMax = 50;

/**
 * One row per asset that can be pledged: what a line on it rests on is there before anybody asks.
 * An inventory of what cannot be pledged makes no rows.
 */
export const creditBaseFold: RowFold<TitleEvent | ValuationEvent, CreditBaseView> = {
  name: 'credit-base',
  categories: ['title', 'valuation'],
  table: CreditBaseView,
  key: 'assetId',
  keysOf: (event) => (isOfLicence(event) ? [] : [event.data.assetId]),
  evolve: (row, event) => {
    if (row === undefined) return begun(event);
    const { title, valuations } = row;
    if (title === null || valuations === null) return { ...row, ...holders(row, event) };
    return isOfTitle(event)
      ? made(titleAfter(title, event), unpackedValuations(valuations), event)
      : made(unpackedTitle(title), evolveValuations(unpackedValuations(valuations), event), event);
  },
};

/**
 * A licence encumbers nothing that a line rests on and lets no lender see the title, so the many
 * events by which licences come and go are passed over. Of reservations only that of a sale of the
 * right is needed: the transfer refers to it.
 */
const isOfLicence = (event: TitleEvent | ValuationEvent): boolean =>
  event.type === 'LicenceReserved' ? event.data.transfer === undefined : ofLicences.has(event.type);

const ofLicences: ReadonlySet<string> = new Set<TitleEvent['type']>([
  'ReservationHeld',
  'ReservationReleased',
  'RightGranted',
  'GrantEnded',
]);

/** Events that were passed over count as versions all the same. */
const titleAfter = (packed: JsonObject, event: RecordedOf<TitleEvent>): Title =>
  evolveTitle({ ...unpackedTitle(packed), version: event.version - 1 }, event);

const isOfTitle = (event: Event): event is RecordedOf<TitleEvent> =>
  categoryOf(event.stream) === 'title';

const begun = (event: Event): Row | undefined => {
  if (event.type === 'TitleOpened') {
    const isPledgeable = event.data.entries.some(({ right }) => right === 'operation');
    return isPledgeable ? made(evolveTitle(initialTitle(), event), noValuations, event) : undefined;
  }
  if (event.type !== 'HoldingRecorded' || event.data.entry.right !== 'operation') return undefined;
  const { assetId, entry } = event.data;
  const holderPartyIds = entry.holders.map(({ partyId }) => partyId);
  return { assetId, holderPartyIds, base: null, title: null, valuations: null };
};

/** Of an asset that was not followed, only who may hold it. */
const holders = ({ holderPartyIds }: Row, event: Event): Pick<Row, 'holderPartyIds'> => {
  const recorded =
    event.type === 'HoldingRecorded'
      ? [event.data.entry]
      : event.type === 'RightTransferred'
        ? [event.data.to]
        : [];
  const added = recorded.flatMap((entry) => entry.holders.map(({ partyId }) => partyId));
  return { holderPartyIds: [...new Set([...holderPartyIds, ...added])] };
};

const made = (title: Title, valuations: ValuationState, { recordedAt }: Event): Row => {
  const { assetId, entries, pledges } = title;
  const pledgeable = [...entries.values()].filter(({ right }) => right === 'operation');
  const holderPartyIds = [
    ...new Set(pledgeable.flatMap((entry) => entry.holders.map(({ partyId }) => partyId))),
  ];
  if (pledges.size > pledgesMax) {
    return { assetId, holderPartyIds, base: null, title: null, valuations: null };
  }
  const appraisals = {
    valuations: valuations.valuations,
    appraisers: [...valuations.appraisers],
    choices: valuations.choices,
  } as unknown as JsonObject;
  return {
    assetId,
    holderPartyIds,
    base: creditBaseOn(title, valuations, recordedAt),
    title: packedTitle(title),
    valuations: appraisals,
  };
};

/** Rows of an older version, which answer until they are made anew, know of no choices. */
export const unpackedValuations = (packed: JsonObject): ValuationState => {
  const {
    valuations,
    appraisers,
    choices = [],
  } = packed as unknown as Pick<ValuationState, 'valuations'> &
    Partial<Pick<ValuationState, 'choices'>> & {
      readonly appraisers: readonly [string, NamedAppraiser][];
    };
  return { valuations, appraisers: new Map(appraisers), choices };
};

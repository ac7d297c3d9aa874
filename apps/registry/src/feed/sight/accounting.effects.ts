import type { JournalEvent } from '@ledger/domain/journal/journal.events.js';
import type { PeriodsEvent } from '@ledger/domain/journal/periods.events.js';
import type { BookEvent } from '@ledger/domain/book/book.events.js';
import { type Effect, letsIn } from './ground.js';
import type { EffectsOf } from './registry.effects.js';

/** Books, journals and periods are their entity's accountants'. */
const ofEntity = ({ entityPartyId }: { readonly entityPartyId: string }): readonly Effect[] =>
  letsIn('entity', { kind: 'accountant', partyId: entityPartyId });

export const bookEffects: EffectsOf<BookEvent> = { BookOpened: ofEntity };

/** A journal begins with any of these: each names its entity. */
export const journalEffects: EffectsOf<JournalEvent> = {
  VoucherPosted: ofEntity,
  VoucherPrepared: ofEntity,
  VoucherDraftRejected: ofEntity,
  VoucherReversalClaimed: ofEntity,
  VoucherReversalReleased: ofEntity,
  PeriodClosed: ofEntity,
  ReportApproved: ofEntity,
  RestatementPosted: ofEntity,
};

export const periodsEffects: EffectsOf<PeriodsEvent> = {
  PeriodOpened: ofEntity,
  PeriodClosingBegan: ofEntity,
  PeriodSealed: ofEntity,
  AmortisationRunStarted: ofEntity,
  AmortisationRunCompleted: ofEntity,
};

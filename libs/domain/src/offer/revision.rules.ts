import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { DataSheet } from './data-sheet.js';
import { soundContent, type StatedContent } from './offer-content.rules.js';
import type { OfferContent, OfferEvent } from './offer.events.js';
import type { DraftedOffer } from './offer.state.js';
import { checkSampled, type SampleEvidence } from './sample.rules.js';
import { passGates } from './trading-gates.js';

/**
 * The seller offers another edition, price or way of delivery under the same authorisation. What
 * that authorisation rests on (asset, entry, kind, terms) stays: another offer is needed for it.
 */
export type ReviseOffer = {
  readonly type: 'ReviseOffer';
  readonly data: SampleEvidence & {
    readonly offerId: string;
    readonly content: StatedContent;
    readonly sheet?: DataSheet;
    readonly standsFor?: readonly string[];
  };
  readonly meta: Meta;
};

/** Of a listed offer the gates are asked again; a draft and a suspended one meet them at listing. */
export const reviseOffer = (
  { data, meta }: ReviseOffer,
  offer: DraftedOffer,
): readonly OfferEvent[] => {
  const { offerId, gates, sheet } = data;
  if (offer.stage === 'delisted') return refuse('offer_delisted', { offerId });
  const content = soundContent(offerId, data.content);
  const touched = fixed.filter(
    (member) => !sameJson(offer.content[member] ?? null, content[member] ?? null),
  );
  if (touched.length > 0) refuse('offer_members_fixed', { offerId, members: touched });
  const isSame = sameJson(offer.content, content);
  if (isSame && (offer.stage !== 'listed' || isSameSheet(offer.sheet, sheet))) return [];
  checkEdition(offer, content);
  if (offer.stage !== 'listed') return [{ type: 'OfferRevised', data: { offerId, content } }];
  const passed = passGates({ ...offer, content }, gates, meta.now);
  if (offer.sample !== undefined) checkSampled({ ...offer, content }, data, meta.now);
  return [{ type: 'OfferRevised', data: { offerId, content, passed, ...(sheet && { sheet }) } }];
};

const fixed = ['assetId', 'holdingId', 'kind', 'terms', 'cap', 'transfer'] as const;

/** What the register says may have changed though nothing else has. */
const isSameSheet = (before: DataSheet | undefined, now: DataSheet | undefined): boolean =>
  now === undefined || (before !== undefined && sameJson(before, now));

/** A label names one edition for good, so that a buyer can say which he bought. */
const checkEdition = (
  { offerId, content, editions = [] }: DraftedOffer,
  next: OfferContent,
): void => {
  const { edition } = next;
  if (edition === undefined || !editions.includes(edition.label)) return;
  if (content.edition !== undefined && sameJson(content.edition, edition)) return;
  refuse('edition_label_taken', { offerId, label: edition.label });
};

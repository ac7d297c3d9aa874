import type { Assessment, OfferContent } from './offer.events.js';

/** What assessors have found of an offer: the last of each edition, the newest last. */
export type Assessments = readonly Assessment[];

/** With one more, which takes the place of the one before it of the same edition. */
export const withAssessment = (known: Assessments, found: Assessment): Assessments => [
  ...known.filter(({ edition }) => edition !== found.edition),
  found,
];

/**
 * What was found of what is sold: another edition is other data, of which a report on this one says
 * nothing. A report on whichever edition there is says it of each.
 */
export const opinionOn = (
  assessments: Assessments,
  { edition }: Pick<OfferContent, 'edition'>,
): Assessment | undefined =>
  assessments.findLast((one) => one.edition === undefined || one.edition === edition?.label);

/** Whether an assessor found that nobody can be told from the data, and his opinion stands that day. */
export const isFoundAnonymised = (
  assessments: Assessments,
  content: Pick<OfferContent, 'edition'>,
  today: string,
): boolean => {
  const found = opinionOn(assessments, content);
  return found?.isAnonymised === true && found.opinion === 'positive' && today <= found.validUntil;
};

/**
 * What is delivered of what was ordered: the edition that the order has pinned, or where it gets those
 * that follow, the one that the offer comes in now.
 */
export const deliveredContent = (
  ordered: OfferContent,
  offered: Pick<OfferContent, 'edition'> | undefined,
): OfferContent => {
  if (ordered.edition?.followsUpdates !== true || offered === undefined) return ordered;
  const { edition: _, ...rest } = ordered;
  return offered.edition === undefined ? rest : { ...rest, edition: offered.edition };
};

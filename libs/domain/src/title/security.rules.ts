import { shanghaiDate } from '../calendar.js';
import { isStateBody } from '../party/party-class.js';
import { refuse } from '../refusal.js';
import { standsAs } from './entry-line.js';
import { checkObject, type PledgorEvidence, type SecurityEvidence } from './pledged-object.js';
import { checkDisposable, checkUnbarred, checkUnreserved, giverOf } from './title.conditions.js';
import type { Pledge, Title } from './title.js';

/** What must be so of an entry and of who holds it whenever it is to be security. */
export const checkPledgeable = (
  title: Title,
  holdingId: string,
  evidence: readonly PledgorEvidence[],
  now: string,
): void => {
  const giver = giverOf(title, holdingId);
  checkDisposable(giver, now);
  const seen = new Map(evidence.map((pledgor) => [pledgor.partyId, pledgor.partyClass]));
  const unknown = giver.partyIds.filter((partyId) => !seen.has(partyId));
  if (unknown.length > 0) refuse('pledgor_not_registered', { partyIds: unknown });
  const state = giver.partyIds.filter((partyId) => isStateBody(seen.get(partyId)));
  if (state.length > 0) refuse('pledgor_not_pledgeable', { partyIds: state });
  checkUnbarred(title, holdingId, now);
};

/**
 * What must be so where a pledge comes to secure more than it did: a claim that is confirmed, an
 * increase, a release that is undone. Nothing new comes in by them that a registration of now would
 * be refused: not under a bar, nor on an asset that is over, nor before a lender who reserved.
 */
export const checkMoreSecurity = (
  title: Title,
  { holdingId, pledgeePartyId }: Pledge,
  { pledgorEvidence, objectEvidence }: SecurityEvidence,
  now: string,
): void => {
  for (const id of standsAs(title, holdingId, shanghaiDate(now))) {
    checkPledgeable(title, id, pledgorEvidence, now);
  }
  checkObject(objectEvidence, now);
  checkUnreserved(title, holdingId, now, pledgeePartyId);
};

/** As it stands in the event that relied on it. */
export const reliedOn = ({
  pledgorEvidence,
  objectEvidence,
}: SecurityEvidence): SecurityEvidence => ({
  pledgorEvidence,
  ...(objectEvidence && { objectEvidence }),
});

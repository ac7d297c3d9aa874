import type { PledgeWrittenDto } from '@ledger/contracts/pledge/pledge-written.dto.js';
import type { PledgeState } from '@ledger/contracts/pledge/pledge.dto.js';
import { present } from '@ledger/contracts/present.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { refuse } from '@ledger/domain/refusal.js';
import { placedPledges, type PlacedPledge } from '@ledger/domain/title/encumbrances.js';
import { standsAs } from '@ledger/domain/title/entry-line.js';
import type { Enforced } from '@ledger/domain/title/pledge-action.js';
import { assetOfPledge } from '@ledger/domain/title/pledge-id.js';
import { isPledgeLife } from '@ledger/domain/title/pledge-life.events.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { Title } from '@ledger/domain/title/title.state.js';
import type { Outcome } from '@ledger/event-store/command-handler.js';
import { written } from '@ledger/http/writes/written.js';

/** The asset that a pledge's id names; another text is a pledge that is not there. */
export const assetNamedBy = (pledgeId: string): string =>
  assetOfPledge(pledgeId) ?? refuse('pledge_not_found', { pledgeId });

/** A pledge in its title with its place, whatever became of it. */
export const placedPledge = (title: Title, pledgeId: string, at: string): PlacedPledge => {
  const pledge = title.pledges.get(pledgeId) ?? refuse('pledge_not_found', { pledgeId });
  const [holdingId = ''] = standsAs(title, pledge.holdingId, shanghaiDate(at));
  const placed = placedPledges(title, holdingId, at).find((one) => one.pledge === pledge);
  return placed ?? refuse('pledge_not_found', { pledgeId });
};

/** What a write on a pledge answers: where the pledge stands right after it. */
export const pledgeWritten = (outcome: Outcome<TitleEvent, Title>, at: string, named?: string) => {
  const pledgeId = named ?? registeredIn(outcome);
  const { pledge, ordinal, standing } = placedPledge(outcome.state, pledgeId, at);
  const state: PledgeState = standing === 'none' ? 'claimed' : standing;
  const isOpenClaim = state === 'claimed';
  const body = {
    id: pledgeId,
    pledgeId,
    rankKey: pledge.rankKey,
    state,
    ...present({ ordinal, lapsesAfter: isOpenClaim ? pledge.claim?.lapsesAfter : undefined }),
    ...Object.assign({}, ...outcome.events.map(besides)),
  };
  return written(outcome, body, named === undefined ? { location: `/v1/pledges/${pledgeId}` } : {});
};

/** What else came into being with it. */
const besides = (event: TitleEvent): Partial<PledgeWrittenDto> => {
  if (!isPledgeLife(event)) return {};
  const { type, data } = event;
  if (type === 'PledgeActionProposed') return { proposalId: data.proposalId };
  if (type === 'PledgeObjectionRaised') {
    return { objectionId: data.objectionId, dueOn: data.lapsesAfter };
  }
  if (type === 'PledgeReleaseDemanded') return { dueOn: data.dueOn };
  if (type === 'PledgeSubordinated') return { subordinationId: data.subordinationId };
  if (type === 'PledgeEnforced') return distribution(data);
  return type === 'PledgeEnforcementCorrected' && data.enforced ? distribution(data.enforced) : {};
};

const distribution = ({ shares, surplus }: Enforced) => ({ distribution: { shares, surplus } });

const registeredIn = ({ events }: Outcome<TitleEvent, Title>): string => {
  for (const { type, data } of events) {
    if (type === 'PledgeRegistered' || type === 'PledgeClaimed') return data.pledgeId;
  }
  throw new Error('A pledge was asked for and none was recorded.');
};

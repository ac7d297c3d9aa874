import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { PlacedPledge } from '@ledger/domain/title/encumbrances.js';
import type { PledgeCover } from '@ledger/domain/title/pledge-cover.js';
import { assetOfPledge } from '@ledger/domain/title/pledge-id.js';
import { claimsFixedAt } from '@ledger/domain/title/pledge.conditions.js';
import { objectionStanding } from '@ledger/domain/title/pledge-objections.standing.js';
import { deciderOf } from '@ledger/domain/title/pledge-proposals.state.js';
import type { Pledge, PledgeProposal, Title } from '@ledger/domain/title/title.state.js';
import { present } from '../present.js';
import type { PledgeDto, ProposalDto } from './pledge-answer.dto.js';

/** How an answer is to show a pledge. */
export interface PledgeShown {
  /** `recordedAt` of a version of the title. */
  readonly instant: (version: number) => string;
  /** Whether the reader is a party to it, and so may know its contract. */
  readonly showsContract: boolean;
  /** The instant that it is shown as of. */
  readonly at: string;
}

/** A pledge as an answer shows it. */
export const pledgeItem = (
  { pledge, standing, ordinal, secured, released, remaining }: PlacedPledge,
  { instant, showsContract, at }: PledgeShown,
): PledgeDto => {
  const { terms, rankKey, registered, ended } = pledge;
  return {
    ...particulars(pledge, at, showsContract),
    state: standing === 'none' ? 'claimed' : standing,
    secured,
    released,
    remaining,
    recordedAt: instant(rankKey.titleVersion),
    ...present({
      ordinal,
      contractDigest: showsContract ? terms.contractDigest : undefined,
      registeredAt: registered && instant(registered.version),
      endedAt: ended && instant(ended.version),
      endedReason: ended?.reason,
    }),
  };
};

type OfTitle = 'state' | 'secured' | 'released' | 'remaining' | 'recordedAt';

/** What a pledge says of itself, whatever stands beside it. */
export const particulars = (
  pledge: Pledge,
  at: string,
  showsContract: boolean,
): Omit<PledgeDto, OfTitle> => {
  const { terms, tranches, claim, releaseDemand, objections = [] } = pledge;
  return {
    id: pledge.pledgeId,
    assetId: assetOfPledge(pledge.pledgeId) ?? '',
    holdingId: pledge.holdingId,
    rankKey: pledge.rankKey,
    pledgeePartyId: pledge.pledgeePartyId,
    pledgorPartyIds: pledge.pledgorPartyIds,
    kind: terms.kind,
    until: terms.until,
    legalForm: terms.legalForm,
    object: terms.object ?? 'dataRight',
    capCovers: terms.capCovers ?? (terms.kind === 'ordinary' ? 'principal' : 'all'),
    externalRegistration: terms.externalRegistration,
    licensingStaysOpen: terms.licensingStaysOpen,
    tranches: tranches.map(({ rankKey, amount, remaining }) => ({ rankKey, amount, remaining })),
    objections: objections.map((objection) => ({
      objectionId: objection.objectionId,
      state: objectionStanding(objection, at),
      on: objection.on,
      notifyBy: objection.notifyBy,
      lapsesAfter: objection.lapsesAfter,
      reason: objection.reason,
      byPartyId: objection.byPartyId,
    })),
    ...present({
      contractDigest: showsContract ? terms.contractDigest : undefined,
      claimsUntil: terms.claimsUntil,
      lapsesAfter: pledge.registered === undefined ? claim?.lapsesAfter : undefined,
      claimsFixed: claimsFixedAt(pledge, at),
      releaseDemand: releaseDemand && demandItem(releaseDemand, at),
    }),
  };
};

const demandItem = (
  { on, dueOn, byPartyId }: NonNullable<Pledge['releaseDemand']>,
  at: string,
) => ({ on, dueOn, byPartyId, overdue: shanghaiDate(at) > dueOn });

/** What waits for another person of an organisation's own; absent: it decides nothing here. */
export const proposalItems = (
  title: Title,
  pledge: Pledge,
  partyId: string,
): readonly ProposalDto[] | undefined => {
  const found = [...title.pledgeProposals.values()].filter(
    (proposal) =>
      proposal.pledgeId === pledge.pledgeId &&
      deciderOf(pledge, proposal) === partyId &&
      proposal.decided === undefined,
  );
  const isPledgee = pledge.pledgeePartyId === partyId;
  return found.length === 0 && !isPledgee ? undefined : found.map(proposalItem);
};

const proposalItem = ({ proposalId, action, proposer, on }: PledgeProposal): ProposalDto => ({
  proposalId,
  action: action.is,
  reason: action.is === 'enforcement' ? action.ground : action.reason,
  proposer,
  on,
  ...present({ amount: amountOf(action) }),
});

const amountOf = (action: PledgeProposal['action']) => {
  switch (action.is) {
    case 'release':
      return action.amount;
    case 'enforcement':
      return action.proceeds;
    case 'fixingCorrection':
      return action.claims;
    case 'termsCorrection':
      return action.terms?.increase;
    case 'enforcementCorrection':
      return action.enforcement?.proceeds;
    case 'correction':
    case 'cancellationCorrection':
    case 'assignmentCorrection':
    case 'subordinationCorrection':
      return undefined;
  }
};

/** What covers a pledge, as answers show it. */
export const coverItem = (
  cover: PledgeCover | undefined,
): Pick<PledgeDto, 'securedThrough' | 'value' | 'realisable' | 'coverage' | 'appraisal'> => {
  const { report, isChosen: chosen, warnings } = cover?.counting ?? {};
  return present({
    securedThrough: cover?.through,
    value: report?.value,
    realisable: cover?.realisable,
    coverage: cover?.coverage,
    appraisal: report && {
      valuationId: report.valuationId,
      firmPartyId: report.firmPartyId,
      baseDate: report.baseDate,
      validUntil: report.validUntil,
      ...{ chosen: chosen === true, warnings: warnings ?? [] },
    },
  });
};

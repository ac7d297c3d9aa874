import { reassigned, restored, standingAgain, unenforced } from './pledge-corrections.state.js';
import type { PledgeLifeEvent } from './pledge-life.events.js';
import { amended, resaid, said } from './pledge-terms.state.js';
import type { Pledge, PledgeObjection } from './title.js';

/** A pledge after a fact about its life; `version` is the title's. */
export const changedPledge = (
  pledge: Pledge,
  { type, data }: PledgeLifeEvent,
  version: number,
): Pledge => {
  const { on } = data;
  switch (type) {
    case 'PledgeAmended':
      return amended(pledge, data, version);
    case 'PledgeExtended':
      return said(pledge, { version, is: 'extension', said: { until: data.until } });
    case 'PledgeTermsCorrected':
      return resaid(pledge, data, version);
    case 'PledgeAssigned': {
      const { toPartyId: pledgeePartyId, fromPartyId } = data;
      const assignments = [...(pledge.assignments ?? []), { version, fromPartyId }];
      return { ...pledge, pledgeePartyId, assignments };
    }
    case 'PledgeAssignmentCorrected':
      return reassigned(pledge, data, version);
    case 'ClaimsFixed': {
      const { ground, claims, byPartyId } = data;
      return { ...pledge, fixed: { on, ground, claims, byPartyId, version } };
    }
    case 'ClaimsFixingCorrected': {
      const { fixed, ...open } = pledge;
      const { claims } = data;
      if (claims === undefined || fixed === undefined) return open;
      const since = fixed.since ?? fixed.version;
      return { ...pledge, fixed: { ...fixed, claims, version, since } };
    }
    case 'PledgeCancellationCorrected':
    case 'PledgeClearingCorrected':
      return standingAgain(pledge, data.keepsRank, version);
    case 'PledgeEnforcementCorrected':
      return data.enforced === undefined ? unenforced(pledge, data, version) : pledge;
    case 'PledgeReleaseDemanded': {
      const { dueOn, byPartyId } = data;
      return { ...pledge, releaseDemand: { on, dueOn, byPartyId, version } };
    }
    case 'PledgeObjectionRaised': {
      const { assetId: _assetId, ...raised } = data;
      return { ...pledge, objections: [...(pledge.objections ?? []), { ...raised, version }] };
    }
    case 'PledgeObjectionPursued': {
      const pursued = { authority: data.authority, version };
      return { ...pledge, objections: objectionsWith(pledge, data.objectionId, { pursued }) };
    }
    case 'PledgeObjectionWithdrawn':
    case 'PledgeObjectionLapsed': {
      const as = type === 'PledgeObjectionLapsed' ? 'lapsed' : 'withdrawn';
      const over = { as, on, version } as const;
      return { ...pledge, objections: objectionsWith(pledge, data.objectionId, { over }) };
    }
    case 'PledgeCancelledByOrder':
      return { ...pledge, ended: { as: 'cancelled', on, version, reason: data.reason } };
    case 'PledgeLapsed':
      return { ...pledge, ended: { as: 'lapsed', on, version, reason: 'termOver' } };
    case 'PledgeEnforced':
      // Those whom an authority's order clears end with the one that is enforced.
      return { ...pledge, ended: { as: 'enforced', on, version, reason: data.ground } };
    case 'PledgeReleaseCorrected':
      return restored(pledge, data, version);
    case 'PledgeSubordinated':
    case 'PledgeSubordinationCorrected':
    case 'PledgeActionProposed':
    case 'PledgeActionRejected':
      return pledge;
  }
};

const objectionsWith = (
  { objections = [] }: Pledge,
  objectionId: string,
  to: Partial<PledgeObjection>,
): readonly PledgeObjection[] =>
  objections.map((one) => (one.objectionId === objectionId ? { ...one, ...to } : one));

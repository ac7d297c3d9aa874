import {
  act,
  authorised,
  cny,
  evidence,
  given,
  opened,
  operation,
  otherLender,
  pledged,
  pledgeId,
  pledgeTerms,
  released,
  theBank,
  theLender,
  and,
} from './testing/title-samples.js';

const first = pledgeId(1);
const reason = '约定';
const two = [opened(), authorised(), pledged(1), pledged(2, {}, otherLender)];
const approve = (proposalId: string, person = 'person-2') =>
  act(
    'ApprovePledgeAction',
    { pledgeId: first, proposalId, evidence: { pledgorEvidence: evidence } },
    { ...theLender, person },
  );

describe('a pledge', () => {
  it('is no enhancement of credit without one', () =>
    given(opened(), authorised())
      .when(
        act(
          'RegisterPledge',
          {
            ...{ holdingId: operation, terms: pledgeTerms(), pledgorEvidence: evidence },
            withoutPledge: true,
          },
          theLender,
        ),
      )
      .thenRefused('credit_enhancement_is_no_pledge'));
});

describe('an enforcement', () => {
  const control = {
    control: { releaseByTwo: false, enforcementByTwo: false },
    policyVersion: 1,
  };
  const claim = (id: string) => ({
    ...{ pledgeId: id, costs: cny('0.00'), interest: cny('0.00'), principal: cny('100.00') },
  });
  const enforce = (...ids: string[]) =>
    act(
      'EnforcePledge',
      {
        ...{ pledgeId: first, proposalId: 'p', ground: '违约', method: 'auction' },
        ...{ proceeds: cny('100.00'), control },
        ...{ claims: ids.map(claim), documentDigest: 'ab'.repeat(32) },
      },
      theLender,
    );

  it('states the claim of who enforces', () =>
    given(...two)
      .when(enforce(pledgeId(2)))
      .thenRefused('claim_not_stated', { pledgeId: first }));

  it('states the claims of those who rank, each once', () => {
    for (const other of [pledgeId(9), first]) {
      given(...two)
        .when(enforce(first, other))
        .thenRefused('claim_of_nobody', { pledgeIds: [other] });
    }
  });
});

describe('a proposal', () => {
  const correct = act(
    'CorrectPledge',
    { pledgeId: first, proposalId: 'p', correctedEvent: 5, reason },
    theLender,
  );
  const proposed = and([...two, released(1)], correct);

  it('is there by its id, for whoever proposed it', () => {
    given(...proposed)
      .when(approve('q'))
      .thenRefused('pledge_proposal_not_found', { proposalId: 'q' });
    given(...proposed)
      .when({ ...approve('p'), meta: { ...approve('p').meta, actor: theBank } })
      .thenRefused('pledge_proposal_not_found', { proposalId: 'p' });
  });

  it('is decided once', () => {
    const rejected = and(
      proposed,
      act(
        'RejectPledgeAction',
        { pledgeId: first, proposalId: 'p', reason },
        {
          ...theLender,
          person: 'person-2',
        },
      ),
    );
    given(...rejected)
      .when(approve('p'))
      .thenRefused('pledge_proposal_decided', { proposalId: 'p', as: 'rejected' });
  });
});

describe('an objection to a pledge', () => {
  it('is there by its id', () =>
    given(...two)
      .when(act('WithdrawPledgeObjection', { pledgeId: first, objectionId: 'o', reason }, theBank))
      .thenRefused('pledge_objection_not_found', { objectionId: 'o' }));
});

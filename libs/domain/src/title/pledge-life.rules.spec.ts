import { pledgeStanding } from './title.standing.js';
import { claimsFixedAt } from './pledge.conditions.js';
import type { ClockEvidence } from './pledge-life.commands.js';
import { channelOf, rightChannels } from './pledge-channels.js';
import { orderOf } from './pledge-order.js';
import { titleDecider } from './title.decider.js';
import type { TitleEvent } from './title.events.js';
import {
  act,
  as,
  authorised,
  bank,
  barred,
  claimed,
  cny,
  endOf,
  evidence,
  fact,
  given,
  lender,
  now,
  opened,
  operation,
  otherLender,
  pledged,
  pledgeId,
  pledgeTerms,
  released,
  startOf,
  stranger,
  theBank,
  theLender,
  theRegistrar,
  theSystem,
  today,
  titleOf,
} from './testing/title-samples.js';

const { decide } = titleDecider;
const first = pledgeId(1);
const second = pledgeId(2);
const theOther = as('lender', otherLender);
const contractDigest = 'ef'.repeat(32);
const reason = '约定';
const two = [opened(), authorised(), pledged(1), pledged(2, {}, otherLender)];
const placesIn = (...events: TitleEvent[]) =>
  orderOf(titleOf(...events), operation, now).map(
    ({ pledgeId: id, amount }) => `${id.slice(-1)}:${amount}`,
  );
const clock: ClockEvidence = {
  clocks: { releaseWorkingDays: 10, objectionNotifyDays: 7, objectionDays: 30 },
  policyVersion: 1,
  calendar: { holidays: [], makeUpDays: [] },
  calendarVersion: 1,
};

/** What a command adds to a title, and what stands then. */
const after = (events: TitleEvent[], command: ReturnType<typeof act>) => {
  const more = [...decide(command, titleOf(...events))];
  return { more, all: [...events, ...more] };
};

describe('an increase', () => {
  const asked = { pledgeId: first, increase: cny('500000.00'), reason };
  const increase = { ...asked, evidence: { pledgorEvidence: evidence } };

  it('ranks at the end, and what was there keeps its place', () => {
    const { all, more } = after(two, act('AmendPledge', increase, theLender));
    expect(more).toMatchObject([{ type: 'PledgeAmended', data: { increase: cny('500000.00') } }]);
    expect(placesIn(...all)).toEqual(['1:100000000', '2:100000000', '1:50000000']);
  });

  it('counts against the pledgor’s authorisation', () => {
    const capped = [opened(), authorised({ cap: cny('1400000.00') }), pledged(1)];
    given(...capped)
      .when(act('AmendPledge', { ...increase, increase: cny('400000.01') }, theLender))
      .thenRefused('lender_authorisation_missing', { holdingId: operation });
    const more = act('AmendPledge', { ...increase, increase: cny('400000.00') }, theLender);
    expect(after(capped, more).more).toHaveLength(1);
  });

  it('in its old place counts against the authorisation that covers it, and no other', () => {
    const another = authorised({ authorisationId: 'another', cap: cny('500000.00') });
    const start = [opened(), authorised({ cap: cny('1000000.00') }), another, pledged(1)];
    const inFront = act('AmendPledge', { ...increase, ranksAsExisting: true }, theLender);
    const { all, more } = after(start, inFront);
    expect(more).toMatchObject([{ data: { authorisationId: 'another' } }]);
    given(...all)
      .when(inFront)
      .thenRefused('lender_authorisation_missing', { holdingId: operation });
  });

  it('comes before juniors only where every one of them consented', () => {
    const inFront = { ...increase, ranksAsExisting: true };
    given(...two)
      .when(act('AmendPledge', inFront, theLender))
      .thenRefused('juniors_must_consent', { pledgeIds: [second] });
    const consent = fact('DisposalConsented', {
      consentId: 'consent-1',
      holdingId: operation,
      capacity: 'pledgee',
      partyId: otherLender,
      pledgeId: second,
      disposal: 'rankChange',
      counterpartyPartyId: lender,
      on: today,
      until: '2026-12-31',
    });
    const { all, more } = after([...two, consent], act('AmendPledge', inFront, theLender));
    expect(more).toMatchObject([{ data: { ranksAsExisting: true, consentIds: ['consent-1'] } }]);
    expect(placesIn(...all)).toEqual(['1:100000000', '1:50000000', '2:100000000']);
  });

  it('is the pledgee’s to ask, with something in it', () => {
    given(...two)
      .when(act('AmendPledge', increase, theOther))
      .thenRefused('not_the_pledgee', {
        pledgeId: first,
      });
    given(...two)
      .when(act('AmendPledge', { pledgeId: first, reason }, theLender))
      .thenRefused('amendment_empty');
  });
});

describe('an extension', () => {
  const to = (until: string, at = now) =>
    act('ExtendPledge', { pledgeId: first, until }, theLender, at);

  it('puts the last day off while there is one, on both sides of it', () => {
    const { all } = after(two, to('2028-01-01', endOf('2027-11-23')));
    const pledge = titleOf(...all).pledges.get(first);
    expect(pledge && pledgeStanding(pledge, endOf('2028-01-01'))).toBe('registered');
    expect(pledge && pledgeStanding(pledge, startOf('2028-01-02'))).toBe('lapsed');
    given(...two)
      .when(to('2028-01-01', startOf('2027-11-24')))
      .thenRefused('pledge_over', { pledgeId: first, standing: 'lapsed' });
    given(...two)
      .when(to('2027-11-23'))
      .thenRefused('extension_not_later', {
        previousUntil: '2027-11-23',
      });
  });

  it('is written down as over when it was not made, which changes no answer', () => {
    const lapse = (at: string) => act('LapsePledge', { pledgeId: first }, theSystem, at);
    given(...two)
      .when(lapse(endOf('2027-11-23')))
      .thenRefused('not_due', { dueAt: '2027-11-24' });
    const { all, more } = after(two, lapse(startOf('2027-11-24')));
    expect(more).toMatchObject([{ type: 'PledgeLapsed', data: { on: '2027-11-24' } }]);
    for (const at of [endOf('2027-11-23'), startOf('2027-11-24')]) {
      const standings = [two, all].map((events) => {
        const pledge = titleOf(...events).pledges.get(first);
        return pledge && pledgeStanding(pledge, at);
      });
      expect(standings[0]).toBe(standings[1]);
    }
    expect(after(all, lapse(startOf('2027-11-25'))).more).toEqual([]);
  });

  it('never brings back a rank: what is registered again ranks at the end', () => {
    const lapsed = fact('PledgeLapsed', { pledgeId: first, on: today });
    const again = pledged(3);
    expect(placesIn(...two, lapsed, again)).toEqual(['2:100000000', '3:100000000']);
  });

  it('is not for a claim', () => {
    given(opened(), claimed(1))
      .when(to('2028-01-01'))
      .thenRefused('pledge_only_claimed', { pledgeId: first });
  });
});

describe('an assignment', () => {
  const to = (toPartyId: string, assigneeVersion = 1) => ({
    ...{ pledgeId: first, toPartyId, contractDigest, assigneeVersion },
  });

  it('changes who, and nobody’s place', () => {
    const { all } = after(two, act('AssignPledge', to(stranger), theLender));
    expect(placesIn(...all)).toEqual(placesIn(...two));
    expect(titleOf(...all).pledges.get(first)?.pledgeePartyId).toBe(stranger);
  });

  it('is refused to the holder and to nobody', () => {
    given(...two)
      .when(act('AssignPledge', to(bank), theLender))
      .thenRefused('counterparty_is_the_holder');
    given(...two)
      .when(act('AssignPledge', to(stranger, 0), theLender))
      .thenRefused('assignee_not_registered', { partyId: stranger });
  });
});

describe('a subordination', () => {
  it('is between two; a third keeps its place', () => {
    const three = [...two, pledged(3, { amount: cny('400000.00') })];
    const terms = { subordinationId: 's', toPledgeId: pledgeId(3), contractDigest };
    const command = act('SubordinatePledge', { pledgeId: first, ...terms }, theLender);
    const { all } = after(three, command);
    expect(placesIn(...all)).toEqual(['3:40000000', '1:60000000', '2:100000000', '1:40000000']);
    given(...three)
      .when(act('SubordinatePledge', { ...terms, pledgeId: second, toPledgeId: first }, theOther))
      .thenRefused('subordination_not_possible', { pledgeId: second, toPledgeId: first });
  });
});

describe('claims', () => {
  const fix = (ground: 'twoYears' | 'periodEnded' | 'noNewClaims', at = now) =>
    act('FixClaims', { pledgeId: first, ground, claims: cny('1.00') }, theBank, at);
  const long = { until: '2030-01-01' };

  it('are fixed by either side after two years where no period was agreed', () => {
    const pledge = [opened(), pledged(1, long)];
    given(...pledge)
      .when(fix('twoYears', endOf('2028-11-22')))
      .thenRefused('claims_not_fixable', {
        pledgeId: first,
        ground: 'twoYears',
        from: '2028-11-23',
      });
    expect(after(pledge, fix('twoYears', startOf('2028-11-23'))).more).toMatchObject([
      { type: 'ClaimsFixed', data: { ground: 'twoYears', byPartyId: bank } },
    ]);
  });

  it('are fixed by the end of their period, whether or not anybody says so', () => {
    const { pledges } = titleOf(opened(), pledged(1, { ...long, claimsUntil: '2026-12-31' }));
    const pledge = pledges.get(first)!;
    expect(claimsFixedAt(pledge, endOf('2026-12-31'))).toBeUndefined();
    expect(claimsFixedAt(pledge, startOf('2027-01-01'))).toEqual({
      on: '2027-01-01',
      ground: 'periodEnded',
    });
  });

  it('are not those of an ordinary pledge, and fixed once', () => {
    given(opened(), pledged(1, { kind: 'ordinary' }))
      .when(fix('noNewClaims'))
      .thenRefused('claims_not_fixable', { pledgeId: first, ground: 'noNewClaims' });
    const { all } = after(two, fix('noNewClaims'));
    given(...all)
      .when(fix('noNewClaims'))
      .thenRefused('claims_fixed', { pledgeId: first });
  });
});

describe('a demand and an objection', () => {
  it('start clocks that end on working days', () => {
    const demand = { pledgeId: first, reason, clock };
    const { more, all } = after(two, act('DemandRelease', demand));
    expect(more).toMatchObject([{ data: { dueOn: '2026-12-07', policyVersion: 1 } }]);
    expect(after(all, act('DemandRelease', demand)).more).toEqual([]);
    const raised = act('RaisePledgeObjection', { ...demand, objectionId: 'o' });
    // 30 days after 2026-11-23 is a Wednesday; 7 days a Monday.
    expect(after(two, raised).more).toMatchObject([
      { data: { notifyBy: '2026-11-30', lapsesAfter: '2026-12-23' } },
    ]);
    given(...two)
      .when(act('DemandRelease', demand, theLender))
      .thenRefused('not_the_holder');
  });

  it('lapses the day after its last one unless somebody went to court', () => {
    const raise = { pledgeId: first, objectionId: 'o', reason, clock };
    const { all } = after(two, act('RaisePledgeObjection', raise));
    const lapse = (at: string) =>
      act('LapsePledgeObjection', { pledgeId: first, objectionId: 'o' }, theSystem, at);
    given(...all)
      .when(lapse(endOf('2026-12-23')))
      .thenRefused('not_due', { dueAt: '2026-12-24' });
    expect(after(all, lapse(startOf('2026-12-24'))).more).toHaveLength(1);
    const suit = {
      pledgeId: first,
      objectionId: 'o',
      authority: '法院',
      documentDigest: contractDigest,
    };
    given(...all)
      .when(act('PursuePledgeObjection', suit, theBank, startOf('2026-12-24')))
      .thenRefused('pledge_objection_over', { objectionId: 'o', standing: 'lapsed' });
    const pursued = after(all, act('PursuePledgeObjection', suit, theBank, endOf('2026-12-23')));
    expect(after(pursued.all, lapse(startOf('2026-12-24'))).more).toEqual([]);
  });
});

describe('an order', () => {
  const order = { authority: '法院', documentDigest: contractDigest, reason };

  it('ends a pledge in spite of a freeze; its rank never comes back', () => {
    const cancel = act('CancelPledgeByOrder', { pledgeId: first, ...order }, theRegistrar);
    const { all } = after([...two, barred()], cancel);
    expect(placesIn(...all)).toEqual(['2:100000000']);
    given(...all)
      .when(act('ExtendPledge', { pledgeId: first, until: '2029-01-01' }, theLender))
      .thenRefused('pledge_over', { pledgeId: first, standing: 'cancelled' });
  });
});

describe('the correction of a release', () => {
  const propose = (correctedEvent: number) =>
    act('CorrectPledge', { pledgeId: first, proposalId: 'p', correctedEvent, reason }, theLender);
  const approve = act(
    'ApprovePledgeAction',
    { pledgeId: first, proposalId: 'p', evidence: { pledgorEvidence: evidence } },
    { ...theLender, person: 'person-2' },
  );

  it('ranks from now on where somebody was registered since', () => {
    const events = [opened(), authorised(), pledged(1), released(1), pledged(2, {}, otherLender)];
    const { all } = after(after(events, propose(4)).all, approve);
    expect(placesIn(...all)).toEqual(['2:100000000', '1:100000000']);
  });

  it('has its old place where nobody was, or everybody agrees', () => {
    const events = [...two, released(1)];
    const { all } = after(after(events, propose(5)).all, approve);
    expect(placesIn(...all)).toEqual(['1:100000000', '2:100000000']);
  });

  it('is of a release, by two persons, once', () => {
    const events = [...two, released(1)];
    given(...events)
      .when(propose(3))
      .thenRefused('release_not_found', { pledgeId: first, correctedEvent: 3 });
    const { all } = after(events, propose(5));
    const seen = { evidence: { pledgorEvidence: evidence } };
    const alone = { pledgeId: first, proposalId: 'p', ...seen };
    given(...all)
      .when(act('ApprovePledgeAction', alone, theLender))
      .thenRefused('four_eyes_required', { proposalId: 'p' });
    const done = after(all, approve).all;
    given(...done)
      .when(propose(5))
      .thenRefused('release_not_found', { pledgeId: first, correctedEvent: 5 });
  });

  it('needs the pledgor’s authorisation, as any registration', () => {
    const events = [opened(), pledged(1), released(1)];
    given(...after(events, propose(3)).all)
      .when(approve)
      .thenRefused('lender_authorisation_missing', { holdingId: operation });
  });
});

describe('a register', () => {
  const external = (register: string) => ({
    ...{ registered: true as const, register, number: '1', registeredAt: '2026-01-01T00:00:00Z' },
  });

  it.each([
    ['dataRight', '动产融资统一登记公示系统', undefined],
    ['dataIp', '浙江省数据知识产权登记平台', undefined],
    ['patent', '中登网', ['patentOffice']],
    ['dataRight', '国家知识产权局专利局', ['unifiedRegister', 'dataRegistry']],
    ['copyright', '中国版权保护中心', undefined],
    ['receivable', '某市数据交易所', ['unifiedRegister']],
    ['patent', '某登记处', undefined],
  ] as const)('of %s: %s', (object, register, right) =>
    expect(rightChannels(object, external(register))).toEqual(right),
  );

  it('is told by what the pointer says before its name', () => {
    const pointer = { ...external('某登记处'), channel: 'unifiedRegister' as const };
    expect(channelOf(pointer)).toBe('unifiedRegister');
    given(opened(), authorised())
      .when(
        act(
          'RegisterPledge',
          {
            holdingId: operation,
            terms: pledgeTerms({ object: 'trademark', externalRegistration: pointer }),
            pledgorEvidence: evidence,
          },
          theLender,
        ),
      )
      .thenRefused('registration_channel_wrong', {
        object: 'trademark',
        channels: ['trademarkOffice'],
      });
  });
});

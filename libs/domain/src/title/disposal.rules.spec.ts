import {
  act,
  as,
  authorised,
  bank,
  bar,
  barred,
  buyer,
  claimed,
  endOf,
  entry,
  fact,
  given,
  grant,
  granted,
  holding,
  lender,
  licensing,
  now,
  opened,
  operation,
  otherBuyer,
  otherLender,
  pledged,
  pledgeId,
  pledgeTerms,
  evidence,
  startOf,
  stranger,
  theBank,
  theLender,
  theRegistrar,
  theSystem,
  today,
  titleOf,
} from './testing/title-samples.js';
import { barStanding, barUntil, waitingFor } from './bars.standing.js';
import type { CommandOf, DataOf } from './title.commands.js';
import type { TitleEvent } from './title.events.js';

const jointly = opened(entry({ holders: [{ partyId: bank }, { partyId: stranger }] }));
const coOwner = as('manager', stranger);

const consent = (more: Partial<CommandOf<'ConsentToDisposal'>['data']> = {}, actor = theLender) =>
  act(
    'ConsentToDisposal',
    {
      consentId: 'consent-1',
      holdingId: operation,
      capacity: 'pledgee',
      pledgeId: pledgeId(1),
      disposal: 'exclusiveGrant',
      until: '2026-12-31',
      ...more,
    },
    actor,
  );

const consented = (more: Partial<DataOf<'DisposalConsented'>> = {}): TitleEvent =>
  fact('DisposalConsented', {
    consentId: 'consent-1',
    holdingId: operation,
    capacity: 'pledgee',
    partyId: lender,
    pledgeId: pledgeId(1),
    disposal: 'exclusiveGrant',
    until: '2026-12-31',
    on: today,
    ...more,
  });

const byCoOwner = (disposal: DataOf<'DisposalConsented'>['disposal']): TitleEvent => {
  const { pledgeId: _pledgeId, ...data } = consented({
    capacity: 'coOwner',
    partyId: stranger,
    disposal,
  }).data as DataOf<'DisposalConsented'>;
  return { type: 'DisposalConsented', data };
};

describe('a consent', () => {
  it('is recorded for a pledgee of a standing pledge or claim', () => {
    given(opened(), pledged(1)).when(consent()).then(consented());
    given(opened(), claimed(1)).when(consent()).then(consented());
    given(opened(), pledged(1), consented()).when(consent()).thenNothing();
    given(opened(), pledged(1), consented())
      .when(consent({ until: '2027-01-31' }))
      .thenRefused('title_id_taken');
  });

  it('is the pledgee’s own to give', () => {
    given(opened(), pledged(1), pledged(2, {}, otherLender))
      .when(consent({}, as('lender', otherLender)))
      .thenRefused('not_the_pledgee');
    given(opened(), pledged(1))
      .when(consent({ pledgeId: 'none' }))
      .thenRefused('pledge_not_found');
    given(opened(), pledged(1))
      .when(consent({ until: '2026-11-22' }))
      .thenRefused('term_over');
    expect(
      given(opened(), pledged(1))
        .when(consent({ until: today }))
        .events(),
    ).toHaveLength(1);
  });

  it('is a co-owner’s where there are several, about the right alone', () => {
    const own = { capacity: 'coOwner' as const, disposal: 'grant' as const };
    const ask = (more: object, actor = coOwner) => {
      const command = consent({ ...own, ...more }, actor);
      const { pledgeId: _pledgeId, ...data } =
        command.data as CommandOf<'ConsentToDisposal'>['data'];
      return { ...command, data: { ...data, ...more } } as typeof command;
    };
    given(jointly).when(ask({})).then(byCoOwner('grant'));
    given(jointly)
      .when(ask({ pledge: 'follows' }))
      .thenRefused('consent_not_needed');
    given(opened()).when(ask({}, theBank)).thenRefused('consent_not_needed');
    given(jointly, granted('grant-1'))
      .when(ask({}, as('manager', buyer)))
      .thenRefused('not_the_holder');
  });

  it('lets one disposal through and is used up by it', () => {
    const give = (id: string) => act('GrantRight', grant(id, { terms: { exclusive: true } }));
    const events = given(opened(), pledged(1), consented()).when(give('grant-1')).events();
    expect(events).toMatchObject([{ data: { consentIds: ['consent-1'] } }]);
    const ended = fact('GrantEnded', { grantId: 'grant-1', reason: '终止', on: today });
    given(opened(), pledged(1), consented(), ...events, ended)
      .when(give('grant-2'))
      .thenRefused('entry_pledged');
    given(opened(), pledged(1), consented(), ...events)
      .when(act('WithdrawConsent', { consentId: 'consent-1', reason: '变更' }, theLender))
      .thenRefused('consent_used', { consentId: 'consent-1', titleVersion: 4 });
  });

  it('lets a joint entry be granted, licensed, pledged', () => {
    const to = { granteePartyId: otherBuyer };
    expect(
      given(jointly, byCoOwner('grant'))
        .when(act('GrantRight', grant('g', to)))
        .events(),
    ).toMatchObject([{ data: { consentIds: ['consent-1'] } }]);
    const sell = act('AuthoriseLicensing', licensing());
    expect(given(jointly, byCoOwner('licensing')).when(sell).events()).toHaveLength(1);
    given(jointly, byCoOwner('grant')).when(sell).thenRefused('co_owners_must_agree');
    const letIn = act('AuthoriseLender', {
      authorisationId: 'a',
      holdingId: operation,
      lenderPartyId: lender,
      purpose: 'pledge',
      until: '2026-12-31',
    });
    expect(given(jointly, byCoOwner('pledge')).when(letIn).events()).toHaveLength(1);
  });

  it('is taken back by who gave it', () => {
    const withdraw = (actor = theLender) =>
      act('WithdrawConsent', { consentId: 'consent-1', reason: '变更' }, actor);
    given(opened(), pledged(1), consented())
      .when(withdraw(theBank))
      .thenRefused('consent_of_another');
    given(opened(), pledged(1)).when(withdraw()).thenRefused('consent_not_found');
    const withdrawn = fact('ConsentWithdrawn', {
      consentId: 'consent-1',
      reason: '变更',
      on: today,
    });
    given(opened(), pledged(1), consented()).when(withdraw()).then(withdrawn);
    given(opened(), pledged(1), consented(), withdrawn).when(withdraw()).thenNothing();
  });
});

describe('a reservation of a registration', () => {
  const seen = { evidence: { pledgorEvidence: evidence } };
  const day = '2026-11-24T02:00:00.000Z';
  const reserve = (id = 'kept-1', more: object = {}, at = now, actor = theLender) =>
    act(
      'ReserveRegistration',
      { registrationReservationId: id, holdingId: operation, ...seen, ...more },
      actor,
      at,
    );
  const kept = (id = 'kept-1', more: Partial<DataOf<'RegistrationReserved'>> = {}): TitleEvent =>
    fact('RegistrationReserved', {
      registrationReservationId: id,
      holdingId: operation,
      lenderPartyId: lender,
      authorisationId: 'authorisation-1',
      reservedAt: now,
      until: day,
      renewal: 0,
      policyVersion: 1,
      pledgorEvidence: evidence,
      ...more,
    });
  const past = [opened(), authorised()];

  it('stands a day at most, under the pledgor’s authorisation', () => {
    given(...past)
      .when(reserve())
      .then(kept());
    given(...past)
      .when(reserve('kept-1', { until: day }))
      .then(kept());
    given(...past)
      .when(reserve('kept-1', { until: '2026-11-24T02:00:00.001Z' }))
      .thenRefused('reservation_time_invalid', { field: 'until', latest: day });
    given(...past)
      .when(reserve('kept-1', { until: now }))
      .thenRefused('reservation_time_invalid');
    given(opened(), authorised({ purpose: 'inspect' }))
      .when(reserve())
      .thenRefused('lender_authorisation_missing');
    given(...past, kept())
      .when(reserve())
      .thenNothing();
    given(...past, barred())
      .when(reserve())
      .thenRefused('entry_barred');
  });

  it('keeps others off while it lives, and no longer', () => {
    const rival = authorised({ authorisationId: 'authorisation-2', lenderPartyId: otherLender });
    const pledge = (at: string, who = otherLender) =>
      act(
        'RegisterPledge',
        { holdingId: operation, terms: pledgeTerms(), pledgorEvidence: evidence },
        as('lender', who),
        at,
      );
    given(...past, rival, kept())
      .when(pledge(now))
      .thenRefused('registration_reserved');
    expect(
      given(...past, rival, kept())
        .when(pledge(day))
        .events(),
    ).toHaveLength(1);
    const give = act('GrantRight', grant('grant-1'));
    given(...past, kept())
      .when(give)
      .thenRefused('registration_reserved');
    given(...past, kept())
      .when(act('AuthoriseLicensing', licensing()))
      .thenRefused('registration_reserved');
    given(...past, kept())
      .when(act('EndHolding', { holdingId: operation, reason: '到期' }, theRegistrar))
      .thenRefused('registration_reserved');
    const confirm = act('ConfirmPledge', { pledgeId: pledgeId(1), pledgorEvidence: evidence });
    given(...past, claimed(1, {}, otherLender), kept())
      .when(confirm)
      .thenRefused('registration_reserved');
    const ended = fact('RegistrationReservationEnded', {
      registrationReservationId: 'kept-1',
      endedAt: now,
    });
    expect(
      given(...past, kept(), ended)
        .when(give)
        .events(),
    ).toHaveLength(1);
  });

  it('becomes the lender’s registration, also where he was shut out since', () => {
    const pledge = act(
      'RegisterPledge',
      { holdingId: operation, terms: pledgeTerms(), pledgorEvidence: evidence },
      theLender,
    );
    const out = fact('LenderAuthorisationWithdrawn', {
      authorisationId: 'authorisation-1',
      on: today,
    });
    const events = given(...past, kept(), out)
      .when(pledge)
      .events();
    expect(events).toMatchObject([
      { type: 'PledgeRegistered', data: { registrationReservationId: 'kept-1' } },
    ]);
    const title = titleOf(...past, kept(), ...events);
    expect(title.registrationReservations.get('kept-1')?.over?.pledgeId).toBe(pledgeId(1));
    expect(title.pledges.get(pledgeId(1))?.rankKey.titleVersion).toBe(4);
  });

  it('is one at a time and renewed once', () => {
    given(...past, kept())
      .when(reserve('kept-2'))
      .thenRefused('registration_reserved');
    const second = kept('kept-2', {
      reservedAt: day,
      until: '2026-11-25T02:00:00.000Z',
      renewal: 1,
    });
    given(...past, kept())
      .when(reserve('kept-2', {}, day))
      .then(second);
    given(...past, kept(), second)
      .when(reserve('kept-3', {}, '2026-11-26T01:59:59.999Z'))
      .thenRefused('reservation_renewals_exhausted');
    expect(
      given(...past, kept(), second)
        .when(reserve('kept-3', {}, '2026-11-26T02:00:00.000Z'))
        .events(),
    ).toMatchObject([{ data: { renewal: 0 } }]);
  });

  it('is given up by the lender himself', () => {
    const end = (actor = theLender, id = 'kept-1') =>
      act('EndRegistrationReservation', { registrationReservationId: id }, actor);
    given(...past, kept())
      .when(end(theBank))
      .thenRefused('reservation_of_another');
    given(...past)
      .when(end(theLender, 'none'))
      .thenRefused('registration_reservation_not_found');
    expect(
      given(...past, kept())
        .when(end())
        .events(),
    ).toHaveLength(1);
    const at = act(
      'EndRegistrationReservation',
      { registrationReservationId: 'kept-1' },
      theLender,
      day,
    );
    given(...past, kept())
      .when(at)
      .thenNothing();
  });
});

describe('freezes', () => {
  const freeze = (barId: string, more: Partial<DataOf<'BarRaised'>> = {}) =>
    barred({ barId, holdingId: operation, ...more });
  const standing = (events: TitleEvent[], barId: string, at = now) => {
    const title = titleOf(opened(), ...events);
    const one = title.bars.get(barId);
    if (one === undefined) throw new Error('No such bar.');
    return [barStanding(title, one, at), barUntil(title, one, at), waitingFor(title, one, at)];
  };
  const first = freeze('first', { until: '2026-12-31' });
  const second = freeze('second', { months: 24 });

  it('wait for the one before, and count their months from the day they take effect', () => {
    expect(standing([first, second], 'second')).toEqual(['waiting', '2029-01-01', ['first']]);
    expect(standing([first, second], 'second', startOf('2027-01-01'))).toEqual([
      'inEffect',
      '2029-01-01',
      [],
    ]);
    expect(standing([first, second], 'second', endOf('2029-01-01'))[0]).toBe('inEffect');
    expect(standing([first, second], 'second', startOf('2029-01-02'))[0]).toBe('none');
    const lifted = fact('BarLifted', { barId: 'first', reason: '解除', on: today });
    expect(standing([first, second, lifted], 'second')).toEqual(['inEffect', '2028-11-23', []]);
  });

  it('wait as long as the one before has no end, and pass over one that was lifted in the queue', () => {
    const endless = freeze('first');
    expect(standing([endless, second], 'second')).toEqual(['waiting', undefined, ['first']]);
    const third = freeze('third', { until: '2027-06-30' });
    const lifted = fact('BarLifted', { barId: 'second', reason: '撤回', on: today });
    expect(standing([first, second, third, lifted], 'third')).toEqual([
      'waiting',
      '2027-06-30',
      ['first'],
    ]);
  });

  it('of the whole title queue with those of an entry; other grounds do not', () => {
    expect(standing([first, barred({ barId: 'whole' })], 'whole')[0]).toBe('inEffect');
    const only = [opened(entry()), first, barred({ barId: 'whole' })];
    const title = titleOf(...only);
    const whole = title.bars.get('whole');
    expect(whole && barStanding(title, whole, now)).toBe('waiting');
    expect(standing([first, freeze('dispute', { ground: 'dispute' })], 'dispute')[0]).toBe(
      'inEffect',
    );
  });

  it('take months only as freezes without a last day', () => {
    const raise = (more: object) => act('RaiseBar', { ...bar(), ...more }, theRegistrar);
    expect(
      given(opened())
        .when(raise({ months: 24 }))
        .events(),
    ).toHaveLength(1);
    given(opened())
      .when(raise({ months: 24, until: '2028-01-01' }))
      .thenRefused('term_invalid', { field: 'months' });
    given(opened())
      .when(raise({ months: 24, ground: 'dispute' }))
      .thenRefused('term_invalid');
  });

  it('are extended before they end, in their places', () => {
    const extend = (until: string, at = now, barId = 'first') =>
      act('ExtendBar', { barId, until }, theRegistrar, at);
    const extended = fact('BarExtended', {
      barId: 'first',
      until: '2027-12-31',
      previousUntil: '2026-12-31',
      on: today,
    });
    given(opened(), first, second).when(extend('2027-12-31')).then(extended);
    given(opened(), first, extended).when(extend('2027-12-31')).thenNothing();
    expect(standing([first, second, extended], 'second')[1]).toBe('2030-01-01');
    given(opened(), first).when(extend('2026-12-31')).thenRefused('term_invalid');
    expect(
      given(opened(), first)
        .when(extend('2027-01-31', endOf('2026-12-31')))
        .events(),
    ).toHaveLength(1);
    given(opened(), first)
      .when(extend('2027-12-31', startOf('2027-01-01')))
      .thenRefused('bar_over');
    given(opened(), freeze('first')).when(extend('2027-12-31')).thenRefused('bar_unlimited');
    given(opened(), freeze('first'), second)
      .when(extend('2027-12-31', now, 'second'))
      .thenRefused('bar_waiting');
    given(opened()).when(extend('2027-12-31')).thenRefused('bar_not_found');
  });
});

describe('closing a title', () => {
  const close = (mode: 'voluntary' | 'exOfficio', byPartyId = bank) => {
    const manner = mode === 'voluntary' ? { mode, byPartyId } : { mode };
    return act('CloseTitle', { ...manner, reason: '数据已销毁' }, theSystem);
  };

  it('by the applicant’s wish is refused while a right is another’s, or also another’s', () => {
    given(opened())
      .when(close('voluntary', buyer))
      .thenRefused('not_the_holder', { holdingId: operation });
    const sold = entry({ holders: [{ partyId: buyer }] });
    given(opened(sold, entry({ holdingId: holding, right: 'holding' })))
      .when(close('voluntary'))
      .thenRefused('not_the_holder', { holdingId: operation });
    const halves = [bank, buyer].map((partyId) => ({ partyId, share: '1/2' }));
    given(opened(entry({ holders: halves })))
      .when(close('voluntary'))
      .thenRefused('co_owners_must_agree', { partyIds: [buyer] });
    expect(given(opened(sold)).when(close('exOfficio')).events()).toHaveLength(1);
    const over = entry({ holders: [{ partyId: buyer }], until: '2020-12-31', from: '2020-01-01' });
    const own = entry({ holdingId: holding, right: 'holding' });
    expect(given(opened(over, own)).when(close('voluntary')).events()).toHaveLength(1);
  });

  it('by the holder’s wish is refused while something rests on it or bars it', () => {
    given(opened(), pledged(1))
      .when(close('voluntary'))
      .thenRefused('entry_in_use', {
        pledgeIds: [pledgeId(1)],
        grantIds: [],
        reservationIds: [],
      });
    given(opened(), granted('grant-1')).when(close('voluntary')).thenRefused('entry_in_use');
    given(opened(), barred()).when(close('voluntary')).thenRefused('entry_barred');
    expect(given(opened(), claimed(1)).when(close('voluntary')).events()).toHaveLength(1);
    given().when(close('voluntary')).thenRefused('title_not_found');
  });

  it('by office goes through, names the pledges whose object is gone, and opens nothing more', () => {
    const closed = fact('TitleClosed', {
      mode: 'exOfficio',
      reason: '数据已销毁',
      pledgeIds: [pledgeId(1)],
      on: today,
    });
    given(opened(), pledged(1), barred()).when(close('exOfficio')).then(closed);
    given(opened(), pledged(1), closed).when(close('exOfficio')).thenNothing();
    given(opened(), pledged(1), closed)
      .when(act('GrantRight', grant('grant-1')))
      .thenRefused('title_closed', { on: today });
    const release = act('ReleasePledge', { pledgeId: pledgeId(1), reason: '清偿' }, theLender);
    expect(given(opened(), pledged(1), closed).when(release).events()).toHaveLength(1);
  });
});

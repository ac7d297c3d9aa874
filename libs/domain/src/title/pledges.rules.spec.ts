import { addDays } from '../calendar.js';
import {
  act,
  as,
  authorised,
  bank,
  barred,
  buyer,
  claimed,
  cny,
  endOf,
  entry,
  evidence,
  exclusive,
  fact,
  given,
  granted,
  holding,
  lapsesAfter,
  now,
  opened,
  operation,
  otherLender,
  pledged,
  pledgeId,
  pledgeTerms,
  released,
  reserved,
  startOf,
  stranger,
  theBank,
  theLender,
  theRegistrar,
  theSystem,
  today,
} from './testing/title-samples.js';
import type { PledgeTerms, PledgorEvidence, TitleEvent } from './title.events.js';
import { assetOfPledge } from './pledge-id.js';

const letIn = authorised();
const inspecting = authorised({ purpose: 'inspect' });
const register = (
  more: Partial<PledgeTerms> = {},
  actor = theLender,
  at = now,
  data: object = {},
) =>
  act(
    'RegisterPledge',
    { holdingId: operation, terms: pledgeTerms(more), pledgorEvidence: evidence, ...data },
    actor,
    at,
  );
const confirm = (at = now, actor = theBank, pledgorEvidence = evidence) =>
  act('ConfirmPledge', { pledgeId: pledgeId(1), pledgorEvidence }, actor, at);
const confirmed = fact('PledgeConfirmed', {
  pledgeId: pledgeId(1),
  pledgorEvidence: evidence,
  on: today,
});
const decline = (at = now, actor = theBank) =>
  act('DeclinePledge', { pledgeId: pledgeId(1), reason: '未约定' }, actor, at);
const declined = fact('PledgeDeclined', { pledgeId: pledgeId(1), reason: '未约定', on: today });
const release = (amount?: string, actor = theLender, at = now) =>
  act(
    'ReleasePledge',
    { pledgeId: pledgeId(1), reason: '清偿', ...(amount && { amount: cny(amount) }) },
    actor,
    at,
  );
const lapse = (at: string) => act('LapseClaim', { pledgeId: pledgeId(1) }, theSystem, at);
const lapsed = fact('PledgeClaimLapsed', { pledgeId: pledgeId(1), on: '2026-12-22' });

describe('registering a pledge', () => {
  it('is registered at once with the pledgor’s authorisation', () =>
    given(opened(), letIn).when(register()).then(pledged()));

  it('is claimed without one, for twenty working days', () =>
    given(opened(), inspecting).when(register()).then(claimed()));

  it('numbers pledges in the title, so that their ids name the asset', () => {
    given(opened(), letIn, pledged(), released()).when(register()).then(pledged(2));
    expect(assetOfPledge(pledgeId(12))).toBe(pledgeId(12).slice(0, -3));
    expect(assetOfPledge('not-a-pledge')).toBeUndefined();
  });

  it('is two pledges when it is asked for twice', () =>
    given(opened(), letIn, pledged()).when(register()).then(pledged(2)));

  it('is covered up to the last day of the authorisation, on its entry, for its lender', () => {
    const short = authorised({ until: today });
    given(opened(), short)
      .when(register({}, theLender, endOf(today)))
      .then(pledged());
    given(opened(), short, inspecting)
      .when(register({ until: '2027-11-24' }, theLender, startOf('2026-11-24')))
      .then({
        ...claimed(1, { until: '2027-11-24' }),
        data: {
          ...claimed(1, { until: '2027-11-24' }).data,
          on: '2026-11-24',
          lapsesAfter: '2026-12-22',
        },
      } as TitleEvent);
    given(opened(), authorised({ holdingId: holding }))
      .when(register())
      .then(claimed());
    given(opened(), inspecting, authorised({ authorisationId: 'a-2', lenderPartyId: otherLender }))
      .when(register())
      .then(claimed());
    const withdrawn = fact('LenderAuthorisationWithdrawn', {
      authorisationId: 'authorisation-1',
      on: today,
    });
    given(opened(), letIn, withdrawn, authorised({ authorisationId: 'a-2', purpose: 'inspect' }))
      .when(register())
      .then(claimed());
  });

  it('is covered up to the cap, together with what stands under the same authorisation', () => {
    const capped = authorised({ cap: cny('1500000.00') });
    given(opened(), capped)
      .when(register({ amount: cny('1500000') }))
      .then(pledged(1, { amount: cny('1500000.00') }));
    given(opened(), capped)
      .when(register({ amount: cny('1500000.01') }))
      .then(claimed(1, { amount: cny('1500000.01') }));
    const half = { amount: cny('500000.00') };
    const more = { amount: cny('500000.01') };
    given(opened(), capped, pledged()).when(register(half)).then(pledged(2, half));
    given(opened(), capped, pledged()).when(register(more)).then(claimed(2, more));
    given(opened(), capped, pledged(), released()).when(register(more)).then(pledged(2, more));
  });

  it('is not stopped by other pledges, grants or a reservation', () => {
    given(opened(), letIn, granted('grant-1', { terms: exclusive }))
      .when(register())
      .then(pledged());
    given(opened(), letIn, reserved()).when(register()).then(pledged());
  });

  it('needs an operation entry that stands, and no bar', () => {
    const on = (holdingId: string) => register({}, theLender, now, { holdingId });
    given(opened(), letIn).when(on(holding)).thenRefused('right_not_disposable');
    given(opened(), letIn).when(on('no-entry')).thenRefused('holding_not_found');
    given(opened(entry({ until: '2026-11-22' })), letIn)
      .when(register())
      .thenRefused('right_over');
    given(opened(), letIn, barred())
      .when(register())
      .thenRefused('entry_barred', { barIds: ['bar-1'] });
  });

  it('refuses assets of government organs and public institutions, and unknown holders', () => {
    const ofClass = (partyClass: PledgorEvidence['partyClass']) =>
      register({}, theLender, now, {
        pledgorEvidence: [{ partyId: bank, partyClass, version: 1 }],
      });
    const refused = ['pledgor_not_pledgeable', { partyIds: [bank] }] as const;
    given(opened(), letIn)
      .when(ofClass('governmentOrgan'))
      .thenRefused(...refused);
    given(opened(), letIn)
      .when(ofClass('publicInstitution'))
      .thenRefused(...refused);
    expect(given(opened(), letIn).when(ofClass('other')).events()).toHaveLength(1);
    given(opened(), letIn)
      .when(register({}, theLender, now, { pledgorEvidence: [] }))
      .thenRefused('pledgor_not_registered', { partyIds: [bank] });
  });

  it('refuses amounts and terms that secure nothing', () => {
    const tried = (more: Partial<PledgeTerms>) => given(opened(), letIn).when(register(more));
    tried({ amount: cny('0.00') }).thenRefused('amount_not_positive');
    tried({ amount: cny('-1') }).thenRefused('amount_not_positive');
    expect(tried({ amount: cny('0.01') }).events()).toHaveLength(1);
    tried({ until: '2026-11-22' }).thenRefused('term_over', { until: '2026-11-22' });
    tried({ until: '2027-02-29' }).thenRefused('term_invalid');
    expect(tried({ until: today }).events()).toHaveLength(1);
  });

  it('is not for the holder himself, nor for lenders that nobody let in', () => {
    given(opened(), letIn)
      .when(register({}, as('lender', bank)))
      .thenRefused('counterparty_is_the_holder');
    given(opened(), letIn)
      .when(register({}, as('lender', otherLender)))
      .thenRefused('title_not_found');
    given().when(register()).thenRefused('title_not_found');
  });
});

describe('confirming a claim', () => {
  it('registers it, once', () => {
    given(opened(), claimed()).when(confirm()).then(confirmed);
    given(opened(), claimed(), confirmed).when(confirm()).thenNothing();
  });

  it('is possible until the end of its last day', () => {
    const lastDay = { ...confirmed, data: { ...confirmed.data, on: lapsesAfter } } as TitleEvent;
    given(opened(), claimed())
      .when(confirm(endOf(lapsesAfter)))
      .then(lastDay);
    given(opened(), claimed())
      .when(confirm(startOf('2026-12-22')))
      .thenRefused('pledge_over', { pledgeId: pledgeId(1), standing: 'lapsed' });
  });

  it('is decided again on the title as it stands', () => {
    given(opened(), claimed(), barred()).when(confirm()).thenRefused('entry_barred');
    const gone = fact('HoldingEnded', { holdingId: operation, reason: '到期', on: today });
    given(opened(), claimed(), gone).when(confirm()).thenRefused('right_over');
    const asOrgan = [{ partyId: bank, partyClass: 'governmentOrgan', version: 2 }] as const;
    given(opened(), claimed())
      .when(confirm(now, theBank, asOrgan))
      .thenRefused('pledgor_not_pledgeable');
  });

  it('is the pledgor’s, all of them', () => {
    given(opened(), claimed()).when(confirm(now, theLender)).thenRefused('not_the_holder');
    given(opened(), claimed())
      .when(confirm(now, as('manager', stranger)))
      .thenRefused('title_not_found');
    given(opened(entry({ holders: [{ partyId: bank }, { partyId: buyer }] })), claimed())
      .when(confirm())
      .thenRefused('co_owners_must_agree');
    given(opened())
      .when(confirm())
      .thenRefused('pledge_not_found', { pledgeId: pledgeId(1) });
  });

  it('finds no claim where it was declined or released', () => {
    given(opened(), claimed(), declined).when(confirm()).thenRefused('pledge_over');
    given(opened(), claimed(), released()).when(confirm()).thenRefused('pledge_over');
  });
});

describe('declining a claim', () => {
  it('ends it, once; a registered pledge is only released', () => {
    given(opened(), claimed()).when(decline()).then(declined);
    given(opened(), claimed(), declined).when(decline()).thenNothing();
    given(opened(), claimed(), confirmed).when(decline()).thenRefused('pledge_already_registered');
    given(opened(), pledged()).when(decline()).thenRefused('pledge_already_registered');
    given(opened(), claimed(), released()).when(decline()).thenRefused('pledge_over');
    given(opened(), claimed()).when(decline(now, theLender)).thenRefused('not_the_holder');
  });
});

describe('the lapse of a claim', () => {
  it('is written down after its last day, as of the day after', () => {
    given(opened(), claimed())
      .when(lapse(endOf(lapsesAfter)))
      .thenRefused('not_due', { dueAt: '2026-12-22' });
    given(opened(), claimed())
      .when(lapse(startOf('2026-12-22')))
      .then(lapsed);
    given(opened(), claimed()).when(lapse('2027-03-01T00:00:00.000Z')).then(lapsed);
  });

  it('says nothing where it is over or registered', () => {
    const late = startOf('2026-12-22');
    given(opened(), claimed(), lapsed).when(lapse(late)).thenNothing();
    given(opened(), claimed(), confirmed).when(lapse(late)).thenNothing();
    given(opened(), claimed(), declined).when(lapse(late)).thenNothing();
  });
});

describe('releasing a pledge', () => {
  it('is the pledgee’s, in whole, once', () => {
    given(opened(), pledged()).when(release()).then(released());
    given(opened(), claimed()).when(release()).then(released());
    given(opened(), pledged(), released()).when(release()).thenNothing();
    given(opened(), pledged()).when(release(undefined, theBank)).thenRefused('not_the_pledgee');
    given(opened(), pledged())
      .when(release(undefined, as('lender', otherLender)))
      .thenRefused('title_not_found');
  });

  it('cannot come before its pledge', () => {
    given(opened(), letIn).when(release()).thenRefused('pledge_not_found');
    given().when(release()).thenRefused('title_not_found');
  });

  it('may be of a part, of all that is left, but not of more', () => {
    const part = released(1, cny('400000.00'));
    given(opened(), pledged()).when(release('400000')).then(part);
    given(opened(), pledged(), part).when(release('600000.00')).then(released());
    given(opened(), pledged(), part)
      .when(release('600000.01'))
      .thenRefused('release_exceeds_pledge', { remaining: cny('600000.00') });
    given(opened(), pledged()).when(release('0.00')).thenRefused('amount_not_positive');
    given(opened(), pledged(), released()).when(release('1.00')).thenRefused('pledge_over');
  });

  it('is not stopped by a bar', () =>
    given(opened(), pledged(), barred()).when(release()).then(released()));

  it('finds nothing to release where the claim was declined or the registration is over', () => {
    given(opened(), claimed(), declined).when(release()).thenRefused('pledge_over');
    expect(
      given(opened(), pledged())
        .when(release(undefined, theLender, endOf('2027-11-23')))
        .events(),
    ).toHaveLength(1);
    given(opened(), pledged())
      .when(release(undefined, theLender, startOf('2027-11-24')))
      .thenRefused('pledge_over', { pledgeId: pledgeId(1), standing: 'lapsed' });
  });
});

describe('letting a lender in', () => {
  const {
    on: _on,
    assetId: _assetId,
    ...wanted
  } = authorised().data as never as {
    on: string;
    assetId: string;
  };
  const letting = (more: object = {}, actor = theBank) =>
    act('AuthoriseLender', { ...wanted, ...more } as never, actor);
  const withdraw = act('WithdrawLenderAuthorisation', { authorisationId: 'authorisation-1' });
  const withdrawn = fact('LenderAuthorisationWithdrawn', {
    authorisationId: 'authorisation-1',
    on: today,
  });

  it('is the holder’s; the same again says nothing', () => {
    given(opened()).when(letting()).then(letIn);
    given(opened(), letIn).when(letting()).thenNothing();
    given(opened(), letIn)
      .when(letting({ until: '2027-01-01' }))
      .thenRefused('title_id_taken');
    given(opened(), letIn).when(letting({}, theLender)).thenRefused('not_the_holder');
  });

  it('names another organisation, a cap above zero and a day that is not over', () => {
    given(opened())
      .when(letting({ lenderPartyId: bank }))
      .thenRefused('counterparty_is_the_holder');
    given(opened())
      .when(letting({ cap: cny('0') }))
      .thenRefused('amount_not_positive');
    given(opened())
      .when(letting({ until: '2026-11-22' }))
      .thenRefused('term_over');
    given(opened())
      .when(letting({ until: today }))
      .then(authorised({ until: today }));
  });

  it('to a pledge needs an operation entry and every co-owner; to look it needs neither', () => {
    given(opened())
      .when(letting({ holdingId: holding }))
      .thenRefused('right_not_disposable');
    const joined = opened(entry({ holders: [{ partyId: bank }, { partyId: buyer }] }));
    given(joined).when(letting()).thenRefused('co_owners_must_agree');
    given(joined)
      .when(letting({ purpose: 'inspect' }))
      .then(inspecting);
    expect(
      given(opened())
        .when(letting({ purpose: 'inspect', holdingId: holding }))
        .events(),
    ).toHaveLength(1);
  });

  it('is withdrawn by the holder, once', () => {
    given(opened(), letIn).when(withdraw).then(withdrawn);
    given(opened(), letIn, withdrawn).when(withdraw).thenNothing();
    given(opened()).when(withdraw).thenRefused('lender_authorisation_not_found');
  });
});

describe('bars', () => {
  const { assetId: _assetId, ...frozen } = barred().data as never as { assetId: string };
  const raise = (more: object = {}, actor = theRegistrar) =>
    act('RaiseBar', { ...frozen, ...more } as never, actor);
  const lift = (actor = theRegistrar) =>
    act('LiftBar', { barId: 'bar-1', reason: '解除冻结' }, actor);
  const lifted = fact('BarLifted', { barId: 'bar-1', reason: '解除冻结', on: today });

  it('begin on the day of their record at the earliest, but those of an insolvency', () => {
    const from = addDays(today, -1);
    given(opened())
      .when(raise({ from }))
      .thenRefused('term_invalid', { field: 'from', earliest: today });
    given(opened())
      .when(raise({ from, ground: 'dispute' }))
      .thenRefused('term_invalid');
    for (const more of [{ from: today }, { from: addDays(today, 1) }]) {
      expect(given(opened()).when(raise(more)).events()).toHaveLength(1);
    }
    const insolvency = { ...frozen, from, ground: 'insolvency' as const };
    given(opened()).when(raise(insolvency)).then(barred(insolvency));
    // Sent again on a later day it is what was recorded.
    const later = act('RaiseBar', frozen as never, theRegistrar, startOf(addDays(today, 1)));
    given(opened(), barred()).when(later).thenNothing();
  });

  it('are raised and lifted by the registrar, once', () => {
    given(opened(), pledged()).when(raise()).then(barred());
    given(opened())
      .when(raise({ from: undefined }))
      .then(barred());
    given(opened(), barred())
      .when(raise({ from: undefined }))
      .thenNothing();
    given(opened(), barred()).when(raise()).thenNothing();
    given(opened(), barred())
      .when(raise({ authority: '公安' }))
      .thenRefused('title_id_taken');
    given(opened(), barred()).when(lift()).then(lifted);
    given(opened(), barred(), lifted).when(lift()).thenNothing();
    given(opened()).when(lift()).thenRefused('bar_not_found', { barId: 'bar-1' });
    given(opened()).when(raise({}, theBank)).thenRefused('not_the_registrar');
    given(opened(), barred()).when(lift(theBank)).thenRefused('not_the_registrar');
  });

  it('name an entry of the title and dates that exist', () => {
    given(opened())
      .when(raise({ holdingId: 'no-entry' }))
      .thenRefused('holding_not_found');
    given(opened())
      .when(raise({ from: '2026-11-31' }))
      .thenRefused('term_invalid');
    given(opened())
      .when(raise({ until: '2026-11-22' }))
      .thenRefused('term_invalid');
    given(opened())
      .when(raise({ until: today }))
      .then(barred({ until: today }));
  });

  it('stop new pledges until they are lifted', () => {
    given(opened(), letIn, barred(), lifted).when(register()).then(pledged());
  });
});

import {
  act,
  as,
  bank,
  barred,
  buyer,
  endOf,
  entry,
  exclusive,
  fact,
  given,
  grant,
  granted,
  holding,
  licensed,
  licensing,
  now,
  offerId,
  opened,
  operation,
  otherBuyer,
  pledged,
  pledgeId,
  released,
  startOf,
  stranger,
  terms,
  theBank,
  theRegistrar,
  today,
} from './testing/title-samples.js';
import type { ObjectEvidence } from './pledged-object.js';
import type { GrantTerms } from './title.events.js';

const give = (more: Parameters<typeof grant>[1] = {}, actor = theBank, at = now, id = 'grant-1') =>
  act('GrantRight', grant(id, more), actor, at);
const with_ = (more: Partial<GrantTerms>) => give({ terms: more });
const theBuyer = as('manager', buyer);
const finish = (actor = theBank) => act('EndGrant', { grantId: 'grant-1', reason: '违约' }, actor);
const finished = fact('GrantEnded', { grantId: 'grant-1', reason: '违约', on: today });
const outside = (field: string, held?: string | number | readonly string[]) =>
  ['terms_exceed_right', held === undefined ? { field } : { field, held }] as const;

describe('granting a right', () => {
  it('gives it out of an operation entry that the giver holds', () =>
    given(opened()).when(give()).then(granted('grant-1')));

  it('says nothing to the same grant again, and refuses its id to another', () => {
    given(opened(), granted('grant-1')).when(give()).thenNothing();
    given(opened(), granted('grant-1'))
      .when(give({ granteePartyId: otherBuyer }))
      .thenRefused('title_id_taken');
  });

  it('is the holder’s; for strangers the title is not there', () => {
    given(opened())
      .when(give({}, as('manager', stranger)))
      .thenRefused('title_not_found');
    given(opened(), granted('grant-0')).when(give({}, theBuyer)).thenRefused('not_the_holder');
    given(opened())
      .when(give({ holdingId: 'no-entry' }))
      .thenRefused('holding_not_found');
    given(opened())
      .when(give({ granteePartyId: bank }))
      .thenRefused('counterparty_is_the_holder');
  });

  it('needs an operation right that stands today', () => {
    given(opened())
      .when(give({ holdingId: holding }))
      .thenRefused('right_not_disposable', { right: 'holding' });
    const until = today;
    given(opened(entry({ until })))
      .when(give({ terms: { from: today, until } }, theBank, startOf('2026-11-24')))
      .thenRefused('right_over', { from: '2026-01-01', until });
    expect(
      given(opened(entry({ until })))
        .when(give({ terms: { from: today, until } }, theBank, endOf(today)))
        .events(),
    ).toHaveLength(1);
  });

  it('needs a grantee who is registered and takes part', () => {
    given(opened())
      .when(give({ granteeEvidence: undefined as never }))
      .thenRefused('grantee_not_registered', { partyId: buyer });
    given(opened())
      .when(give({ granteeEvidence: { partyId: otherBuyer, version: 1 } }))
      .thenRefused('grantee_not_registered', { partyId: buyer });
    const granteeEvidence = { partyId: buyer, version: 2, isSuspended: true as const };
    given(opened())
      .when(give({ granteeEvidence }))
      .thenRefused('party_suspended', { partyId: buyer });
  });

  it('needs a registration in force, of data that is not core; the event says which', () => {
    const seen = (more: Partial<ObjectEvidence> = {}) => {
      const objectEvidence = { status: 'registered', version: 4, ...more } as const;
      return given(opened()).when(give({ objectEvidence }));
    };
    seen().then(granted('grant-1', { objectEvidence: { status: 'registered', version: 4 } }));
    expect(seen({ validUntil: today }).events()).toHaveLength(1);
    const validUntil = '2026-11-22';
    const over = { status: 'expired', validUntil };
    seen({ validUntil }).thenRefused('grant_asset_not_in_force', over);
    for (const status of ['suspended', 'cancelled', 'revoked', 'expired'] as const) {
      seen({ status }).thenRefused('grant_asset_not_in_force', { status });
    }
    seen({ grade: 'core' }).thenRefused('core_data_not_disposable');
    expect(seen({ grade: 'important' }).events()).toHaveLength(1);
  });

  it('is the same grant also when what it was decided on has moved', () => {
    const granteeEvidence = { partyId: buyer, version: 9 };
    given(opened(), granted('grant-1')).when(give({ granteeEvidence })).thenNothing();
  });

  it('needs every co-owner of a joint entry', () =>
    given(opened(entry({ holders: [{ partyId: bank }, { partyId: buyer }] })))
      .when(give({ granteePartyId: otherBuyer }))
      .thenRefused('co_owners_must_agree', { partyIds: [buyer] }));

  it('refuses dates that do not exist, run backwards or are over', () => {
    given(opened())
      .when(with_({ from: '2026-02-30' }))
      .thenRefused('term_invalid');
    given(opened())
      .when(with_({ until: '2026-11-30' }))
      .thenRefused('term_invalid');
    expect(
      given(opened())
        .when(with_({ until: '2026-12-01' }))
        .events(),
    ).toHaveLength(1);
    const past = { from: '2026-11-01', until: '2026-11-22' };
    given(opened()).when(with_(past)).thenRefused('term_over');
    expect(
      given(opened())
        .when(with_({ ...past, until: today }))
        .events(),
    ).toHaveLength(1);
  });

  it('stays inside the entry: dates, purposes, fields, territory', () => {
    const narrow = entry({
      from: '2026-12-01',
      until: '2027-11-30',
      purposes: ['信贷', '风控'],
      fields: ['户号', '用电量'],
      territory: '3301',
    });
    const at = '2026-12-01T02:00:00.000Z';
    const inside = { purposes: ['风控'], territory: '330106' };
    const tried = (more: Partial<GrantTerms>) =>
      given(opened(narrow)).when(give({ terms: { ...inside, ...more } }, theBank, at));
    expect(tried({}).events()).toHaveLength(1);
    tried({ from: '2026-11-30' }).thenRefused(...outside('from', '2026-12-01'));
    tried({ until: '2027-12-01' }).thenRefused(...outside('until', '2027-11-30'));
    tried({ purposes: ['风控', '营销'] }).thenRefused(...outside('purposes', ['信贷', '风控']));
    tried({ fields: ['户号', '户名'] }).thenRefused(...outside('fields', ['户号', '用电量']));
    expect(tried({ fields: ['用电量'] }).events()).toHaveLength(1);
    tried({ territory: '3302' }).thenRefused(...outside('territory', '3301'));
    tried({ territory: 'CN' }).thenRefused(...outside('territory', '3301'));
    tried({ territory: '长三角' }).thenRefused(...outside('territory', '3301'));
    expect(tried({ territory: '330100' }).events()).toHaveLength(1);
    // No division has such a code: it is a text like any other.
    const nowhere = entry({ territory: '0000' });
    given(opened(nowhere))
      .when(with_({ territory: '33' }))
      .thenRefused(...outside('territory', '0000'));
  });
});

describe('granting on', () => {
  const parent = {
    right: 'operation' as const,
    terms: { sublicenceDepth: 1, until: '2027-06-30' },
  };
  const sub = (more: Parameters<typeof grant>[1] = {}) =>
    give(
      {
        parentGrantId: 'grant-0',
        granteePartyId: otherBuyer,
        ...more,
        terms: { until: '2027-06-30', ...more.terms },
      },
      theBuyer,
      '2026-12-02T02:00:00.000Z',
    );

  it('goes down as many levels as the terms allow', () => {
    expect(given(opened(), granted('grant-0', parent)).when(sub()).events()).toHaveLength(1);
    given(opened(), granted('grant-0', parent))
      .when(sub({ terms: { sublicenceDepth: 1 } }))
      .thenRefused(...outside('sublicenceDepth', 1));
    given(opened(), granted('grant-0', { right: 'operation' }))
      .when(sub())
      .thenRefused(...outside('sublicenceDepth', 0));
  });

  it('needs a right that can be given on, by its grantee, inside its own terms', () => {
    given(opened(), granted('grant-0', { ...parent, right: 'processing' }))
      .when(sub())
      .thenRefused('right_not_disposable');
    given(opened(), granted('grant-0', parent))
      .when(give({ parentGrantId: 'grant-0', granteePartyId: otherBuyer }))
      .thenRefused('not_the_holder');
    given(opened(), granted('grant-0', parent))
      .when(sub({ terms: { until: '2027-07-01' } }))
      .thenRefused(...outside('until', '2027-06-30'));
    given(opened(), granted('grant-0', parent))
      .when(sub({ terms: { exclusive: true } }))
      .thenRefused(...outside('exclusive'));
    given(opened(), granted('grant-0', parent))
      .when(sub({ parentGrantId: 'grant-9' }))
      .thenRefused('grant_not_found');
  });

  it('inherits what the grant above leaves unsaid', () =>
    given(opened(entry({ purposes: ['信贷'] })), granted('grant-0', parent))
      .when(sub({ terms: { purposes: ['营销'] } }))
      .thenRefused(...outside('purposes', ['信贷'])));

  it('inherits the fields of the entry in the end', () =>
    given(opened(entry({ fields: ['户号'] })), granted('grant-0', parent))
      .when(sub({ terms: { fields: ['户名'] } }))
      .thenRefused(...outside('fields', ['户号'])));

  it('is over when the grant above is, with one event', () => {
    const ended = fact('GrantEnded', { grantId: 'grant-0', reason: '违约', on: today });
    const past = [opened(), granted('grant-0', parent), ended];
    given(...past)
      .when(act('GrantRight', sub().data as never, theBank))
      .thenRefused('not_the_holder');
    given(...past)
      .when(sub())
      .thenRefused('title_not_found');
  });

  it('is not in the way of an exclusive grant that it descends from', () => {
    const above = { ...parent, terms: { ...parent.terms, exclusive: true } };
    expect(given(opened(), granted('grant-0', above)).when(sub()).events()).toHaveLength(1);
  });
});

describe('exclusivity', () => {
  const sole = granted('grant-0', { terms: exclusive });

  it('shuts out every other grant of its time, naming the winner', () => {
    const refused = ['entry_exclusively_granted', { grantId: 'grant-0' }] as const;
    given(opened(), sole)
      .when(give())
      .thenRefused(...refused);
    given(opened(), sole)
      .when(give({ terms: exclusive }))
      .thenRefused(...refused);
    given(opened(), sole)
      .when(with_({ from: '2027-11-30', until: '2028-11-30' }))
      .thenRefused(...refused);
    expect(
      given(opened(), sole)
        .when(with_({ from: '2027-12-01', until: '2028-11-30' }))
        .events(),
    ).toHaveLength(1);
  });

  it('cannot be given while others have licences or can buy them', () => {
    given(opened(), granted('grant-0'), licensed())
      .when(give({ terms: exclusive }))
      .thenRefused('entry_licensed', { grantIds: ['grant-0'], offerIds: [offerId] });
    const over = licensed({ until: '2026-11-22' });
    expect(
      given(opened(), over)
        .when(give({ terms: exclusive }))
        .events(),
    ).toHaveLength(1);
  });

  it('that has ended is not in the way of terms that reach back to its time', () => {
    const past = granted('grant-0', { terms: { ...exclusive, from: '2026-02-01' } });
    const ended = fact('GrantEnded', { grantId: 'grant-0', reason: '违约', on: today });
    const back = with_({ from: '2026-03-01', exclusive: true });
    given(opened(), past).when(back).thenRefused('entry_exclusively_granted');
    expect(given(opened(), past, ended).when(back).events()).toHaveLength(1);
  });

  it('ends with its grant', () => {
    const ended = fact('GrantEnded', { grantId: 'grant-0', reason: '违约', on: today });
    given(opened(), sole, ended).when(give()).then(granted('grant-1'));
  });

  it('does not touch another entry of the same right', () =>
    expect(
      given(opened(entry(), entry({ holdingId: 'another' })), sole)
        .when(give({ holdingId: 'another' }))
        .events(),
    ).toHaveLength(1));
});

describe('disposal while pledged or barred', () => {
  it('of an exclusive kind needs every registered pledgee, whatever the contracts say', () =>
    given(opened(), pledged(1), pledged(2, { licensingStaysOpen: true }))
      .when(give({ terms: exclusive }))
      .thenRefused('entry_pledged', { pledgeIds: [pledgeId(1), pledgeId(2)] }));

  it('of an ordinary kind follows the contracts of the pledges', () => {
    given(opened(), pledged(1), pledged(2, { licensingStaysOpen: true }))
      .when(give())
      .thenRefused('entry_pledged', { pledgeIds: [pledgeId(1), pledgeId(2)] });
    given(opened(), pledged(1, { licensingStaysOpen: true }))
      .when(give())
      .then(granted('grant-1'));
  });

  it('is free again after the release, and after the registration’s last day', () => {
    given(opened(), pledged(), released()).when(give()).then(granted('grant-1'));
    const short = pledged(1, { until: '2026-11-30' });
    given(opened(), short)
      .when(give({}, theBank, endOf('2026-11-30')))
      .thenRefused('entry_pledged');
    given(opened(), short)
      .when(give({}, theBank, startOf('2026-12-01')))
      .then(granted('grant-1'));
  });

  it('is refused by a bar on the entry or on the whole title, from its first to its last day', () => {
    given(opened(), barred())
      .when(give())
      .thenRefused('entry_barred', { barIds: ['bar-1'] });
    given(opened(), barred({ holdingId: holding }))
      .when(give())
      .then(granted('grant-1'));
    given(opened(), barred({ from: '2026-11-24' }))
      .when(give())
      .then(granted('grant-1'));
    const days = barred({ holdingId: operation, until: '2026-11-24' });
    given(opened(), days)
      .when(give({}, theBank, endOf('2026-11-24')))
      .thenRefused('entry_barred');
    given(opened(), days)
      .when(give({}, theBank, startOf('2026-11-25')))
      .then(granted('grant-1'));
  });
});

describe('ending a grant', () => {
  const past = [opened(), granted('grant-1')];

  it('is for giver, grantee and registrar, once', () => {
    given(...past)
      .when(finish())
      .then(finished);
    given(...past)
      .when(finish(theBuyer))
      .then(finished);
    given(...past)
      .when(finish(theRegistrar))
      .then(finished);
    given(...past, finished)
      .when(finish())
      .thenNothing();
    given(opened()).when(finish()).thenRefused('grant_not_found', { grantId: 'grant-1' });
  });

  it('is not for others who see the title', () => {
    const another = granted('grant-2', { granteePartyId: otherBuyer });
    given(...past, another)
      .when(finish(as('manager', otherBuyer)))
      .thenRefused('not_a_side_of_the_grant');
    given(...past)
      .when(finish(as('manager', stranger)))
      .thenRefused('title_not_found');
  });
});

describe('authorising licensing', () => {
  const authorise = (more: object = {}, actor = theBank) =>
    act('AuthoriseLicensing', licensing(more), actor);
  const withdraw = act('WithdrawLicensing', { offerId, reason: '撤回' });
  const withdrawn = fact('LicensingWithdrawn', { offerId, reason: '撤回', on: today });

  it('lets licences be sold under an offer, once per offer', () => {
    given(opened()).when(authorise()).then(licensed());
    given(opened(), licensed()).when(authorise()).thenNothing();
    given(opened(), licensed())
      .when(authorise({ until: '2027-04-01' }))
      .thenRefused('offer_already_authorised');
    given(opened(), licensed(), withdrawn)
      .when(authorise())
      .thenRefused('offer_already_authorised');
  });

  it('is the holder’s, inside his right and in time', () => {
    given(opened(), granted('grant-0')).when(authorise({}, theBuyer)).thenRefused('not_the_holder');
    given(opened())
      .when(authorise({ holdingId: holding }))
      .thenRefused('right_not_disposable');
    given(opened())
      .when(authorise({ until: '2026-11-22' }))
      .thenRefused('term_over');
    given(opened())
      .when(authorise({ until: today }))
      .then(licensed({ until: today }));
    given(opened(entry({ until: '2027-12-31' })))
      .when(authorise({ until: '2028-01-01' }))
      .thenRefused(...outside('until', '2027-12-31'));
  });

  it('is refused while pledged, whatever the contract, barred or exclusively given', () => {
    given(opened(), pledged(1, { licensingStaysOpen: true }))
      .when(authorise())
      .thenRefused('entry_pledged', { pledgeIds: [pledgeId(1)] });
    given(opened(), barred()).when(authorise()).thenRefused('entry_barred');
    given(opened(), granted('grant-0', { terms: exclusive }))
      .when(authorise({ terms: terms({ from: '2027-11-30', until: '2027-12-31' }) }))
      .thenRefused('entry_exclusively_granted', { grantId: 'grant-0' });
  });

  it('is withdrawn by the holder, once', () => {
    given(opened(), licensed()).when(withdraw).then(withdrawn);
    given(opened(), licensed(), withdrawn).when(withdraw).thenNothing();
    given(opened()).when(withdraw).thenRefused('licensing_not_found', { offerId });
  });
});

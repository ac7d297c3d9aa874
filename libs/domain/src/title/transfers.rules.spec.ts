import {
  act,
  as,
  assetId,
  authorised,
  bank,
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
  licensed,
  now,
  offerId,
  opened,
  operation,
  otherBuyer,
  otherLender,
  pledged,
  pledgeId,
  proofDigest,
  reserved,
  startOf,
  stranger,
  theBank,
  today,
  titleOf,
} from './testing/title-samples.js';
import { addDays } from '../calendar.js';
import { placedPledges } from './encumbrances.js';
import type { ObjectEvidence } from './pledged-object.js';
import type { CommandOf, DataOf } from './title.commands.js';
import type { TitleEvent } from './title.events.js';
import { grantStands, rankingPledges } from './title.standing.js';

const to = 'f1000000-0000-7000-8000-000000000001';
const rest = 'f1000000-0000-7000-8000-000000000002';
const contractDigest = '12'.repeat(32);

type Transfer = CommandOf<'TransferRight'>['data'];

const transfer = (more: Partial<Transfer> = {}, actor = theBank, at = now) =>
  act(
    'TransferRight',
    {
      transferId: 'transfer-1',
      holdingId: operation,
      toHoldingId: to,
      remainingHoldingId: rest,
      transferees: [{ partyId: buyer }],
      contractDigest,
      transfereeEvidence: [buyer, otherBuyer, bank].map((partyId) => ({ partyId, version: 1 })),
      ...more,
    },
    actor,
    at,
  );

const transferred = (more: Partial<DataOf<'RightTransferred'>> = {}): TitleEvent =>
  fact('RightTransferred', {
    transferId: 'transfer-1',
    fromHoldingId: operation,
    part: 'whole',
    transferorPartyIds: [bank],
    transfereePartyIds: [buyer],
    to: entry({ holdingId: to, holders: [{ partyId: buyer }], from: today }),
    contractDigest,
    consentIds: [],
    dischargedPledgeIds: [],
    endedOfferIds: [],
    endedAuthorisationIds: [],
    transfereeEvidence: [buyer, otherBuyer, bank].map((partyId) => ({ partyId, version: 1 })),
    on: today,
    ...more,
  });

const consented = (more: Partial<DataOf<'DisposalConsented'>> = {}): TitleEvent =>
  fact('DisposalConsented', {
    consentId: 'consent-1',
    holdingId: operation,
    capacity: 'pledgee',
    partyId: lender,
    pledgeId: pledgeId(1),
    disposal: 'transfer',
    on: today,
    until: '2026-12-31',
    ...more,
  });

const firstOf = (events: readonly TitleEvent[]) => {
  const [event] = events;
  if (event?.type !== 'RightTransferred') throw new Error('Nothing was transferred.');
  return event.data;
};

describe('a transfer of what is registered', () => {
  const object = (more: Partial<ObjectEvidence> = {}): ObjectEvidence => ({
    ...{ status: 'registered', validUntil: today, version: 9 },
    ...more,
  });

  it('goes through to the last day of the registration, and tells what it relied on', () => {
    const seen = { objectEvidence: object() };
    given(opened()).when(transfer(seen)).then(transferred(seen));
    const unending = { objectEvidence: { status: 'registered', version: 9 } } as const;
    given(opened()).when(transfer(unending)).then(transferred(unending));
  });

  it('is refused of core data, and once it has lapsed, whether or not that was written down', () => {
    const core = transfer({ objectEvidence: object({ grade: 'core' }) });
    given(opened()).when(core).thenRefused('core_data_not_disposable');
    const validUntil = addDays(today, -1);
    for (const status of ['registered', 'expired'] as const) {
      given(opened())
        .when(transfer({ objectEvidence: object({ status, validUntil }) }))
        .thenRefused('transfer_asset_not_in_force', { status: 'expired', validUntil });
    }
  });
});

describe('a transfer', () => {
  it('ends the entry and opens the one of the transferee', () =>
    given(opened()).when(transfer()).then(transferred()));

  it('goes on with the same terms from the day on which it moves', () => {
    const held = entry({ purposes: ['授信'], territory: 'CN', until: '2030-12-31', proofDigest });
    const { to: moved } = firstOf(given(opened(held)).when(transfer()).events());
    expect(moved).toEqual({ ...held, holdingId: to, from: today, holders: [{ partyId: buyer }] });
  });

  it('leaves the transferor nothing of what goes, from its day on', () => {
    const after = titleOf(opened(), transferred());
    expect(after.entries.get(operation)?.ended?.on).toBe(today);
    expect(after.entries.get(operation)?.movedTo).toEqual([to]);
    given(opened(), transferred())
      .when(act('GrantRight', grant('grant-1', { holdingId: to }), as('manager', bank)))
      .thenRefused('not_the_holder');
  });

  it('is done once, and its id names nothing else', () => {
    given(opened(), transferred()).when(transfer()).thenNothing();
    given(opened(), transferred())
      .when(transfer({ contractDigest: '34'.repeat(32) }))
      .thenRefused('title_id_taken');
    given(opened(), transferred())
      .when(transfer({ holdingId: to }, as('manager', buyer)))
      .thenRefused('title_id_taken');
    given(opened(), transferred())
      .when(transfer({ transferId: 'transfer-2', holdingId: holding }))
      .thenRefused('title_id_taken', { id: to });
  });

  it('is for the holder, out of a right that stands', () => {
    given(opened())
      .when(transfer({}, as('manager', stranger)))
      .thenRefused('title_not_found');
    given(opened(), granted('grant-1'))
      .when(transfer({}, as('manager', buyer)))
      .thenRefused('not_the_holder');
    const over = entry({ until: today });
    expect(
      given(opened(over))
        .when(transfer({}, theBank, endOf(today)))
        .events(),
    ).toHaveLength(1);
    given(opened(over))
      .when(transfer({}, theBank, startOf('2026-11-24')))
      .thenRefused('right_over');
    given(opened())
      .when(transfer({ holdingId: 'none' }))
      .thenRefused('holding_not_found');
  });

  it('names registered transferees, each once, and not the holder alone', () => {
    given(opened())
      .when(transfer({ transferees: [] }))
      .thenRefused('transferees_invalid');
    given(opened())
      .when(transfer({ transferees: [{ partyId: buyer }, { partyId: buyer }] }))
      .thenRefused('transferees_invalid');
    given(opened())
      .when(transfer({ transferees: [{ partyId: stranger }] }))
      .thenRefused('transferee_not_registered', { partyIds: [stranger] });
    given(opened())
      .when(transfer({ transferees: [{ partyId: bank }] }))
      .thenRefused('counterparty_is_the_holder');
    const shares = [
      { partyId: buyer, share: '1/2' },
      { partyId: otherBuyer, share: '1/3' },
    ];
    given(opened())
      .when(transfer({ transferees: shares }))
      .thenRefused('shares_invalid');
  });

  it('passes on other rights only with the operation right, or after it by the same contract', () => {
    const only = opened(entry({ holdingId: holding, right: 'holding' }));
    given(only)
      .when(transfer({ holdingId: holding }))
      .thenRefused('right_not_disposable');
    expect(
      given(opened())
        .when(transfer({ holdingId: holding }))
        .events(),
    ).toHaveLength(1);
    const second = { transferId: 'transfer-2', holdingId: holding, toHoldingId: rest };
    expect(given(opened(), transferred()).when(transfer(second)).events()).toHaveLength(1);
    given(opened(), transferred())
      .when(transfer({ ...second, contractDigest: '34'.repeat(32) }))
      .thenRefused('right_not_disposable');
  });

  it('is stopped by a bar, a reserved licence, a reserved registration and a closed title', () => {
    given(opened(), barred()).when(transfer()).thenRefused('entry_barred');
    given(opened(), licensed(), reserved())
      .when(transfer())
      .thenRefused('entry_exclusively_reserved');
    const kept = fact('RegistrationReserved', {
      registrationReservationId: 'kept',
      holdingId: operation,
      lenderPartyId: lender,
      authorisationId: 'authorisation-1',
      reservedAt: now,
      until: '2026-11-24T02:00:00.000Z',
      renewal: 0,
      policyVersion: 1,
    });
    given(opened(), authorised(), kept).when(transfer()).thenRefused('registration_reserved');
    const closed = fact('TitleClosed', {
      mode: 'voluntary',
      reason: '销毁',
      pledgeIds: [],
      on: today,
    });
    given(opened(), closed).when(transfer()).thenRefused('title_closed');
  });

  it('ends the transferor’s leaves to sell and to lenders', () =>
    expect(
      firstOf(given(opened(), licensed(), authorised()).when(transfer()).events()),
    ).toMatchObject({ endedOfferIds: [offerId], endedAuthorisationIds: ['authorisation-1'] }));
});

describe('a transfer of a pledged entry', () => {
  it('needs the consent of every ranking pledgee, and none of a mere claimant', () => {
    given(opened(), pledged(1), pledged(2, {}, otherLender), consented())
      .when(transfer())
      .thenRefused('entry_pledged', { pledgeIds: [pledgeId(2)] });
    expect(given(opened(), claimed(1)).when(transfer()).events()).toHaveLength(1);
  });

  it('relies on a consent that is for it, stands, and was not used', () => {
    const refusedWith = (more: Partial<DataOf<'DisposalConsented'>>, at = now) =>
      given(opened(), pledged(1), consented(more))
        .when(transfer({}, theBank, at))
        .thenRefused('entry_pledged');
    refusedWith({ disposal: 'licensing' });
    refusedWith({ counterpartyPartyId: otherBuyer });
    refusedWith({ contractDigest: '34'.repeat(32) });
    refusedWith({ until: today }, startOf('2026-11-24'));
    refusedWith({ partyId: otherLender });
    given(
      opened(),
      pledged(1),
      consented(),
      fact('ConsentWithdrawn', { consentId: 'consent-1', reason: '变更', on: today }),
    )
      .when(transfer())
      .thenRefused('entry_pledged');
    const exact = { counterpartyPartyId: buyer, contractDigest };
    expect(
      firstOf(given(opened(), pledged(1), consented(exact)).when(transfer()).events()).consentIds,
    ).toEqual(['consent-1']);
  });

  it('takes the pledge along with its rank, where the transferee’s own comes after it', () => {
    const moved = transferred({ consentIds: ['consent-1'] });
    const later = fact('PledgeRegistered', {
      pledgeId: pledgeId(2),
      holdingId: to,
      pledgeePartyId: otherLender,
      pledgorPartyIds: [buyer],
      authorisationId: 'authorisation-2',
      terms: { ...(pledged(2).data as DataOf<'PledgeRegistered'>).terms },
      pledgorEvidence: [],
      on: today,
    });
    const title = titleOf(opened(), pledged(1), consented(), moved, later);
    expect(
      placedPledges(title, to, now).map(({ pledge, ordinal }) => [pledge.pledgeId, ordinal]),
    ).toEqual([
      [pledgeId(1), 1],
      [pledgeId(2), 2],
    ]);
    expect(placedPledges(title, operation, now)).toEqual([]);
    expect(placedPledges(title, operation, startOf('2026-11-22'))).toEqual([]);
    expect(title.consents.get('consent-1')?.usedBy).toBe(4);
  });

  it('ends the pledge where its pledgee consented to that', () => {
    const data = firstOf(
      given(opened(), pledged(1), consented({ pledge: 'discharged' }))
        .when(transfer())
        .events(),
    );
    expect(data.dischargedPledgeIds).toEqual([pledgeId(1)]);
    const title = titleOf(
      opened(),
      pledged(1),
      consented({ pledge: 'discharged' }),
      fact('RightTransferred', data),
    );
    expect(rankingPledges(title, to, now)).toEqual([]);
    expect(title.pledges.get(pledgeId(1))?.ended).toMatchObject({ reason: 'discharged' });
  });

  it('leaves the confirmation of a claim to who has the entry now', () => {
    const confirm = (partyId: string) =>
      given(opened(), claimed(1), transferred()).when(
        act(
          'ConfirmPledge',
          {
            pledgeId: pledgeId(1),
            pledgorEvidence: [{ partyId: buyer, partyClass: 'enterprise', version: 1 }],
          },
          as('manager', partyId),
        ),
      );
    confirm(bank).thenRefused('not_the_holder');
    expect(confirm(buyer).events()).toHaveLength(1);
  });
});

describe('what rests on an entry', () => {
  const past = [opened(), granted('grant-1'), transferred()];

  it('goes on: a grant stands, is ended by the new holder, and shuts others out', () => {
    const sole = granted('grant-1', { terms: { exclusive: true } });
    const title = titleOf(opened(), sole, transferred());
    const grantOne = title.grants.get('grant-1');
    if (grantOne === undefined) throw new Error('The grant is gone.');
    expect(grantStands(title, grantOne, '2026-12-02T02:00:00.000Z')).toBe(true);
    const end = (partyId: string) =>
      act('EndGrant', { grantId: 'grant-1', reason: '终止' }, as('manager', partyId));
    given(...past)
      .when(end(bank))
      .thenRefused('not_a_side_of_the_grant');
    expect(
      given(...past)
        .when(end(buyer))
        .events(),
    ).toHaveLength(1);
    given(opened(), granted('grant-1', { terms: { exclusive: true } }), transferred())
      .when(
        act(
          'GrantRight',
          grant('grant-2', { holdingId: to, granteePartyId: otherBuyer }),
          as('manager', buyer),
        ),
      )
      .thenRefused('entry_exclusively_granted');
  });

  it('goes on: a bar on the old entry bars the new one, and one on a stranger’s does not', () => {
    const other = 'f0000000-0000-7000-8000-000000000009';
    const both = opened(entry(), entry({ holdingId: other }));
    const give = act(
      'GrantRight',
      grant('grant-2', { holdingId: to, granteePartyId: otherBuyer }),
      as('manager', buyer),
    );
    given(both, transferred(), barred({ holdingId: to }))
      .when(give)
      .thenRefused('entry_barred');
    given(both, transferred(), barred({ holdingId: operation, from: '2026-11-01' }))
      .when(give)
      .thenRefused('entry_barred');
    expect(
      given(both, transferred(), barred({ holdingId: other }))
        .when(give)
        .events(),
    ).toHaveLength(1);
  });
});

describe('a part', () => {
  const joint = entry({
    holders: [
      { partyId: bank, share: '2/3' },
      { partyId: stranger, share: '1/3' },
    ],
  });
  const agreed = consented({ capacity: 'coOwner', partyId: stranger });

  it('of a share leaves shares that add up to 1', () => {
    const events = given(opened())
      .when(transfer({ part: { share: '1/4' } }))
      .events();
    expect(firstOf(events)).toMatchObject({
      part: 'share',
      to: {
        holders: [
          { partyId: bank, share: '3/4' },
          { partyId: buyer, share: '1/4' },
        ],
      },
    });
    const split = {
      part: { share: '2/3' },
      transferees: [
        { partyId: buyer, share: '1/2' },
        { partyId: otherBuyer, share: '1/2' },
      ],
    };
    expect(firstOf(given(opened(joint), agreed).when(transfer(split)).events()).to.holders).toEqual(
      [
        { partyId: stranger, share: '1/3' },
        { partyId: buyer, share: '1/3' },
        { partyId: otherBuyer, share: '1/3' },
      ],
    );
  });

  it('of a share lies inside what one has, and shares are stated', () => {
    given(opened(joint), agreed)
      .when(transfer({ part: { share: '3/4' } }))
      .thenRefused('terms_exceed_right', { field: 'part.share', held: '2/3' });
    const unstated = entry({ holders: [{ partyId: bank }, { partyId: stranger }] });
    given(opened(unstated), agreed)
      .when(transfer({ part: { share: '1/4' } }))
      .thenRefused('shares_not_stated');
    given(opened())
      .when(transfer({ part: { share: '0/1' } }))
      .thenRefused('shares_invalid');
  });

  it('needs the co-owners’ recorded consents', () => {
    given(opened(joint))
      .when(transfer())
      .thenRefused('co_owners_must_agree', { partyIds: [stranger] });
    expect(firstOf(given(opened(joint), agreed).when(transfer()).events())).toMatchObject({
      part: 'whole',
      transferorPartyIds: [bank, stranger],
      consentIds: ['consent-1'],
    });
  });

  it('of the scope leaves the other purposes with the transferor', () => {
    const scoped = opened(entry({ purposes: ['授信', '风控', '营销'] }));
    const part = { purposes: ['营销', '授信'] };
    expect(firstOf(given(scoped).when(transfer({ part })).events())).toMatchObject({
      part: 'scope',
      to: { holdingId: to, holders: [{ partyId: buyer }], purposes: ['授信', '营销'] },
      remaining: { holdingId: rest, holders: [{ partyId: bank }], purposes: ['风控'] },
    });
    given(scoped)
      .when(transfer({ part: { purposes: ['广告'] } }))
      .thenRefused('terms_exceed_right');
    given(scoped)
      .when(transfer({ part: { purposes: ['授信', '风控', '营销'] } }))
      .thenRefused('scope_not_divisible');
    given(opened()).when(transfer({ part })).thenRefused('scope_not_divisible');
  });

  it('of the scope may be of fields, each of which goes to one side', () => {
    const scoped = opened(entry({ fields: ['户号', '用电量'], purposes: ['授信'] }));
    const part = { fields: ['用电量'] };
    expect(firstOf(given(scoped).when(transfer({ part })).events())).toMatchObject({
      part: 'scope',
      to: { fields: ['用电量'], purposes: ['授信'] },
      remaining: { fields: ['户号'], purposes: ['授信'] },
    });
    given(scoped)
      .when(transfer({ part: { fields: ['户名'] } }))
      .thenRefused('terms_exceed_right', { field: 'part.fields', held: ['户号', '用电量'] });
    given(opened()).when(transfer({ part })).thenRefused('scope_not_divisible');
  });

  it('keeps a pledge on all that the entry has become', () => {
    const scoped = entry({ purposes: ['授信', '风控'] });
    const data = firstOf(
      given(opened(scoped), pledged(1), consented())
        .when(transfer({ part: { purposes: ['授信'] } }))
        .events(),
    );
    const title = titleOf(opened(scoped), pledged(1), consented(), fact('RightTransferred', data));
    for (const id of [to, rest]) {
      expect(rankingPledges(title, id, now).map(({ pledgeId: one }) => one)).toEqual([pledgeId(1)]);
    }
    expect(title.assetId).toBe(assetId);
  });
});

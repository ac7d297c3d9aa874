import {
  act,
  as,
  bank,
  buyer,
  claimed,
  endOf,
  entry,
  fact,
  given,
  grant,
  granted,
  lender,
  now,
  operation,
  otherBuyer,
  otherLender,
  pledged,
  pledgeId,
  startOf,
  stranger,
  today,
  titleOf,
} from './testing/title-samples.js';
import type { PartyFact } from './disposal.commands.js';
import type { Successor } from './disposal.events.js';
import { sumToOne } from '../fraction.js';
import { standInsFor } from '../party/standing-in.js';
import { informed, partiesOf, resolved } from './successions.js';
import type { CommandOf } from './title.commands.js';

const heir = 'e1000000-0000-5000-8000-000000000001';
const other = 'e1000000-0000-5000-8000-000000000002';

const succeeded = (
  partyId: string,
  successors: readonly Successor[],
  on = today,
  version = 3,
): PartyFact => ({ partyId, version, succession: { successors, on } });

const merged = succeeded(bank, [{ partyId: heir }]);
const atLarge = (...entries: ReturnType<typeof entry>[]) =>
  fact('TitleOpened', {
    registrarPartyId: 'registrar',
    inHouse: false,
    entries: entries.length > 0 ? entries : [entry()],
  });
const give = (partyId: string, parties: readonly PartyFact[], at = now) => {
  const data = { ...grant('grant-1', { terms: { from: '2027-01-01' } }), parties };
  return act('GrantRight', data as CommandOf<'GrantRight'>['data'], as('manager', partyId), at);
};

describe('a successor', () => {
  it('acts for its predecessor’s entries, and the title notes why', () => {
    const events = given(atLarge())
      .when(give(heir, [merged]))
      .events();
    expect(events).toMatchObject([
      {
        type: 'SuccessionNoted',
        data: { partyId: bank, successors: [{ partyId: heir }], on: today, version: 3 },
      },
      { type: 'RightGranted', data: { granterPartyId: heir } },
    ]);
    given(atLarge()).when(give(heir, [])).thenRefused('title_not_found');
  });

  it('notes it once', () => {
    const noted = fact('SuccessionNoted', {
      partyId: bank,
      successors: [{ partyId: heir }],
      on: today,
      version: 3,
    });
    expect(
      given(atLarge(), noted)
        .when(give(heir, [merged]))
        .events(),
    ).toHaveLength(1);
    given(atLarge())
      .when(give(stranger, [merged]))
      .thenRefused('title_not_found');
  });

  it('acts from the day on which it counts; its predecessor no longer does', () => {
    const later = [succeeded(bank, [{ partyId: heir }], '2026-12-01')];
    given(atLarge())
      .when(give(heir, later, endOf('2026-11-30')))
      .thenRefused('title_not_found');
    const day = startOf('2026-12-01');
    expect(
      given(atLarge())
        .when(give(heir, later, day))
        .events(),
    ).toHaveLength(2);
    given(atLarge())
      .when(give(bank, later, day))
      .thenRefused('party_succeeded', { successorPartyIds: [heir] });
    expect(
      given(atLarge())
        .when(give(bank, later, now))
        .events()
        .at(-1)?.type,
    ).toBe('RightGranted');
  });

  it('stands in for grantees, pledgees and lenders as for holders', () => {
    const parties = [succeeded(lender, [{ partyId: otherLender }])];
    const release = act(
      'ReleasePledge',
      { pledgeId: pledgeId(1), reason: '清偿', parties } as never,
      as('lender', otherLender),
    );
    expect(
      given(atLarge(), pledged(1))
        .when(release)
        .events()
        .map(({ type }) => type),
    ).toEqual(['SuccessionNoted', 'PledgeReleased']);
    const end = act(
      'EndGrant',
      {
        grantId: 'grant-1',
        reason: '放弃',
        parties: [succeeded(buyer, [{ partyId: otherBuyer }])],
      } as never,
      as('manager', otherBuyer),
    );
    expect(given(atLarge(), granted('grant-1')).when(end).events().at(-1)?.type).toBe('GrantEnded');
  });
});

describe('the successors of a party', () => {
  const title = titleOf(atLarge(), claimed(1));
  const told = (...facts: PartyFact[]) => informed(title, facts);

  it('are followed to the last one, and never twice round', () => {
    const line = told(merged, succeeded(heir, [{ partyId: other }]));
    expect(standInsFor(line, bank, today)).toEqual([{ partyId: other }]);
    const round = told(merged, succeeded(heir, [{ partyId: bank }]));
    expect(standInsFor(round, bank, today)).toEqual([{ partyId: bank }]);
  });

  it('share as they agreed, also down the line', () => {
    const divided = told(
      succeeded(bank, [
        { partyId: heir, share: '2/3' },
        { partyId: other, share: '1/3' },
      ]),
      succeeded(heir, [
        { partyId: stranger, share: '1/2' },
        { partyId: buyer, share: '1/2' },
      ]),
    );
    expect(resolved(divided, today).entries.get(operation)?.holders).toEqual([
      { partyId: stranger, share: '1/3' },
      { partyId: buyer, share: '1/3' },
      { partyId: other, share: '1/3' },
    ]);
  });

  it('share exactly what others stated, however long the fractions get', () => {
    const [part, rest] = ['1/999999999999999989', '999999999999999988/999999999999999989'];
    const both = [
      { partyId: bank, share: part },
      { partyId: stranger, share: rest },
    ];
    const heirs = succeeded(bank, [
      { partyId: heir, share: part },
      { partyId: other, share: rest },
    ]);
    const shared = informed(titleOf(atLarge(entry({ holders: both }))), [heirs]);
    const holders = resolved(shared, today).entries.get(operation)?.holders ?? [];
    expect(holders.map(({ partyId }) => partyId)).toEqual([heir, other, stranger]);
    expect(sumToOne(holders.map(({ share = '' }) => share))).toBe(true);
  });

  it('have jointly what nobody divided, and equally where shares are stated', () => {
    const two = succeeded(bank, [{ partyId: heir }, { partyId: other }]);
    expect(resolved(told(two), today).entries.get(operation)?.holders).toEqual([
      { partyId: heir },
      { partyId: other },
    ]);
    const joint = entry({
      holders: [
        { partyId: bank, share: '1/2' },
        { partyId: other, share: '1/2' },
      ],
    });
    const shared = informed(titleOf(atLarge(joint)), [two]);
    expect(resolved(shared, today).entries.get(operation)?.holders).toEqual([
      { partyId: heir, share: '1/4' },
      { partyId: other, share: '3/4' },
    ]);
  });

  it('change nothing before their day, nor where nobody was succeeded', () => {
    expect(resolved(title, today)).toBe(title);
    const later = told(succeeded(bank, [{ partyId: heir }], '2026-12-01'));
    expect(resolved(later, '2026-11-30').entries).toEqual(title.entries);
    expect(partiesOf(told(merged))).toContain(heir);
  });
});

it('a suspended organisation gives and takes nothing new, and may still end', () => {
  const parties: PartyFact[] = [{ partyId: bank, version: 2, suspended: true }];
  given(atLarge()).when(give(bank, parties)).thenRefused('party_suspended');
  const end = act('EndGrant', { grantId: 'grant-1', reason: '终止', parties } as never);
  expect(given(atLarge(), granted('grant-1')).when(end).events()).toHaveLength(1);
});

import {
  act,
  as,
  bank,
  buyer,
  entry,
  fact,
  given,
  now,
  opened,
  operation,
  otherBuyer,
  stranger,
  theBank,
  today,
} from './testing/title-samples.js';
import type { CommandOf } from './title.commands.js';
import type { TitleEvent } from './title.events.js';

type Transfer = CommandOf<'TransferRight'>['data'];
type Ordered = CommandOf<'TransferByOrder'>['data'];

const moving = {
  transferId: 'transfer-1',
  holdingId: operation,
  toHoldingId: 'f1000000-0000-7000-8000-000000000001',
  remainingHoldingId: 'f1000000-0000-7000-8000-000000000002',
  transferees: [{ partyId: buyer }],
  transfereeEvidence: [bank, buyer, otherBuyer, stranger].map((partyId) => ({
    partyId,
    version: 1,
  })),
};
const transfer = (more: Partial<Transfer> = {}) =>
  act('TransferRight', { ...moving, contractDigest: '12'.repeat(32), ...more }, theBank);
const ordered = (more: Partial<Ordered> = {}) => {
  const byOrder = { authority: '某市中级人民法院', documentDigest: '56'.repeat(32) };
  return act('TransferByOrder', { ...moving, byOrder, ...more }, as('registrar', bank), now);
};
const joint = entry({
  holders: [
    { partyId: bank, share: '2/3' },
    { partyId: stranger, share: '1/3' },
  ],
});
const agreed = fact('DisposalConsented', {
  ...{ consentId: 'consent-1', holdingId: operation, capacity: 'coOwner', partyId: stranger },
  ...{ disposal: 'transfer', on: today, until: '2026-12-31' },
} as const);
const withShares = (...partyIds: readonly string[]) =>
  partyIds.map((partyId) => ({ partyId, share: `1/${partyIds.length}` }));

describe('whoever parts with a right keeps nothing of what goes (art. 34)', () => {
  it.each([
    ['the whole, to himself and another', { transferees: withShares(bank, buyer) }],
    ['a share, to himself', { transferees: [{ partyId: bank }], part: { share: '1/2' } }],
    [
      'a share, to himself and another',
      { transferees: withShares(buyer, bank), part: { share: '1/2' } },
    ],
  ])('of %s', (_, more) => {
    given(opened()).when(transfer(more)).thenRefused('counterparty_is_the_holder');
    given(opened()).when(ordered(more)).thenRefused('counterparty_is_the_holder');
  });

  it('of a joint entry, either', () => {
    const toHimself = { transferees: [{ partyId: bank }], part: { share: '1/3' } };
    given(opened(joint), agreed)
      .when(transfer(toHimself))
      .thenRefused('counterparty_is_the_holder');
    given(opened(joint))
      .when(ordered({ ...toHimself, fromPartyId: bank }))
      .thenRefused('counterparty_is_the_holder');
  });

  it('but a co-owner may have the other’s share, or the whole', () => {
    const share = transfer({ transferees: [{ partyId: stranger }], part: { share: '1/3' } });
    expect(given(opened(joint), agreed).when(share).events()).toMatchObject([
      {
        data: {
          to: {
            holders: [
              { partyId: bank, share: '1/3' },
              { partyId: stranger, share: '2/3' },
            ],
          },
        },
      },
    ]);
    const whole = transfer({ transferees: [{ partyId: stranger }] });
    expect(given(opened(joint), agreed).when(whole).events()).toHaveLength(1);
  });
});

describe('a right that is registered for others', () => {
  const own = opened() as Extract<TitleEvent, { type: 'TitleOpened' }>;
  const kept = { ...own, data: { ...own.data, inHouse: false, registrarPartyId: otherBuyer } };
  const toRegistrar = { transferees: [{ partyId: otherBuyer }] };

  it('never goes to their registrar, in whole or in part (art. 10)', () => {
    for (const more of [toRegistrar, { ...toRegistrar, part: { share: '1/2' } }]) {
      given(kept)
        .when(transfer(more))
        .thenRefused('registrar_own_data', { field: 'transferees', articles: ['10'] });
    }
    expect(given(kept).when(transfer()).events()).toHaveLength(1);
  });

  it('but a ledger’s own holder may have it back', () => {
    const ledger = { ...own, data: { ...own.data, registrarPartyId: otherBuyer } };
    expect(given(ledger).when(transfer(toRegistrar)).events()).toHaveLength(1);
  });
});

import { aloneOf } from '@ledger/domain/party/standing-in.js';
import type { Caller, CallerRole } from '@ledger/http/auth/caller.js';
import { seesOffer } from './offer.sight.js';

const caller = (partyId: string, ...roles: CallerRole[]): Caller => ({
  person: 'token',
  register: 'uscc',
  org: '91330106MA2EXAMP1E',
  partyId,
  roles,
});
const offer = (stage: 'draft' | 'listed' | 'delisted') => ({ sellerPartyId: 'seller', stage });

describe('who sees an offer', () => {
  it('everybody, once it was listed', () => {
    for (const stage of ['listed', 'delisted'] as const) {
      const who = caller('anybody', 'lender');
      expect(seesOffer(who, aloneOf(who.partyId), offer(stage))).toBe(true);
    }
  });

  it.each([
    ['its seller', caller('seller', 'manager'), true],
    ['the operator', caller('exchange', 'operator'), true],
    ['the auditor', caller('audit', 'auditor'), true],
    ['another manager', caller('other', 'manager'), false],
    ['an administrator', caller('exchange', 'admin'), false],
  ])('a draft: %s', (_, who, sees) =>
    expect(seesOffer(who, aloneOf(who.partyId), offer('draft'))).toBe(sees),
  );

  it('a draft: whoever succeeded its seller, the seller no more', () => {
    const heir = { partyId: 'heir', joint: ['heir', 'seller'], sole: [] };
    expect(seesOffer(caller('heir', 'manager'), heir, offer('draft'))).toBe(true);
    const gone = { partyId: 'seller', joint: [], sole: [] };
    expect(seesOffer(caller('seller', 'manager'), gone, offer('draft'))).toBe(false);
  });
});

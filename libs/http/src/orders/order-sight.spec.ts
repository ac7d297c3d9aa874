import { aloneOf } from '@ledger/domain/party/standing-in.js';
import type { Caller, CallerRole } from '../auth/caller.js';
import { seesOrder } from './order-sight.js';

const caller = (partyId: string, ...roles: CallerRole[]): Caller => ({
  person: 'token',
  register: 'uscc',
  org: '91330106MA2EXAMP1E',
  partyId,
  roles,
});
const order = { sellerPartyId: 'seller', buyerPartyId: 'buyer' };

describe('who sees an order', () => {
  it.each([
    ['the seller', caller('seller', 'manager'), true],
    ['the buyer', caller('buyer', 'manager'), true],
    ['the buyer’s accountant', caller('buyer', 'accountant'), true],
    ['the operator', caller('exchange', 'operator'), true],
    ['the auditor', caller('audit', 'auditor'), true],
    ['another organisation', caller('other', 'manager', 'lender'), false],
    ['the seller’s administrator', caller('seller', 'admin'), false],
  ])('%s', (_, who, sees) => expect(seesOrder(who, aloneOf(who.partyId), order)).toBe(sees));

  it('whoever succeeded one of its sides, which itself sees it no more', () => {
    const heir = { partyId: 'heir', joint: ['heir', 'buyer'], sole: [] };
    expect(seesOrder(caller('heir', 'manager'), heir, order)).toBe(true);
    const gone = { partyId: 'buyer', joint: [], sole: [] };
    expect(seesOrder(caller('buyer', 'manager'), gone, order)).toBe(false);
  });
});

import type { CallerRole } from '@ledger/http/auth/caller.js';
import { sightOf } from './asset.sight.js';

const caller = (...roles: CallerRole[]) => ({
  person: 'token-1',
  org: '91440300MADX00019R',
  partyId: 'bank',
  roles,
});

describe('which assets a caller sees', () => {
  it('all, for an auditor', () =>
    expect(sightOf(caller('auditor', 'admin'))).toEqual({ is: 'all' }));

  it('none, for an administrator', () => expect(sightOf(caller('admin'))).toEqual({ is: 'none' }));

  it('his organisation’s and those it holds or was granted, for everybody else', () => {
    for (const role of ['manager', 'appraiser', 'accountant', 'operator'] as const) {
      expect(sightOf(caller(role))).toEqual({
        is: 'own',
        partyId: 'bank',
        grounds: ['holder', 'grantee'],
      });
    }
  });

  it('and those that name it as the registrar, for a registrar', () =>
    expect(sightOf(caller('registrar'))).toEqual({
      is: 'own',
      partyId: 'bank',
      grounds: ['holder', 'grantee'],
      isRegistrar: true,
    }));

  it('those he was authorised for or holds a pledge on, for a lender', () =>
    expect(sightOf(caller('admin', 'lender'))).toMatchObject({
      grounds: ['holder', 'grantee', 'lender', 'pledgee'],
    }));
});

import { aloneOf } from '@ledger/domain/party/standing-in.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { sightOf } from './asset.sight.js';

const caller = (...roles: CallerRole[]) => ({
  person: 'token-1',
  org: '91440300MADX00019R',
  partyId: 'bank',
  roles,
});

const alone = aloneOf('bank');

describe('which assets a caller sees', () => {
  it('all, for an auditor', () =>
    expect(sightOf(caller('auditor', 'admin'), alone)).toEqual({ is: 'all' }));

  it('none, for an administrator', () =>
    expect(sightOf(caller('admin'), alone)).toEqual({ is: 'none' }));

  it('his organisation’s and those it holds or was granted, for everybody else', () => {
    for (const role of ['manager', 'appraiser', 'accountant', 'operator'] as const) {
      expect(sightOf(caller(role), alone)).toEqual({
        is: 'own',
        standing: alone,
        grounds: ['holder', 'grantee'],
      });
    }
  });

  it('and those that name it as the registrar, for a registrar', () =>
    expect(sightOf(caller('registrar'), alone)).toEqual({
      is: 'own',
      standing: alone,
      grounds: ['holder', 'grantee'],
      isRegistrar: true,
    }));

  it('those he was authorised for or holds a pledge on, for a lender', () =>
    expect(sightOf(caller('admin', 'lender'), alone)).toMatchObject({
      grounds: ['holder', 'grantee', 'lender', 'pledgee'],
    }));

  it('none, for whom another has succeeded', () =>
    expect(sightOf(caller('manager'), { partyId: 'bank', joint: [], sole: [] })).toEqual({
      is: 'none',
    }));
});

import type { PublishedPart } from '@ledger/domain/need/need.events.js';
import { aloneOf } from '@ledger/domain/party/standing-in.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { sightOfNeed } from './need.sight.js';

const terms = { text: '企业登记信息', priceMax: { amount: '100.00', currency: 'CNY' as const } };
const today = '2026-03-02';
const need = (...published: PublishedPart[]) => ({
  ...{ ownerPartyId: 'buyer', terms, published, isClosed: false, until: '2026-03-02' },
});
const by = (partyId: string, ...roles: CallerRole[]) => [{ roles }, aloneOf(partyId)] as const;

describe('who reads a need', () => {
  it('its owner and the auditor, all of it, at any time', () => {
    for (const who of [by('buyer', 'manager'), by('audit', 'auditor')]) {
      const whole = { terms, ownerPartyId: 'buyer' };
      expect(sightOfNeed(...who, need(), today)).toEqual(whole);
      expect(sightOfNeed(...who, { ...need(), isClosed: true }, today)).toEqual(whole);
    }
  });

  it('others, what the owner published, while it is open', () => {
    const seller = by('seller', 'manager');
    const { priceMax: _, ...rest } = terms;
    expect(sightOfNeed(...seller, need(), today)).toBeUndefined();
    expect(sightOfNeed(...seller, need('need'), today)).toEqual({ terms: rest });
    expect(sightOfNeed(...seller, need('need', 'priceMax'), today)).toEqual({ terms });
    expect(sightOfNeed(...seller, need('need', 'owner'), today)).toEqual({
      ...{ terms: rest, ownerPartyId: 'buyer' },
    });
    expect(sightOfNeed(...seller, need('need'), '2026-03-03')).toBeUndefined();
    expect(sightOfNeed(...seller, { ...need('need'), isClosed: true }, today)).toBeUndefined();
    expect(sightOfNeed(...by('exchange', 'operator'), need(), today)).toBeUndefined();
  });
});

import type { TitleEvent } from '../title/title.events.js';
import { evolveTitle, initialTitle } from '../title/title.state.js';
import { licensingObstacles } from './licensing-evidence.js';
import { licensingEvidence } from './title-evidence.js';
import type { OfferedDeal } from './title-evidence.js';

const assetId = 'asset';
const holdingId = 'entry';
const now = '2026-03-02T02:00:00.000Z';
const terms = { exclusive: false, from: '2026-03-01', sublicenceDepth: 0 };
const deal: OfferedDeal = {
  offerId: 'offer',
  sellerPartyId: 'seller',
  content: { holdingId, kind: 'ordinary', terms },
};
const exclusiveDeal: OfferedDeal = {
  ...deal,
  content: { holdingId, kind: 'exclusive', terms: { ...terms, exclusive: true } },
};

const entry = {
  holdingId,
  right: 'operation' as const,
  holders: [{ partyId: 'seller' }],
  basis: '自行采集',
  from: '2026-01-01',
};
const opened: TitleEvent = {
  type: 'TitleOpened',
  data: { assetId, registrarPartyId: 'seller', inHouse: true, entries: [entry] },
};
const authorised: TitleEvent = {
  type: 'LicensingAuthorised',
  data: {
    assetId,
    holdingId,
    offerId: 'offer',
    authoriserPartyId: 'seller',
    terms,
    on: '2026-03-01',
    until: '2026-06-30',
  },
};
const pledged = (licensingStaysOpen: boolean): TitleEvent => ({
  type: 'PledgeRegistered',
  data: {
    assetId,
    pledgeId: 'pledge',
    holdingId,
    pledgeePartyId: 'lender',
    pledgorPartyIds: ['seller'],
    authorisationId: 'authorisation',
    pledgorEvidence: [],
    on: '2026-02-01',
    terms: {
      kind: 'ordinary',
      amount: { amount: '100.00', currency: 'CNY' },
      until: '2026-12-31',
      contractDigest: 'a'.repeat(64),
      legalForm: 'rightsPledge',
      externalRegistration: { registered: false },
      licensingStaysOpen,
    },
  },
});
const barred: TitleEvent = {
  type: 'BarRaised',
  data: { assetId, barId: 'bar', ground: 'freeze', authority: '法院', from: '2026-02-01' },
};
const reserved: TitleEvent = {
  type: 'LicenceReserved',
  data: {
    assetId,
    reservationId: 'reservation',
    holdingId,
    offerId: 'another',
    orderId: 'order',
    licenseePartyId: 'buyer',
    terms: { ...terms, exclusive: true },
    reservedAt: '2026-03-02T01:00:00.000Z',
    expiresAt: '2026-03-03T01:00:00.000Z',
    policyVersion: 1,
  },
};
const granted: TitleEvent = {
  type: 'RightGranted',
  data: {
    assetId,
    grantId: 'grant',
    holdingId,
    granterPartyId: 'seller',
    granteePartyId: 'buyer',
    right: 'processing',
    terms: { exclusive: true, from: '2026-03-01', until: '2026-04-30', sublicenceDepth: 0 },
  },
};

const asked = (of: OfferedDeal, ...events: TitleEvent[]) =>
  licensingEvidence(events.reduce(evolveTitle, initialTitle()), of, now);

describe('what a title says about an offer', () => {
  it('is open under the holder’s authorisation', () => {
    const evidence = asked(deal, opened, authorised);
    expect(evidence).toEqual({
      titleVersion: 2,
      right: 'operation',
      sellerHoldsEntry: true,
      authorisation: { holdingId, terms, until: '2026-06-30' },
    });
    expect(licensingObstacles(evidence, deal.content, now)).toBeUndefined();
  });

  it('knows no entry where there is no title, and none that has ended', () => {
    expect(asked(deal)).toEqual({ titleVersion: 0, sellerHoldsEntry: false });
    const ended: TitleEvent = {
      type: 'HoldingEnded',
      data: { assetId, holdingId, reason: '期满', on: '2026-03-02' },
    };
    expect(asked(deal, opened, ended)).toEqual({ titleVersion: 2, sellerHoldsEntry: false });
  });

  it('sees that somebody else holds the entry', () =>
    expect(asked({ ...deal, sellerPartyId: 'other' }, opened).sellerHoldsEntry).toBe(false));

  it('passes over an authorisation that was withdrawn', () => {
    const withdrawn: TitleEvent = {
      type: 'LicensingWithdrawn',
      data: { assetId, offerId: 'offer', reason: '停售', on: '2026-03-02' },
    };
    expect(asked(deal, opened, authorised, withdrawn).authorisation).toBeUndefined();
  });

  it('names a bar and a pledge, unless the pledge leaves ordinary licensing open', () => {
    expect(asked(deal, opened, barred, pledged(false)).suspendedBy).toEqual({
      barIds: ['bar'],
      pledgeIds: ['pledge'],
    });
    expect(asked(deal, opened, pledged(true)).suspendedBy).toBeUndefined();
    expect(asked(exclusiveDeal, opened, pledged(true)).suspendedBy).toEqual({
      pledgeIds: ['pledge'],
    });
  });

  it('names what suspends licensing rather than that it is not authorised', () =>
    expect(licensingObstacles(asked(deal, opened, barred), deal.content, now)).toMatchObject({
      reason: 'suspended',
      barIds: ['bar'],
    }));

  it('shuts an ordinary deal out while somebody’s exclusive right stands or is reserved', () => {
    expect(asked(deal, opened, reserved).suspendedBy).toEqual({ reservationIds: ['reservation'] });
    expect(asked(deal, opened, granted).suspendedBy).toEqual({ grantIds: ['grant'] });
    expect(asked(exclusiveDeal, opened, reserved, granted).suspendedBy).toBeUndefined();
  });

  it('lets a deal through that begins after the exclusive right ends', () => {
    const later = { ...terms, from: '2026-05-01' };
    const content = { ...deal.content, terms: later };
    expect(asked({ ...deal, content }, opened, granted).suspendedBy).toBeUndefined();
  });
});

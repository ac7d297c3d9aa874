import { aloneOf, standingOf } from '@ledger/domain/party/standing-in.js';
import { streamKinds } from '@ledger/domain/stream-kinds.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { RecordedLog } from '../testing/recorded.js';
import { audiencesOf, isLending, type Reading } from './audience.js';
import { type Grounds, levels } from './ground.js';
import { effectsByCategory, sighted, sightKeyOf } from './stream-sight.js';
import { withoutEffect } from './without-effect.js';

const [bank, partner, lender, other] = ['bank', 'partner', 'lender', 'other'];
const assetId = 'a';
const assetStream = `asset-${assetId}`;
const titleStream = `title-${assetId}`;
const entry = (holdingId: string, ...partyIds: string[]) => ({
  holdingId,
  right: 'operation',
  holders: partyIds.map((partyId) => ({ partyId })),
  basis: '自行采集',
  from: '2026-01-01',
});

/** What a reader gets of each event, by type; nothing where he may not read it. */
const readBy = (events: readonly RecordedEvent[], reading: Reading) => {
  const audiences = audiencesOf(reading);
  const sights = new Map<string, Grounds>();
  return events.flatMap((event) => {
    const key = sightKeyOf(event.stream);
    const { grounds, readers } = sighted(sights.get(key) ?? {}, event);
    sights.set(key, grounds);
    const level = Math.max(0, ...audiences.map((audience) => readers.get(audience) ?? 0));
    return level === 0 ? [] : [`${event.type} ${level}`];
  });
};

const manager = (partyId: string): Reading => ({ standing: aloneOf(partyId), roles: ['manager'] });
const lending = (partyId: string, purpose?: string): Reading => ({
  standing: aloneOf(partyId),
  roles: ['lender'],
  purpose,
});

const registered = (inHouse = true): RecordedLog => {
  const log = new RecordedLog();
  const rights = [entry('h', bank)];
  const named = { assetId, registrarPartyId: inHouse ? bank : 'registrar' };
  log.add(assetStream, 'ApplicationSubmitted', { ...named, applicantPartyId: bank, rights });
  log.add(assetStream, 'AssetRegistered', { ...named, applicantPartyId: bank, rights });
  log.add(titleStream, 'TitleOpened', { ...named, inHouse, entries: rights });
  return log;
};

const all = ['ApplicationSubmitted 3', 'AssetRegistered 3', 'TitleOpened 3'];

describe('an asset', () => {
  it('is read in full by its applicant, its registrar and the auditor, by nobody else', () => {
    const { events } = registered(false);
    expect(readBy(events, manager(bank))).toEqual(all);
    expect(readBy(events, { standing: aloneOf('registrar'), roles: ['registrar'] })).toEqual(all);
    expect(readBy(events, { standing: aloneOf(other), roles: ['auditor'] })).toEqual(all);
    expect(readBy(events, { standing: aloneOf('registrar'), roles: ['manager'] })).toEqual([]);
    expect(readBy(events, manager(other))).toEqual([]);
    expect(readBy(events, { standing: aloneOf(bank), roles: ['admin'] })).toEqual([]);
  });

  it('shows a new holder what comes from his entry on, and its end, then nothing', () => {
    const log = registered();
    log.add(titleStream, 'HoldingRecorded', { assetId, entry: entry('h2', partner) });
    log.add(titleStream, 'BarRaised', { assetId, barId: 'b' });
    log.add(titleStream, 'HoldingEnded', { assetId, holdingId: 'h2', reason: '', on: '' });
    log.add(titleStream, 'BarLifted', { assetId, barId: 'b', reason: '', on: '' });
    expect(readBy(log.events, manager(partner))).toEqual([
      'HoldingRecorded 3',
      'BarRaised 3',
      'HoldingEnded 3',
    ]);
  });

  it('shows a grantee his own grant in substance, others only where they bar it', () => {
    const log = registered();
    const grant = (grantId: string, granteePartyId: string) => ({
      assetId,
      grantId,
      granteePartyId,
    });
    const terms = { until: '2026-12-31' };
    log.add(titleStream, 'RightGranted', { ...grant('g1', partner), terms });
    log.add(titleStream, 'RightGranted', { ...grant('g2', other), terms: {} });
    log.add(titleStream, 'BarRaised', { assetId, barId: 'b' }, '2026-12-31');
    log.add(titleStream, 'BarLifted', { assetId, barId: 'b', reason: '', on: '' }, '2027-01-01');
    expect(readBy(log.events, manager(partner))).toEqual(['RightGranted 2', 'BarRaised 1']);
  });
});

describe('successors', () => {
  const [first, second] = ['first', 'second'];
  const divided = (on: string) => ({
    successions: new Map([
      [partner, { on, successors: [{ partyId: first }, { partyId: second }] }],
      [lender, { on, successors: [{ partyId: first }, { partyId: second }] }],
    ]),
  });
  const reading = (partyId: string, date: string, role: 'manager' | 'lender' = 'manager') =>
    ({ standing: standingOf(divided('2026-06-01'), partyId, date), roles: [role] }) as const;
  const log = registered();
  log.add(titleStream, 'HoldingRecorded', { assetId, entry: entry('h2', partner) });
  log.add(titleStream, 'PledgeRegistered', { assetId, pledgeId: 'p', pledgeePartyId: lender });

  it('all read what their predecessor held, from the day on; he reads nothing any more', () => {
    const held = ['HoldingRecorded 3', 'PledgeRegistered 3'];
    for (const heir of [first, second]) {
      expect(readBy(log.events, reading(heir, '2026-05-31'))).toEqual([]);
      expect(readBy(log.events, reading(heir, '2026-06-01'))).toEqual(held);
    }
    expect(readBy(log.events, reading(partner, '2026-05-31'))).toEqual(held);
    expect(readBy(log.events, reading(partner, '2026-06-01'))).toEqual([]);
    expect(readBy(log.events, reading(other, '2026-06-01'))).toEqual([]);
  });

  it('one alone reads what cannot be divided: a pledge, a grant, a register', () => {
    const lone = registered();
    const grant = { assetId, grantId: 'g', granteePartyId: partner, terms: {} };
    lone.add(titleStream, 'RightGranted', grant);
    lone.add(titleStream, 'PledgeRegistered', { assetId, pledgeId: 'p', pledgeePartyId: lender });
    expect(readBy(lone.events, reading(first, '2026-06-01', 'lender'))).toEqual([
      'RightGranted 2',
      'PledgeRegistered 2',
    ]);
    expect(readBy(lone.events, reading(second, '2026-06-01', 'lender'))).toEqual([]);
  });
});

describe('a lender', () => {
  const authorised = { assetId, authorisationId: 'l', lenderPartyId: lender, until: '2026-12-31' };

  it('sees of an in-house title what comes after the holder let him in, up to the last day', () => {
    const log = registered();
    log.add(titleStream, 'BarRaised', { assetId, barId: 'b0' });
    log.add(titleStream, 'LenderAuthorised', authorised);
    log.add(titleStream, 'BarRaised', { assetId, barId: 'b1' }, '2026-12-31');
    log.add(assetStream, 'CertificateIssued', { assetId }, '2026-12-31');
    log.add(titleStream, 'LicenceReserved', { assetId, reservationId: 'r' }, '2026-12-31');
    log.add(titleStream, 'BarRaised', { assetId, barId: 'b2' }, '2027-01-01');
    expect(readBy(log.events, lending(lender, '贷前调查'))).toEqual([
      'LenderAuthorised 2',
      'BarRaised 1',
      'CertificateIssued 2',
    ]);
    expect(readBy(log.events, lending(other, '贷前调查'))).toEqual([]);
    expect(readBy(log.events, manager(lender))).toEqual([]);
  });

  it('who states a purpose sees encumbrances of every register that is not in-house', () => {
    const { events } = registered(false);
    expect(readBy(events, lending(lender, '贷前调查'))).toEqual(['TitleOpened 1']);
    expect(readBy(events, lending(lender))).toEqual([]);
    expect(readBy(registered(true).events, lending(lender, '贷前调查'))).toEqual([]);
  });

  it('keeps his sight while his pledge stands, a claimant up to the lapse of his claim', () => {
    const log = registered();
    const claim = { assetId, pledgeId: 'p', pledgeePartyId: lender, lapsesAfter: '2026-12-18' };
    log.add(titleStream, 'PledgeClaimed', claim);
    log.add(assetStream, 'CertificateIssued', { assetId });
    log.add(titleStream, 'PledgeConfirmed', { assetId, pledgeId: 'p', on: '' });
    log.add(titleStream, 'BarRaised', { assetId, barId: 'b' }, '2027-01-01');
    log.add(titleStream, 'PledgeReleased', { assetId, pledgeId: 'p', amount: {} }, '2027-01-01');
    log.add(titleStream, 'PledgeReleased', { assetId, pledgeId: 'p' }, '2027-01-01');
    log.add(titleStream, 'BarLifted', { assetId, barId: 'b' }, '2027-01-02');
    expect(readBy(log.events, lending(lender))).toEqual([
      'PledgeClaimed 2',
      'PledgeConfirmed 2',
      'BarRaised 1',
      'PledgeReleased 2',
      'PledgeReleased 2',
    ]);
    const unconfirmed = registered();
    unconfirmed.add(titleStream, 'PledgeClaimed', claim);
    unconfirmed.add(titleStream, 'BarRaised', { assetId, barId: 'b' }, '2026-12-18');
    unconfirmed.add(titleStream, 'BarRaised', { assetId, barId: 'c' }, '2026-12-19');
    expect(readBy(unconfirmed.events, lending(lender))).toEqual(['PledgeClaimed 2', 'BarRaised 1']);
  });
});

describe('what persons of one organisation propose to one another', () => {
  const said = { assetId, pledgeId: 'p', proposalId: 'x' };
  const steps = ['PledgeActionProposed', 'PledgeActionRejected'];
  const proposed = (inHouse: boolean, by: object = {}) => {
    const log = registered(inHouse);
    log.add(titleStream, 'PledgeRegistered', { assetId, pledgeId: 'p', pledgeePartyId: lender });
    for (const type of steps) log.add(titleStream, type, { ...said, ...by });
    return log.events;
  };
  const inner = (events: readonly RecordedEvent[], reading: Reading) =>
    readBy(events, reading).filter((line) => line.startsWith('PledgeAction'));

  it('is the pledgee’s: neither the holder nor the registrar reads it', () => {
    for (const inHouse of [true, false]) {
      const events = proposed(inHouse);
      expect(inner(events, lending(lender))).toEqual(steps.map((type) => `${type} 2`));
      expect(inner(events, lending(other, '贷前调查'))).toEqual([]);
      for (const roles of [['manager'], ['registrar']] as const) {
        expect(inner(events, { standing: aloneOf(bank), roles })).toEqual([]);
      }
      const auditor: Reading = { standing: aloneOf(other), roles: ['auditor'] };
      expect(inner(events, auditor)).toEqual(steps.map((type) => `${type} 3`));
    }
  });

  it('is the pledgor’s where his persons propose it: the pledgee does not read it', () => {
    const events = proposed(false, { byPartyId: bank });
    expect(inner(events, lending(lender))).toEqual([]);
    expect(inner(events, manager(bank))).toEqual(steps.map((type) => `${type} 3`));
  });
});

describe('an appraisal', () => {
  it('is read by the named firm and by lenders who were let in, the latter without who acted', () => {
    const log = registered();
    const valuation = `valuation-${assetId}`;
    const naming = { assetId, firmPartyId: 'firm', until: '2026-11-30' };
    log.add(valuation, 'AppraiserNamed', naming);
    const pledge = { assetId, pledgeId: 'p', pledgeePartyId: lender };
    log.add(titleStream, 'PledgeRegistered', pledge);
    log.add(valuation, 'ValuationRecorded', { assetId, valuationId: 'v', firmPartyId: 'firm' });
    const firm: Reading = { standing: aloneOf('firm'), roles: ['appraiser'] };
    expect(readBy(log.events, firm)).toEqual(['AppraiserNamed 3', 'ValuationRecorded 3']);
    expect(readBy(log.events, lending(lender))).toEqual([
      'PledgeRegistered 2',
      'ValuationRecorded 2',
    ]);
    expect(readBy(log.events, manager('firm'))).toEqual([]);
  });
});

describe('a lender’s choice of an appraisal', () => {
  it('is read by that lender and by auditors, by no other lender, appraiser or holder', () => {
    const log = registered();
    const valuation = `valuation-${assetId}`;
    const naming = { assetId, firmPartyId: 'firm', until: '2026-11-30' };
    log.add(valuation, 'AppraiserNamed', naming);
    for (const [pledgeId, pledgeePartyId] of [
      ['p', lender],
      ['q', other],
    ]) {
      log.add(titleStream, 'PledgeRegistered', { assetId, pledgeId, pledgeePartyId });
    }
    log.add(valuation, 'AppraisalChosen', { assetId, lenderPartyId: lender, valuationId: 'v' });
    const sees = (reading: Reading) =>
      readBy(log.events, reading).filter((line) => line.startsWith('AppraisalChosen'));
    expect(sees(lending(lender))).toEqual(['AppraisalChosen 2']);
    expect(sees({ standing: aloneOf('x'), roles: ['auditor'] })).toEqual(['AppraisalChosen 3']);
    expect(sees(lending(other))).toEqual([]);
    expect(sees({ standing: aloneOf('firm'), roles: ['appraiser'] })).toEqual([]);
    expect(sees(manager(bank))).toEqual([]);
  });
});

describe('trade', () => {
  it('shows a draft to its seller and the operator, a listed offer to everyone', () => {
    const log = new RecordedLog();
    log.add('offer-o', 'OfferDrafted', { offerId: 'o', sellerPartyId: bank });
    log.add('offer-o', 'OfferListed', { offerId: 'o', sellerPartyId: bank });
    log.add('offer-o', 'OfferDelisted', { offerId: 'o' });
    const drafted = ['OfferDrafted 3', 'OfferListed 3', 'OfferDelisted 3'];
    expect(readBy(log.events, manager(bank))).toEqual(drafted);
    expect(readBy(log.events, { standing: aloneOf(other), roles: ['operator'] })).toEqual(drafted);
    expect(readBy(log.events, manager(other))).toEqual(['OfferListed 2', 'OfferDelisted 2']);
  });

  it('shows an assessor what is recorded in its name, of a draft nothing else', () => {
    const log = new RecordedLog();
    log.add('offer-o', 'OfferDrafted', { offerId: 'o', sellerPartyId: bank });
    log.add('offer-o', 'OfferAssessed', { offerId: 'o', assessorPartyId: partner });
    log.add('offer-o', 'OfferAssessed', { offerId: 'o', assessorPartyId: other });
    expect(readBy(log.events, manager(partner))).toEqual(['OfferAssessed 3']);
    expect(readBy(log.events, manager(bank))).toHaveLength(3);
  });

  it('shows what is metered to both sides of the order, a wallet to its owner', () => {
    const log = new RecordedLog();
    const sides = { sellerPartyId: bank, buyerPartyId: partner };
    log.add('usage-o-2026-03', 'UsagePeriodOpened', { orderId: 'o', ...sides });
    log.add('usage-o-2026-03', 'UsageRecorded', { orderId: 'o' });
    log.add('wallet-p', 'WalletCredited', { partyId: partner });
    log.add('wallet-p', 'FundsHeld', { partyId: partner });
    const used = ['UsagePeriodOpened 3', 'UsageRecorded 3'];
    expect(readBy(log.events, manager(bank))).toEqual(used);
    const paid = ['WalletCredited 3', 'FundsHeld 3'];
    expect(readBy(log.events, manager(partner))).toEqual([...used, ...paid]);
    expect(readBy(log.events, { standing: aloneOf(other), roles: ['operator'] })).toHaveLength(4);
    expect(readBy(log.events, manager(other))).toEqual([]);
  });

  it('shows an order to its two sides and the operator', () => {
    const log = new RecordedLog();
    const sides = { sellerPartyId: bank, buyerPartyId: partner };
    log.add('order-o', 'OrderPlaced', { orderId: 'o', ...sides });
    log.add('order-o', 'OrderSigned', { orderId: 'o' });
    for (const reading of [manager(bank), manager(partner)]) {
      expect(readBy(log.events, reading)).toEqual(['OrderPlaced 3', 'OrderSigned 3']);
    }
    expect(readBy(log.events, { standing: aloneOf(other), roles: ['operator'] })).toHaveLength(2);
    expect(readBy(log.events, lending(other, 'x'))).toEqual([]);
  });
});

describe('other streams', () => {
  it('are a party’s own, everyone’s or the auditor’s', () => {
    const log = new RecordedLog();
    const own = 'policy-licensing-3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c';
    log.add('party-bank', 'PartyRegistered', { partyId: bank });
    log.add('party-bank', 'PartyVerified', { partyId: bank });
    log.add('import-i', 'ImportStarted', { applicantPartyId: bank });
    log.add('policy-title', 'PolicyAdopted', { reason: 'a' });
    const partyId = '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c';
    log.add(own, 'PolicyAdopted', { reason: 'b', partyId });
    log.add('serial-x', 'SerialDrawn', { series: 'x' });
    const registration = ['PartyRegistered 3', 'PartyVerified 3'];
    expect(readBy(log.events, manager(bank))).toEqual([
      ...registration,
      'ImportStarted 3',
      'PolicyAdopted 2',
    ]);
    expect(readBy(log.events, lending(bank))).toEqual([...registration, 'PolicyAdopted 2']);
    expect(readBy(log.events, manager(partyId))).toEqual(['PolicyAdopted 2', 'PolicyAdopted 3']);
    expect(readBy(log.events, { standing: aloneOf(other), roles: ['auditor'] })).toHaveLength(6);
  });

  it('of a kind that nobody was given are the auditor’s alone, for every kind there is', () => {
    for (const { category } of streamKinds) {
      const log = new RecordedLog();
      const event = log.add(`${category}-nobody`, 'SomethingHappened', {});
      const { readers } = sighted({}, event);
      expect([category, [...readers.keys()]]).toEqual([category, ['auditors']]);
    }
  });
});

describe('every event type', () => {
  it('has been decided on: whom it lets in or shuts out, or that it changes nobody’s sight', () => {
    const undecided = streamKinds.flatMap(({ category, schemaVersions }) => {
      const effects = effectsByCategory[category];
      if (effects === undefined) return [];
      return Object.keys(schemaVersions)
        .filter((type) => effects[type] === undefined && !withoutEffect.has(type))
        .map((type) => `${category} ${type}`);
    });
    expect(undecided).toEqual([]);
  });
});

describe('a book and a journal', () => {
  it('are read by the accountants of their entity and by the auditor, by nobody else', () => {
    const log = new RecordedLog();
    log.add('book-b', 'BookOpened', { bookId: 'b', entityPartyId: bank });
    log.add('book-b', 'DataAcquired', { bookId: 'b' });
    log.add(`journal-${bank}-2026-11`, 'VoucherPosted', { entityPartyId: bank });
    log.add(`periods-${bank}`, 'PeriodOpened', { entityPartyId: bank });
    const whole = ['BookOpened 3', 'DataAcquired 3', 'VoucherPosted 3', 'PeriodOpened 3'];
    const accounting = (partyId: string): Reading => ({
      standing: aloneOf(partyId),
      roles: ['accountant'],
    });
    expect(readBy(log.events, accounting(bank))).toEqual(whole);
    expect(readBy(log.events, { standing: aloneOf(other), roles: ['auditor'] })).toEqual(whole);
    expect(readBy(log.events, accounting(other))).toEqual([]);
    expect(readBy(log.events, manager(bank))).toEqual([]);
  });
});

describe('an objection and an alert', () => {
  it('are told to whom they concern, and nothing else of the stream', () => {
    const log = registered(false);
    log.add(assetStream, 'ObjectionRaised', { assetId, objectionNo: 1, objectorPartyId: partner });
    log.add(assetStream, 'ObjectionRaised', { assetId, objectionNo: 2, objectorPartyId: other });
    log.add(assetStream, 'ObjectionDismissed', { assetId, objectionNo: 1 });
    log.add('watch-w', 'AlertRaised', { alertId: 'w.1', partyId: partner });
    log.add('watch-w', 'AlertRaised', { alertId: 'w.2', partyId: other });
    log.add('watch-w', 'AlertAcknowledged', { alertId: 'w.1', partyId: partner });
    expect(readBy(log.events, manager(partner))).toEqual([
      'ObjectionRaised 3',
      'ObjectionDismissed 3',
      'AlertRaised 3',
      'AlertAcknowledged 3',
    ]);
    expect(readBy(log.events, manager(other))).toEqual(['ObjectionRaised 3', 'AlertRaised 3']);
  });
});

describe('a pledge that is assigned', () => {
  it('is read by its new pledgee from then on, no more by the old one, and ends for both', () => {
    const log = registered();
    log.add(titleStream, 'PledgeRegistered', { assetId, pledgeId: 'p', pledgeePartyId: lender });
    const sides = { fromPartyId: lender, toPartyId: other };
    log.add(titleStream, 'PledgeAssigned', { assetId, pledgeId: 'p', ...sides });
    log.add(titleStream, 'PledgeExtended', { assetId, pledgeId: 'p' });
    log.add(titleStream, 'PledgeCancelledByOrder', { assetId, pledgeId: 'p' });
    log.add(titleStream, 'BarRaised', { assetId, barId: 'b' });
    expect(readBy(log.events, lending(lender))).toEqual(['PledgeRegistered 2', 'PledgeAssigned 2']);
    expect(readBy(log.events, lending(other))).toEqual([
      'PledgeAssigned 2',
      'PledgeExtended 2',
      'PledgeCancelledByOrder 2',
    ]);
  });
});

describe('a facility', () => {
  it('is read by its two sides, and after an assignment by who lends then', () => {
    const log = new RecordedLog();
    const sides = { borrowerPartyId: bank, lenderPartyId: lender };
    log.add('financing-f', 'FinancingRequested', { financingId: 'f', ...sides });
    log.add('financing-f', 'PaymentCorrectionProposed', { financingId: 'f' });
    log.add('financing-f', 'FinancingAssigned', { fromPartyId: lender, toPartyId: other });
    log.add('financing-f', 'RepaymentRecorded', { financingId: 'f' });
    expect(readBy(log.events, manager(bank))).toEqual([
      'FinancingRequested 3',
      'FinancingAssigned 3',
      'RepaymentRecorded 3',
    ]);
    expect(readBy(log.events, lending(lender))).toEqual([
      'FinancingRequested 3',
      'PaymentCorrectionProposed 3',
      'FinancingAssigned 3',
    ]);
    expect(readBy(log.events, lending(other))).toEqual([
      'FinancingAssigned 3',
      'RepaymentRecorded 3',
    ]);
    expect(readBy(log.events, lending(partner, 'x'))).toEqual([]);
  });
});

describe('a transfer', () => {
  it('moves the sight with the right', () => {
    const log = registered();
    const moved = { assetId, fromHoldingId: 'h', to: entry('h2', partner) };
    const lists = { dischargedPledgeIds: [], endedAuthorisationIds: ['l'] };
    const leave = { authorisationId: 'l', lenderPartyId: lender, until: '2099-12-31' };
    log.add(titleStream, 'LenderAuthorised', { assetId, ...leave });
    log.add(titleStream, 'RightTransferred', { ...moved, ...lists });
    log.add(titleStream, 'BarRaised', { assetId, barId: 'b' });
    expect(readBy(log.events, manager(partner))).toEqual(['RightTransferred 3', 'BarRaised 3']);
    expect(readBy(log.events, lending(lender))).toEqual([
      'LenderAuthorised 2',
      'RightTransferred 2',
    ]);
  });
});

describe('audiences', () => {
  it('of lending are told apart, since such a look is recorded', () => {
    const lent = audiencesOf({
      standing: aloneOf(lender),
      roles: ['lender'],
      purpose: 'x',
    }).filter(isLending);
    expect(lent).toEqual(['lender/lender', 'lenders']);
    expect(
      audiencesOf({ standing: aloneOf(bank), roles: ['manager', 'operator'] }).filter(isLending),
    ).toEqual([]);
  });

  it('of an auditor is one, whatever else he is', () =>
    expect(audiencesOf({ standing: aloneOf(bank), roles: ['auditor', 'manager'] })).toEqual([
      'auditors',
    ]));

  it('levels are ordered', () => expect(levels).toEqual({ outline: 1, facts: 2, full: 3 }));
});

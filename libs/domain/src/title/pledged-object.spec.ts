import { specOf } from '../testing/decider-spec.js';
import {
  isInForce,
  objectEvidence,
  type ObjectEvidence,
  type SecurityEvidence,
} from './pledged-object.js';
import {
  act,
  authorised,
  bank,
  barred,
  claimed,
  cny,
  endOf,
  evidence,
  fact,
  now,
  opened,
  operation,
  otherLender,
  pledged,
  pledgeId,
  pledgeTerms,
  released,
  startOf,
  theBank,
  theLender,
  today,
} from './testing/title-samples.js';
import { titleKind } from './title.decider.js';

const given = specOf(titleKind.decider);
const registered: ObjectEvidence = { status: 'registered', version: 6 };
const register = (object: ObjectEvidence | undefined, at = now) => {
  const data = { holdingId: operation, terms: pledgeTerms(), pledgorEvidence: evidence };
  return act(
    'RegisterPledge',
    { ...data, ...(object && { objectEvidence: object }) },
    theLender,
    at,
  );
};
const confirm = (object: ObjectEvidence) => {
  const data = { pledgeId: pledgeId(1), pledgorEvidence: evidence, objectEvidence: object };
  return act('ConfirmPledge', data, theBank);
};

describe('what is pledged', () => {
  it('is registered and in its time, to the end of its last day, and the pledge says so', () => {
    const validUntil = '2026-12-01';
    const found = { ...registered, validUntil };
    const [made] = given(opened(), authorised())
      .when(register(found, endOf(validUntil)))
      .events();
    expect(made).toMatchObject({ type: 'PledgeRegistered', data: { objectEvidence: found } });
    given(opened(), authorised())
      .when(register(found, startOf('2026-12-02')))
      .thenRefused('pledge_asset_not_in_force', { status: 'expired', validUntil });
  });

  it.each(['expired', 'suspended', 'revoked', 'accepted'] as const)('is not %s', (status) =>
    given(opened(), authorised())
      .when(register({ ...registered, status }))
      .thenRefused('pledge_asset_not_in_force', { status, validUntil: '' }),
  );

  it('is no core data; any other grade will do', () => {
    given(opened(), authorised())
      .when(register({ ...registered, grade: 'core' }))
      .thenRefused('core_data_not_pledgeable');
    const other = given(opened(), authorised()).when(
      register({ ...registered, grade: 'important' }),
    );
    expect(other.events()).toHaveLength(1);
  });

  it('is looked at for a claim, and again when it is confirmed', () => {
    given(opened(), authorised({ purpose: 'inspect' }))
      .when(register({ ...registered, status: 'expired' }))
      .thenRefused('pledge_asset_not_in_force', { status: 'expired', validUntil: '' });
    given(opened(), claimed(1))
      .when(confirm({ ...registered, grade: 'core' }))
      .thenRefused('core_data_not_pledgeable');
    const data = { pledgeId: pledgeId(1), pledgorEvidence: evidence, objectEvidence: registered };
    given(opened(), claimed(1))
      .when(confirm(registered))
      .then(fact('PledgeConfirmed', { ...data, on: today }));
  });
});

describe('what the asset’s own stream says of it', () => {
  it('is its status, last day and the grade that stands', () => {
    const asset = { status: 'registered', validUntil: '2031-11-21' } as never;
    expect(objectEvidence(asset, 4)).toEqual({
      ...{ status: 'registered', validUntil: '2031-11-21' },
      version: 4,
    });
    const graded = { status: 'registered', classification: { label: { grade: 'core' } } } as never;
    expect(objectEvidence(graded, 5)).toEqual({ status: 'registered', grade: 'core', version: 5 });
  });

  it('holds by the clock, whether or not the lapse was written down', () => {
    const asset = { status: 'registered', validUntil: '2026-12-01' } as const;
    expect(isInForce(asset, '2026-12-01')).toBe(true);
    expect(isInForce(asset, '2026-12-02')).toBe(false);
    expect(isInForce({ status: 'registered' }, '2099-12-31')).toBe(true);
    expect(isInForce({ status: 'suspended' }, '2026-12-01')).toBe(false);
  });
});

describe('what comes to be secured later is judged as what is registered now:', () => {
  const more = (found: SecurityEvidence) =>
    act(
      'AmendPledge',
      { pledgeId: pledgeId(1), increase: cny('1.00'), reason: '追加', evidence: found },
      theLender,
    );
  const approve = (found: SecurityEvidence) =>
    act(
      'ApprovePledgeAction',
      { pledgeId: pledgeId(1), proposalId: 'p', evidence: found },
      { ...theLender, person: 'person-2' },
    );
  const reserve = (found: SecurityEvidence) =>
    act(
      'ReserveRegistration',
      { registrationReservationId: 'kept-1', holdingId: operation, evidence: found },
      theLender,
    );
  const pledgedOnce = [opened(), authorised(), pledged(1)];
  const releasedByMistake = [
    ...pledgedOnce,
    released(1, cny('1.00')),
    fact('PledgeActionProposed', {
      ...{ pledgeId: pledgeId(1), proposalId: 'p', proposer: 'person-1', on: today },
      action: { is: 'correction', correctedEvent: 4, reason: '误操作' },
    }),
  ];
  const acts = [
    ['an increase', pledgedOnce, more],
    ['the correction of a release', releasedByMistake, approve],
    ['a reservation', [opened(), authorised()], reserve],
  ] as const;
  const seen = { pledgorEvidence: evidence, objectEvidence: registered };

  it.each(acts)('%s, and its event says on what it relied', (_, past, by) => {
    const [made] = given(...past)
      .when(by(seen))
      .events();
    expect(made?.data).toMatchObject(seen);
  });

  it.each(acts)('%s needs a registration in force', (_, past, by) =>
    given(...past)
      .when(by({ ...seen, objectEvidence: { status: 'suspended', version: 7 } }))
      .thenRefused('pledge_asset_not_in_force', { status: 'suspended', validUntil: '' }),
  );

  it.each(acts)('%s is of no core data', (_, past, by) =>
    given(...past)
      .when(by({ ...seen, objectEvidence: { ...registered, grade: 'core' } }))
      .thenRefused('core_data_not_pledgeable'),
  );

  it.each(acts)('%s is of no state body’s right', (_, past, by) => {
    const organ = { partyId: bank, partyClass: 'governmentOrgan', version: 1 } as const;
    given(...past)
      .when(by({ ...seen, pledgorEvidence: [organ] }))
      .thenRefused('pledgor_not_pledgeable', { partyIds: [bank] });
  });

  it.each(acts)('%s waits while a bar stands', (_, past, by) =>
    given(...past, barred())
      .when(by(seen))
      .thenRefused('entry_barred', { barIds: ['bar-1'] }),
  );

  it.each(acts)('%s waits for another lender who reserved', (_, past, by) => {
    const until = '2026-11-24T02:00:00.000Z';
    const kept = fact('RegistrationReserved', {
      ...{ registrationReservationId: 'kept-2', holdingId: operation, lenderPartyId: otherLender },
      ...{ authorisationId: 'authorisation-2', reservedAt: now, until, renewal: 0 },
      policyVersion: 1,
    });
    given(...past, kept)
      .when(by(seen))
      .thenRefused('registration_reserved', { registrationReservationId: 'kept-2', until });
  });
});

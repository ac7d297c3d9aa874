import type { Meta } from '../decider.js';
import type { JsonObject } from '../json.js';
import { specOf } from '../testing/decider-spec.js';
import { type PolicyCommand, policyDecider } from './policy.decider.js';
import { shippedFrom, shippedReason } from './policy.definition.js';
import { policyNamed } from './policy.definitions.js';
import type { PolicyEvent } from './policy.events.js';
import { versionInForce, withShipped } from './policy.state.js';
import { shippedSchemes } from './scheme.policies.js';

const given = specOf(policyDecider);
const party = '3f2a1b0c-1111-5111-8111-111111111111';
const admin: Meta = {
  actor: { person: 'token-1', partyId: 'operator', role: 'admin' },
  now: '2026-11-21T16:30:00.000Z',
};
const manager: Meta = { ...admin, actor: { person: 'token-2', partyId: party, role: 'manager' } };
const today = '2026-11-22';
const scheme = shippedSchemes['national-2026'] as unknown as JsonObject;
const changed = { ...scheme, publicity: { workingDays: 7 } };

const adopt = (
  more: Partial<Extract<PolicyCommand, { type: 'AdoptPolicy' }>['data']> = {},
  meta = admin,
): PolicyCommand => ({
  type: 'AdoptPolicy',
  data: { name: 'national-2026', content: changed, from: today, reason: '试行修订', ...more },
  meta,
});
const shipped: PolicyEvent = {
  type: 'PolicyAdopted',
  data: { name: 'national-2026', content: scheme, from: shippedFrom, reason: shippedReason },
};
const adopted = (more: Partial<PolicyEvent['data']> = {}): PolicyEvent => ({
  type: 'PolicyAdopted',
  data: { name: 'national-2026', content: changed, from: today, reason: '试行修订', ...more },
});
const ship: PolicyCommand = { type: 'ShipPolicy', data: { name: 'national-2026' }, meta: admin };

describe('shipping a policy', () => {
  it('writes version 1 once, whoever starts', () => {
    given().when(ship).then(shipped);
    given(shipped).when(ship).thenNothing();
    given(shipped, adopted()).when(ship).thenNothing();
  });

  it('ships nothing for a party’s policy', () =>
    given()
      .when({ type: 'ShipPolicy', data: { name: 'registrar' }, meta: admin })
      .thenNothing());
});

describe('adopting a version', () => {
  it('follows what is there, and follows the shipped one where nothing is', () => {
    given(shipped).when(adopt()).then(adopted());
    given().when(adopt()).then(shipped, adopted());
  });

  it('takes a scheme that was written before its schemes had transfers reviewed', () => {
    const { coversTransfers, ...review } = shippedSchemes['national-2026'].review;
    const content = { ...changed, review };
    expect(coversTransfers).toBe(true);
    given(shipped).when(adopt({ content })).then(adopted({ content }));
  });

  it('says nothing when it is in force so already', () =>
    given(shipped, adopted()).when(adopt()).thenNothing());

  it('begins today in Shanghai at the earliest', () => {
    given(shipped)
      .when(adopt({ from: '2026-11-22' }))
      .then(adopted());
    given(shipped)
      .when(adopt({ from: '2026-11-21' }))
      .thenRefused('policy_from_past', { field: 'from', today });
    given(shipped)
      .when(adopt({ from: '2026-11-31' }))
      .thenRefused('date_invalid');
  });

  it('is an administrator’s for the ledger’s and for a designation', () => {
    given(shipped).when(adopt({}, manager)).thenRefused('policy_not_own');
    const own = { name: 'registrar', partyId: party };
    const content = { schemes: ['national-2026'], region: '44', digit: '1' };
    given()
      .when(adopt({ ...own, content }, manager))
      .thenRefused('policy_not_own');
    given()
      .when(adopt({ ...own, content }))
      .then(adopted({ ...own, content }));
  });

  it('is addressed to a party or to none, as the policy is', () => {
    given()
      .when(adopt({ partyId: party }))
      .thenRefused('policy_owner_wrong', { name: 'national-2026', of: 'ledger' });
    given()
      .when(adopt({ name: 'registrar' }))
      .thenRefused('policy_owner_wrong', { name: 'registrar', of: 'party' });
  });

  it('knows no other names', () =>
    given()
      .when(adopt({ name: 'no-such' }))
      .thenRefused('policy_not_found'));

  it('names each member that is wrong', () => {
    const wrong = { ...scheme, publicity: { workingDays: -1 }, extra: true };
    given(shipped)
      .when(adopt({ content: wrong }))
      .thenRefused('policy_content_invalid', {
        name: 'national-2026',
        faults: ['/extra: no such member', '/publicity/workingDays: a whole number from 0 to 250'],
      });
    const { registrar: _, ...lacking } = scheme;
    given(shipped)
      .when(adopt({ content: lacking }))
      .thenRefused('policy_content_invalid');
  });

  it('keeps weekends and weekdays apart in the calendar', () => {
    const name = 'working-days';
    const calendar = (holidays: string[], makeUpDays: string[]) =>
      given().when(adopt({ name, content: { holidays, makeUpDays } }));
    // 2027-02-06 is a Saturday.
    expect(calendar(['2027-02-08'], ['2027-02-06']).events()).toHaveLength(2);
    calendar(['2027-02-06'], []).thenRefused('policy_content_invalid');
    calendar([], ['2027-02-08']).thenRefused('policy_content_invalid');
  });
});

describe('the version in force', () => {
  const state = [shipped, adopted({ from: '2026-12-01' })].reduce(
    policyDecider.evolve,
    policyDecider.initialState(),
  );

  it('is the latest that had begun', () => {
    expect(versionInForce(state, '2026-11-30')?.version).toBe(1);
    expect(versionInForce(state, '2026-12-01')?.version).toBe(2);
  });

  it('is the shipped one before anything was written down', () => {
    const definition = policyNamed('national-2026')!;
    expect(withShipped(undefined, definition).versions).toEqual([
      { version: 1, from: shippedFrom, reason: shippedReason, content: scheme },
    ]);
    expect(withShipped(state, definition)).toBe(state);
  });
});

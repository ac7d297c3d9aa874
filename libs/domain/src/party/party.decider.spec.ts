import { specOf } from '../testing/decider-spec.js';
import { type PartyCommand, partyDecider, type RegisterParty } from './party.decider.js';
import type { PartyEvent } from './party.events.js';

const partyId = '0c6b8f5e-2f0e-5b7a-9d41-6a1f2b3c4d5e';
const meta = {
  actor: { person: 'token-1', partyId: 'registrar-party', role: 'registrar' },
  now: '2026-11-21T02:00:00.000Z',
} as const;
const bank = { kind: 'uscc', value: '91440300MADX00019R' } as const;

const register = (data: Partial<RegisterParty['data']> = {}): PartyCommand => ({
  type: 'RegisterParty',
  data: { partyId, identifier: bank, name: '示例银行', partyClass: 'enterprise', ...data },
  meta,
});
const registered: PartyEvent = {
  type: 'PartyRegistered',
  data: { partyId, identifier: bank, name: '示例银行', partyClass: 'enterprise' },
};
const verify = (evidence = '营业执照'): PartyCommand => ({
  type: 'VerifyParty',
  data: { partyId, evidence },
  meta,
});
const given = specOf(partyDecider);

describe('registering a party', () => {
  it('records the organisation', () => given().when(register()).then(registered));

  it('says nothing when the same organisation is registered again', () =>
    given(registered).when(register()).thenNothing());

  it('takes a code in any case and with blanks around it as the same', () =>
    given(registered)
      .when(register({ identifier: { kind: 'uscc', value: ' 91440300madx00019r ' } }))
      .thenNothing());

  it('refuses the same identifier with other terms', () => {
    given(registered)
      .when(register({ name: '另一银行' }))
      .thenRefused('party_already_registered', { partyId });
    given(registered)
      .when(register({ partyClass: 'other' }))
      .thenRefused('party_already_registered');
  });

  it('refuses natural persons', () =>
    given()
      .when(register({ partyClass: 'naturalPerson' }))
      .thenRefused('natural_person_not_admitted'));

  it('refuses a manager who registers another organisation than his own', () => {
    const as = (ownPartyId: string): PartyCommand => ({
      ...register(),
      meta: { ...meta, actor: { person: 'token-2', partyId: ownPartyId, role: 'manager' } },
    });
    given().when(as('somebody-else')).thenRefused('not_own_organisation');
    given().when(as(partyId)).then(registered);
  });

  it('refuses a name that is empty or longer than 200 characters', () => {
    given()
      .when(register({ name: '  ' }))
      .thenRefused('party_name_invalid');
    given()
      .when(register({ name: '行'.repeat(201) }))
      .thenRefused('party_name_invalid', { charactersMax: 200, characters: 201 });
    const name = '𠮷'.repeat(200);
    given()
      .when(register({ name }))
      .then({ type: 'PartyRegistered', data: { ...registered.data, name } } as PartyEvent);
  });
});

describe('unified social credit codes', () => {
  const failing = '91440300MADX00019T';
  const as = (value: string, more: Partial<RegisterParty['data']> = {}): PartyCommand =>
    register({ identifier: { kind: 'uscc', value }, ...more });

  it('are refused where they are no code at all, whatever the reason given', () => {
    for (const code of ['', '91440300', `${bank.value}0`, '91440300MADX0001OR', '行'.repeat(18)]) {
      given().when(as(code)).thenRefused('uscc_malformed');
      given()
        .when(as(code, { checkOverrideReason: '证照如此' }))
        .thenRefused('uscc_malformed');
    }
  });

  it('are refused where the check character fails', () =>
    given().when(as(failing)).thenRefused('uscc_check_failed', { uscc: failing }));

  it('are taken with a failing check character for a recorded reason', () => {
    given()
      .when(as(failing, { checkOverrideReason: ' 证照如此 ' }))
      .then({
        type: 'PartyRegistered',
        data: {
          partyId,
          identifier: { kind: 'uscc', value: failing },
          name: '示例银行',
          partyClass: 'enterprise',
          checkOverrideReason: '证照如此',
        },
      });
    given()
      .when(as(failing, { checkOverrideReason: ' ' }))
      .thenRefused('uscc_check_failed');
  });

  it('record no reason where none was needed', () =>
    given()
      .when(register({ checkOverrideReason: '多余' }))
      .then(registered));

  it('are not resident identity numbers', () => {
    given().when(as('11010519491231002X')).thenRefused('natural_person_not_admitted');
    given()
      .when(register({ identifier: { kind: 'foreign', value: 'HK:11010519491231002X' } }))
      .thenRefused('natural_person_not_admitted');
  });
});

describe('other identifiers', () => {
  const as = (kind: 'uscc' | 'lei' | 'foreign', value: string, country?: string): PartyCommand =>
    register({ identifier: { kind, value }, ...(country !== undefined && { country }) });
  const taken = (kind: 'lei' | 'foreign', value: string, where: object = {}): PartyEvent => ({
    type: 'PartyRegistered',
    data: {
      ...{ partyId, identifier: { kind, value }, name: '示例银行', partyClass: 'enterprise' },
      ...where,
    },
  });

  it('take an LEI whose two check digits are right', () =>
    given()
      .when(as('lei', '5493001kjtiigc8y1r12', 'SG'))
      .then(taken('lei', '5493001KJTIIGC8Y1R12', { country: 'SG' })));

  it('say where the organisation is: an LEI with a country beside it, not with the mainland', () => {
    const lei = '5493001KJTIIGC8Y1R12';
    given().when(as('lei', lei)).thenRefused('party_country_needed', { kind: 'lei' });
    given()
      .when(as('lei', lei, 'CN'))
      .thenRefused('party_country_wrong', { kind: 'lei', country: 'CN' });
    given(taken('lei', lei, { country: 'SG' }))
      .when(as('lei', lei, 'HK'))
      .thenRefused('party_already_registered');
    given(taken('lei', lei, { country: 'SG' }))
      .when(as('lei', lei, 'SG'))
      .thenNothing();
    given()
      .when(as('foreign', 'DE:HRB 1', 'DE'))
      .then(taken('foreign', 'DE:HRB 1'));
    given()
      .when(as('foreign', 'DE:HRB 1', 'SG'))
      .thenRefused('party_country_wrong');
    given()
      .when(as('uscc', bank.value, 'CN'))
      .then(registered);
    given()
      .when(as('uscc', bank.value, 'HK'))
      .thenRefused('party_country_wrong');
  });

  it('refuse an LEI that is malformed or fails its check, with no override', () => {
    given().when(as('lei', '5493001KJTIIGC8Y1R1')).thenRefused('lei_malformed');
    given().when(as('lei', '5493001KJTIIGC8Y1R1X')).thenRefused('lei_malformed');
    given()
      .when(
        register({
          identifier: { kind: 'lei', value: '5493001KJTIIGC8Y1R13' },
          checkOverrideReason: '登记如此',
        }),
      )
      .thenRefused('lei_check_failed', { lei: '5493001KJTIIGC8Y1R13' });
  });

  it('take an entry of a foreign register and refuse one of a Chinese register', () => {
    given().when(as('foreign', 'de:hrb  12345')).then(taken('foreign', 'DE:HRB 12345'));
    for (const value of ['CN:12345', 'HRB 12345', 'DE:', `DE:${'1'.repeat(61)}`]) {
      given().when(as('foreign', value)).thenRefused('foreign_identifier_malformed');
    }
    given()
      .when(as('foreign', `DE:${'1'.repeat(60)}`))
      .then(taken('foreign', `DE:${'1'.repeat(60)}`));
  });
});

describe('verifying a party', () => {
  const verified = (evidence: string): PartyEvent => ({
    type: 'PartyVerified',
    data: { partyId, evidence },
  });

  it('records what was looked at', () =>
    given(registered).when(verify()).then(verified('营业执照')));

  it('says nothing when the same evidence is looked at again', () =>
    given(registered, verified('营业执照')).when(verify()).thenNothing());

  it('records other evidence', () =>
    given(registered, verified('营业执照')).when(verify('章程')).then(verified('章程')));

  it('refuses a party that is not registered', () =>
    given().when(verify()).thenRefused('party_not_found'));
});

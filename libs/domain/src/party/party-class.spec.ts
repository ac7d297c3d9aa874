import { specOf } from '../testing/decider-spec.js';
import { usccCheckCharacter } from '../uscc.js';
import { partyDecider, type PartyCommand } from './party.decider.js';
import type { PartyClass, PartyEvent } from './party.events.js';

const partyId = '0c6b8f5e-2f0e-5b7a-9d41-6a1f2b3c4d5e';
const by = (person: string) =>
  ({
    actor: { person, partyId: 'registrar-party', role: 'registrar' },
    now: '2026-11-21T02:00:00.000Z',
  }) as const;
const given = specOf(partyDecider);

/** A code of an invented body whose check character is right. */
const code = (head: string): string => {
  const body = `${head}440300MADX0001`.padEnd(17, '0');
  return body + usccCheckCharacter(body);
};
const register = (head: string, partyClass: PartyClass): PartyCommand => ({
  type: 'RegisterParty',
  data: { partyId, identifier: { kind: 'uscc', value: code(head) }, name: '示例', partyClass },
  meta: by('token-1'),
});
const registered = (head: string, partyClass: PartyClass): PartyEvent => ({
  type: 'PartyRegistered',
  data: { partyId, identifier: { kind: 'uscc', value: code(head) }, name: '示例', partyClass },
});
const correct = (partyClass: PartyClass, approver = 'token-2'): PartyCommand => ({
  type: 'CorrectParty',
  data: { partyId, partyClass, reason: '登记有误', approver },
  meta: by('token-1'),
});
const corrected = (previousClass: PartyClass, partyClass: PartyClass): PartyEvent => ({
  type: 'PartyCorrected',
  data: { partyId, partyClass, previousClass, reason: '登记有误', approver: 'token-2' },
});

describe('the class of an organisation', () => {
  it.each([
    ['11', ['governmentOrgan']],
    ['12', ['publicInstitution', 'governmentOrgan']],
    ['13', ['enterprise', 'governmentOrgan', 'publicInstitution', 'other']],
    ['91', ['enterprise', 'governmentOrgan', 'publicInstitution', 'other']],
  ] as const)('with a code that begins with %s is one of %j', (head, possible) => {
    for (const one of ['enterprise', 'governmentOrgan', 'publicInstitution', 'other'] as const) {
      const registering = given().when(register(head, one));
      if ((possible as readonly PartyClass[]).includes(one)) {
        registering.then(registered(head, one));
      } else {
        registering.thenRefused('party_class_contradicts_uscc', { partyClass: one, possible });
      }
    }
  });

  it('is set right by two persons, within what the code says', () => {
    const before = registered('91', 'enterprise');
    given(before).when(correct('other')).then(corrected('enterprise', 'other'));
    given(before).when(correct('enterprise')).thenNothing();
    given(before).when(correct('other', 'token-1')).thenRefused('correction_needs_second_person');
    given(registered('12', 'publicInstitution'))
      .when(correct('enterprise'))
      .thenRefused('party_class_contradicts_uscc', {
        partyClass: 'enterprise',
        possible: ['publicInstitution', 'governmentOrgan'],
      });
    given().when(correct('other')).thenRefused('party_not_found');
  });

  it('counts as corrected from then on, and may be corrected again', () =>
    given(registered('91', 'enterprise'), corrected('enterprise', 'other'))
      .when(correct('enterprise'))
      .then(corrected('other', 'enterprise')));
});

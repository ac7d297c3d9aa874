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
});

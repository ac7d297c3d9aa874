import fc from 'fast-check';
import { specOf } from '../testing/decider-spec.js';
import { usccCheckCharacter } from '../uscc.js';
import { partyDecider, type PartyCommand } from './party.decider.js';
import type { PartyClass, PartyEvent } from './party.events.js';

const partyId = '0c6b8f5e-2f0e-5b7a-9d41-6a1f2b3c4d5e';
const on = '2026-11-21';
const by = (person: string) =>
  ({
    actor: { person, partyId: 'registrar-party', role: 'registrar' },
    now: `${on}T02:00:00.000Z`,
  }) as const;
const [proposer, approver] = ['token-1', 'token-2'];
const given = specOf(partyDecider);

const registered = (head: string, partyClass: PartyClass): PartyEvent => {
  const body = `${head}440300MADX0001`.padEnd(17, '0');
  const identifier = { kind: 'uscc', value: body + usccCheckCharacter(body) } as const;
  return { type: 'PartyRegistered', data: { partyId, identifier, name: '示例', partyClass } };
};
const reason = '登记有误';
const propose = (
  partyClass: PartyClass,
  { correctionId = 'k-1', person = proposer, why = reason } = {},
): PartyCommand => ({
  type: 'ProposePartyCorrection',
  data: { partyId, correctionId, partyClass, reason: why },
  meta: by(person),
});
const approve = (person = approver, correctionId = 'k-1'): PartyCommand => ({
  type: 'ApprovePartyCorrection',
  data: { partyId, correctionId },
  meta: by(person),
});
const reject = (person = approver, correctionId = 'k-1'): PartyCommand => ({
  type: 'RejectPartyCorrection',
  data: { partyId, correctionId, reason: '原记载无误' },
  meta: by(person),
});
const proposed = (partyClass: PartyClass, correctionId = 'k-1'): PartyEvent => ({
  type: 'PartyCorrectionProposed',
  data: { partyId, correctionId, partyClass, reason, proposer, on },
});
const corrected = (
  previousClass: PartyClass,
  partyClass: PartyClass,
  correctionId = 'k-1',
): PartyEvent => ({
  type: 'PartyCorrected',
  data: { partyId, correctionId, partyClass, previousClass, reason, proposer, approver },
});
const rejected: PartyEvent = {
  type: 'PartyCorrectionRejected',
  data: { partyId, correctionId: 'k-1', reason: '原记载无误', approver, on },
};
const company = registered('91', 'enterprise');

describe('another class of an organisation', () => {
  it('is proposed by one person and approved by another', () => {
    given(company).when(propose('other')).then(proposed('other'));
    given(company, proposed('other')).when(approve()).then(corrected('enterprise', 'other'));
    const refusal = { correctionId: 'k-1' };
    for (const alone of [approve(proposer), reject(proposer)]) {
      given(company, proposed('other')).when(alone).thenRefused('four_eyes_required', refusal);
    }
  });

  it('is another one, within what the code says, of who is registered', () => {
    const unchanged = { partyClass: 'enterprise' };
    given(company).when(propose('enterprise')).thenRefused('party_class_unchanged', unchanged);
    given(registered('12', 'publicInstitution'))
      .when(propose('enterprise'))
      .thenRefused('party_class_contradicts_uscc', {
        partyClass: 'enterprise',
        possible: ['publicInstitution', 'governmentOrgan'],
      });
    given(registered('12', 'publicInstitution'))
      .when(propose('governmentOrgan'))
      .then(proposed('governmentOrgan'));
    given().when(propose('other')).thenRefused('party_not_found');
  });

  it('is decided once', () => {
    const decided = (as: string) => ({ correctionId: 'k-1', as });
    const no = [company, proposed('other'), rejected] as const;
    given(company, proposed('other')).when(reject()).then(rejected);
    given(...no)
      .when(reject())
      .thenNothing();
    given(...no)
      .when(approve())
      .thenRefused('correction_decided', decided('rejected'));
    const yes = [company, proposed('other'), corrected('enterprise', 'other')] as const;
    given(...yes)
      .when(approve())
      .thenNothing();
    given(...yes)
      .when(reject())
      .thenRefused('correction_decided', decided('approved'));
    given(company).when(approve()).thenRefused('correction_not_found', { correctionId: 'k-1' });
  });

  it('is the same proposal under the same id, and no other', () => {
    given(company, proposed('other')).when(propose('other')).thenNothing();
    given(company, proposed('other'))
      .when(propose('other', { why: '另因' }))
      .thenRefused('title_id_taken', { id: 'k-1' });
  });

  it('overtakes what else was proposed of the class before', () => {
    const both = [company, proposed('other'), proposed('publicInstitution', 'k-2')] as const;
    given(...both, corrected('enterprise', 'other'))
      .when(approve(approver, 'k-2'))
      .thenRefused('correction_decided', { correctionId: 'k-2', as: 'overtaken' });
    given(...both, rejected)
      .when(approve(approver, 'k-2'))
      .then(corrected('enterprise', 'publicInstitution', 'k-2'));
  });

  it('counts from then on, and may be corrected again; so does one of before there were ids', () => {
    const old: PartyEvent = {
      type: 'PartyCorrected',
      data: { partyId, partyClass: 'other', previousClass: 'enterprise', reason, approver },
    };
    for (const before of [corrected('enterprise', 'other'), old]) {
      given(company, before, proposed('enterprise', 'k-2'))
        .when(approve(approver, 'k-2'))
        .then(corrected('other', 'enterprise', 'k-2'));
    }
  });

  it('is never the work of one person, whatever is proposed and decided', () => {
    const persons = fc.constantFrom('token-1', 'token-2', 'token-3');
    const ids = fc.constantFrom('k-1', 'k-2', 'k-3');
    const classes = fc.constantFrom<PartyClass>('enterprise', 'other', 'publicInstitution');
    const command = fc.oneof(
      fc
        .record({ partyClass: classes, correctionId: ids, person: persons })
        .map(({ partyClass, ...more }) => propose(partyClass, more)),
      fc.tuple(persons, ids).map(([person, id]) => approve(person, id)),
      fc.tuple(persons, ids).map(([person, id]) => reject(person, id)),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        let state = partyDecider.evolve(partyDecider.initialState(), company);
        for (const one of commands) {
          for (const event of decidedOf(one, state)) {
            if (event.type === 'PartyCorrected') {
              expect(event.data.approver).not.toBe(event.data.proposer);
              expect(event.data.previousClass).toBe(state.registration?.partyClass);
            }
            state = partyDecider.evolve(state, event);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** What is recorded; nothing where a rule says no. */
const decidedOf = (
  command: PartyCommand,
  state: Parameters<typeof partyDecider.decide>[1],
): readonly PartyEvent[] => {
  try {
    return partyDecider.decide(command, state);
  } catch {
    return [];
  }
};

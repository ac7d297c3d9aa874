import { specOf } from '../testing/decider-spec.js';
import type { PartyCommandOf } from './party.commands.js';
import { partyDecider } from './party.decider.js';
import type { PartyEvent } from './party.events.js';
import { nameOn, openInsolvency } from './party.state.js';

const partyId = '0c6b8f5e-2f0e-5b7a-9d41-6a1f2b3c4d5e';
const heir = '1c6b8f5e-2f0e-5b7a-9d41-6a1f2b3c4d5e';
const other = '2c6b8f5e-2f0e-5b7a-9d41-6a1f2b3c4d5e';
const today = '2026-11-21';
const registrar = {
  actor: { person: 'token-1', partyId: 'registrar-party', role: 'registrar' },
  now: '2026-11-21T02:00:00.000Z',
} as const;
const manager = (own: string) =>
  ({ ...registrar, actor: { person: 'token-2', partyId: own, role: 'manager' } }) as const;

const registered: PartyEvent = {
  type: 'PartyRegistered',
  data: {
    partyId,
    identifier: { kind: 'uscc', value: '91440300MADX00019R' },
    name: '示例银行',
    partyClass: 'enterprise',
  },
};
const given = specOf(partyDecider);
const fold = (...events: PartyEvent[]) =>
  events.reduce(partyDecider.evolve, partyDecider.initialState());

describe('a name', () => {
  const rename = (name = '新示例银行', from = '2026-12-01', meta: object = registrar) =>
    ({ type: 'RenameParty', data: { partyId, name, from }, meta }) as PartyCommandOf<'RenameParty'>;
  const renamed = (name = '新示例银行', from = '2026-12-01'): PartyEvent => ({
    type: 'PartyRenamed',
    data: { partyId, name, from },
  });

  it('counts from its day; the names of other days stay', () => {
    given(registered).when(rename()).then(renamed());
    const state = fold(registered, renamed('三', '2027-06-01'), renamed());
    expect(
      ['2026-11-30', '2026-12-01', '2027-05-31', '2027-06-01'].map((d) => nameOn(state, d)),
    ).toEqual(['示例银行', '新示例银行', '新示例银行', '三']);
  });

  it('is recorded once for a day, and says nothing where it says the same', () => {
    given(registered, renamed()).when(rename()).thenNothing();
    given(registered, renamed())
      .when(rename('另一名称'))
      .thenRefused('party_name_dated_already', { name: '新示例银行', from: '2026-12-01' });
    given(registered).when(rename('示例银行')).thenNothing();
  });

  it('is of an organisation that is there, its own for a manager, on a day that exists', () => {
    given().when(rename()).thenRefused('party_not_found');
    given(registered)
      .when(rename('甲', today, manager(heir)))
      .thenRefused('not_own_organisation');
    given(registered)
      .when(rename('甲', today, manager(partyId)))
      .then(renamed('甲', today));
    given(registered).when(rename('甲', '2026-02-30')).thenRefused('party_date_invalid');
    given(registered).when(rename(' ')).thenRefused('party_name_invalid');
  });
});

describe('a succession', () => {
  type Data = PartyCommandOf<'SucceedParty'>['data'];
  const successorEvidence = [heir, other].map((id) => ({ partyId: id, version: 1 }));
  const succeed = (more: Partial<Data> = {}) => {
    const data = { partyId, kind: 'merger', successors: [{ partyId: heir }], successorEvidence };
    return {
      type: 'SucceedParty',
      data: { ...data, ...more },
      meta: registrar,
    } as PartyCommandOf<'SucceedParty'>;
  };
  const merged: PartyEvent = {
    type: 'PartySucceeded',
    data: {
      partyId,
      kind: 'merger',
      successors: [{ partyId: heir }],
      on: today,
      successorEvidence,
    },
  };

  it('is a merger into one, or a division into several', () => {
    given(registered).when(succeed()).then(merged);
    given(registered, merged).when(succeed()).thenNothing();
    given(registered, merged)
      .when(succeed({ successors: [{ partyId: other }] }))
      .thenRefused('succession_already_recorded', { successorPartyIds: [heir] });
    given(registered)
      .when(succeed({ kind: 'division' }))
      .thenRefused('successors_invalid');
    const both = [{ partyId: heir }, { partyId: other }];
    given(registered)
      .when(succeed({ successors: both }))
      .thenRefused('successors_invalid');
    expect(
      given(registered)
        .when(succeed({ kind: 'division', successors: both }))
        .events(),
    ).toHaveLength(1);
  });

  it('has shares that add up to 1, or none', () => {
    const divided = (one?: string, two?: string) =>
      succeed({
        kind: 'division',
        successors: [
          { partyId: heir, ...(one && { share: one }) },
          { partyId: other, ...(two && { share: two }) },
        ],
      });
    expect(given(registered).when(divided('1/3', '2/3')).events()).toHaveLength(1);
    given(registered).when(divided('1/3', '1/3')).thenRefused('successors_invalid');
    given(registered).when(divided('1/3')).thenRefused('successors_invalid');
  });

  it('names other parties that are there', () => {
    given(registered)
      .when(succeed({ successorEvidence: [] }))
      .thenRefused('successor_not_registered', { partyIds: [heir] });
    given(registered)
      .when(succeed({ successors: [{ partyId }] }))
      .thenRefused('successors_invalid');
    given(registered)
      .when(succeed({ on: '2026-02-30' }))
      .thenRefused('party_date_invalid');
    given().when(succeed()).thenRefused('party_not_found');
  });

  it('is noted in the successor’s stream, once', () => {
    const data = { partyId, predecessorPartyId: other, kind: 'merger', on: today } as const;
    const note = { type: 'NotePredecessor', data, meta: registrar } as const;
    const noted: PartyEvent = { type: 'PredecessorNoted', data };
    given(registered).when(note).then(noted);
    given(registered, noted).when(note).thenNothing();
    expect(fold(registered, noted).predecessors).toEqual([other]);
  });
});

describe('a suspension', () => {
  const reason = '材料待核实';
  const suspend = { type: 'SuspendParty', data: { partyId, reason }, meta: registrar } as const;
  const lift = { type: 'LiftPartySuspension', data: { partyId, reason }, meta: registrar } as const;
  const suspended: PartyEvent = { type: 'PartySuspended', data: { partyId, reason, on: today } };
  const lifted: PartyEvent = {
    type: 'PartySuspensionLifted',
    data: { partyId, reason, on: today },
  };

  it('stands until it is lifted', () => {
    given(registered).when(suspend).then(suspended);
    given(registered, suspended).when(suspend).thenNothing();
    given(registered, suspended).when(lift).then(lifted);
    given(registered).when(lift).thenNothing();
    given().when(suspend).thenRefused('party_not_found');
    expect(fold(registered, suspended, lifted).suspension).toBeUndefined();
  });
});

describe('insolvency', () => {
  const opening = { partyId, caseId: 'case-1', caseNumber: '（2026）某破1号', authority: '法院' };
  const open = (more: object = {}) =>
    ({
      type: 'OpenInsolvency',
      data: { ...opening, ...more },
      meta: registrar,
    }) as PartyCommandOf<'OpenInsolvency'>;
  const end = {
    type: 'EndInsolvency',
    data: { partyId, reason: '终结' },
    meta: registrar,
  } as const;
  const opened: PartyEvent = { type: 'InsolvencyOpened', data: { ...opening, on: today } };
  const ended: PartyEvent = {
    type: 'InsolvencyEnded',
    data: { partyId, caseId: 'case-1', reason: '终结', on: today },
  };

  it('is one at a time, and may open again', () => {
    given(registered).when(open()).then(opened);
    given(registered, opened)
      .when(open({ caseId: 'case-2' }))
      .thenNothing();
    given(registered, opened)
      .when(open({ caseNumber: '2 号' }))
      .thenRefused('insolvency_already_open', { caseNumber: '（2026）某破1号' });
    expect(
      given(registered, opened, ended)
        .when(open({ caseId: 'case-2' }))
        .events(),
    ).toHaveLength(1);
    given(registered)
      .when(open({ on: '2026-02-30' }))
      .thenRefused('party_date_invalid');
  });

  it('ends once', () => {
    given(registered, opened).when(end).then(ended);
    given(registered, opened, ended).when(end).thenNothing();
    given(registered).when(end).thenRefused('insolvency_not_open');
    expect(openInsolvency(fold(registered, opened))?.caseId).toBe('case-1');
    expect(openInsolvency(fold(registered, opened, ended))).toBeUndefined();
  });
});

import {
  act,
  and,
  bank,
  barred,
  buyer,
  entry,
  fact,
  given,
  granted,
  licensed,
  offerId,
  opened,
  operation,
  otherBuyer,
  pledged,
  pledgeId,
  reserved,
  terms,
  theBank,
  theRegistrar,
  today,
  titleOf,
} from './testing/title-samples.js';
import type { Actor } from '../decider.js';
import type { Correction, EntryCorrection } from './disposal.events.js';
import type { TitleEvent } from './title.events.js';

const second: Actor = { ...theRegistrar, person: 'person-2' };
const ofEntry = (change: EntryCorrection): Correction => ({ of: 'entry', id: operation, change });
const basis = ofEntry({ basis: '采购合同 17 号' });

const propose = (correction: Correction = basis, correctedEvent = 1, actor = theRegistrar) =>
  act(
    'ProposeCorrection',
    { correctionId: 'correction-1', correctedEvent, correction, reason: '录入错误' },
    actor,
  );
const decide = (type: 'ApproveCorrection' | 'RejectCorrection', actor = second) =>
  act(
    type,
    {
      correctionId: 'correction-1',
      ...(type === 'RejectCorrection' && { reason: '无误' }),
    } as never,
    actor,
  );

const said = {
  correctionId: 'correction-1',
  correctedEvent: 1,
  correction: basis,
  reason: '录入错误',
  proposer: 'person-1',
  on: today,
};
const proposed: TitleEvent = fact('CorrectionProposed', said);
const approved: TitleEvent = fact('TitleCorrected', { ...said, approver: 'person-2' });
const rejected: TitleEvent = fact('CorrectionRejected', {
  correctionId: 'correction-1',
  reason: '无误',
  approver: 'person-2',
  on: today,
});

describe('a correction', () => {
  it('changes nothing until another person of the registrar’s approves it', () => {
    given(opened()).when(propose()).then(proposed);
    expect(titleOf(opened(), proposed).entries.get(operation)?.basis).toBe('自行采集');
    given(opened(), proposed)
      .when(decide('ApproveCorrection', theRegistrar))
      .thenRefused('four_eyes_required', { correctionId: 'correction-1' });
    given(opened(), proposed).when(decide('ApproveCorrection')).then(approved);
    const corrected = titleOf(opened(), proposed, approved).entries.get(operation);
    expect(corrected).toMatchObject({ basis: '采购合同 17 号', corrections: [3] });
  });

  it('is decided once', () => {
    given(opened(), proposed).when(decide('RejectCorrection')).then(rejected);
    given(opened(), proposed, rejected)
      .when(decide('ApproveCorrection'))
      .thenRefused('correction_decided');
    given(opened(), proposed, approved)
      .when(decide('RejectCorrection'))
      .thenRefused('correction_decided');
    given(opened(), proposed, approved).when(decide('ApproveCorrection')).thenNothing();
    given(opened(), proposed, rejected).when(decide('RejectCorrection')).thenNothing();
    given(opened()).when(decide('ApproveCorrection')).thenRefused('correction_not_found');
    given(opened(), proposed).when(propose()).thenNothing();
    given(opened(), proposed)
      .when(propose(ofEntry({ basis: '另一依据' })))
      .thenRefused('title_id_taken');
  });

  it('is the registrar’s, of what the named event recorded', () => {
    given(opened())
      .when(propose(basis, 1, theBank))
      .thenRefused('not_the_registrar');
    given(opened())
      .when(propose(basis, 2))
      .thenRefused('correction_event_wrong', { correctedEvent: 1 });
    given(opened())
      .when(propose({ ...basis, id: 'none' } as Correction))
      .thenRefused('holding_not_found');
    given(opened())
      .when(propose({ of: 'bar', id: 'none', change: { authority: '法院' } }))
      .thenRefused('bar_not_found');
    given(opened())
      .when(propose(ofEntry({})))
      .thenRefused('correction_not_possible');
    given(opened())
      .when(propose(ofEntry({ from: '2026-02-30' })))
      .thenRefused('term_invalid');
    given(opened())
      .when(propose(ofEntry({ until: '2025-12-31' })))
      .thenRefused('term_invalid');
  });

  it('takes nothing from who relies on the entry', () => {
    const narrower = propose(ofEntry({ until: '2027-06-30' }));
    given(opened(), pledged(1))
      .when(narrower)
      .thenRefused('entry_in_use', {
        pledgeIds: [pledgeId(1)],
        grantIds: [],
        reservationIds: [],
      });
    given(opened(), granted('grant-1'))
      .when(narrower)
      .thenRefused('terms_exceed_right', { field: 'until', held: '2027-06-30' });
    const wide = propose(ofEntry({ until: '2027-11-30' }));
    expect(given(opened(), granted('grant-1')).when(wide).events()).toHaveLength(1);
    expect(given(opened(), pledged(1)).when(propose()).events()).toHaveLength(1);
  });

  it('takes nothing either from a grant that is as wide as the entry', () => {
    const narrowed = (change: EntryCorrection, ...past: TitleEvent[]) =>
      given(...past).when(propose(ofEntry(change)));
    const unsaid = granted('grant-1');
    const { until: _, ...endless } = terms();
    const wide = opened(entry({ purposes: ['信贷', '风控'], until: '2028-11-30' }));
    const refused = (field: string, held: unknown) =>
      ['terms_exceed_right', { field, held }] as const;
    for (const [change, field] of [
      [{ purposes: ['信贷'] }, 'purposes'],
      [{ fields: ['户号'] }, 'fields'],
      [{ territory: '33' }, 'territory'],
    ] as const) {
      const held = Object.values(change)[0];
      narrowed(change, opened(), unsaid).thenRefused(...refused(field, held));
      expect(narrowed(change, opened()).events()).toHaveLength(1);
      const inside = granted('grant-1', { terms: change });
      expect(narrowed(change, opened(), inside).events()).toHaveLength(1);
    }
    narrowed({ purposes: ['信贷'] }, wide, unsaid).thenRefused(...refused('purposes', ['信贷']));
    const wider = { purposes: ['营销', '风控', '信贷'] };
    expect(narrowed(wider, wide, unsaid).events()).toHaveLength(1);
    const all = fact('RightGranted', { ...unsaid.data, terms: endless } as never);
    const shorter = narrowed({ until: '2028-11-29' }, wide, all);
    shorter.thenRefused(...refused('until', '2028-11-29'));
    expect(narrowed({ until: '2028-12-01' }, wide, all).events()).toHaveLength(1);
    const over = fact('GrantEnded', { grantId: 'grant-1', reason: '到期', on: today });
    expect(narrowed({ until: '2028-11-29' }, wide, all, over).events()).toHaveLength(1);
  });

  it('takes nothing from what may be sold under an offer, nor from an order under way', () => {
    const narrowed = (change: EntryCorrection, ...past: TitleEvent[]) =>
      given(opened(), ...past).when(propose(ofEntry(change)));
    const unsaid = licensed();
    const inside = licensed({
      terms: terms({ purposes: ['信贷'], fields: ['户号'], territory: '33' }),
    });
    const withdrawn = fact('LicensingWithdrawn', { offerId, reason: '撤回', on: today });
    for (const change of [
      { purposes: ['信贷'] },
      { fields: ['户号'] },
      { territory: '33' },
      { until: '2027-11-29' },
    ]) {
      const [[field, held]] = Object.entries(change) as [[string, unknown]];
      const refusal = ['terms_exceed_right', { field, held }] as const;
      narrowed(change, unsaid).thenRefused(...refusal);
      narrowed(change, reserved()).thenRefused(...refusal);
      expect(narrowed(change, unsaid, withdrawn).events()).toHaveLength(1);
      if (field !== 'until') expect(narrowed(change, inside).events()).toHaveLength(1);
    }
    expect(narrowed({ until: '2027-11-30' }, unsaid, reserved()).events()).toHaveLength(1);
  });

  it('of what was transferred looks at what older grants have of it', () => {
    const divided = (...grants: TitleEvent[]) =>
      and(
        [opened(entry({ purposes: ['信贷', '风控'], until: '2028-11-30' })), ...grants],
        act('TransferRight', {
          ...{ transferId: 'transfer-1', holdingId: operation },
          ...{ toHoldingId: 'to-1', remainingHoldingId: 'rest-1' },
          ...{ transferees: [{ partyId: buyer }], part: { purposes: ['信贷'] } },
          ...{ contractDigest: 'ab'.repeat(32) },
          transfereeEvidence: [{ partyId: buyer, version: 1 }],
        }),
      );
    const to = { granteePartyId: otherBuyer };
    const old = { from: '2026-11-01' };
    const ofPart = (change: EntryCorrection, ...grants: TitleEvent[]) => {
      const past = divided(...grants);
      return given(...past).when(propose({ of: 'entry', id: 'to-1', change }, past.length));
    };
    const both = granted('grant-1', { ...to, terms: old });
    const ofRest = granted('grant-1', { ...to, terms: { ...old, purposes: ['风控'] } });
    // Wider, or other words: nobody loses, whenever his licence began and whatever else it has.
    for (const change of [{ until: '2029-11-30' }, { purposes: ['信贷', '营销'] }]) {
      for (const one of [both, ofRest]) expect(ofPart(change, one).events()).toHaveLength(1);
    }
    for (const [change, field] of [
      [{ until: '2027-06-30' }, 'until'],
      [{ purposes: ['营销'] }, 'purposes'],
      [{ fields: ['户号'] }, 'fields'],
      [{ from: '2026-12-24' }, 'from'],
    ] as const) {
      ofPart(change, both).thenRefused('terms_exceed_right', {
        field,
        held: Object.values(change)[0],
      });
      expect(ofPart(change, ofRest).events()).toHaveLength(1);
    }
  });

  it('of shares keeps the holders and adds up to 1', () => {
    const joint = opened(
      entry({
        holders: [
          { partyId: bank, share: '1/2' },
          { partyId: buyer, share: '1/2' },
        ],
      }),
    );
    const shares = (...all: string[]) => propose(ofEntry({ shares: all }));
    expect(given(joint).when(shares('1/3', '2/3')).events()).toHaveLength(1);
    given(joint).when(shares('1/3', '1/3')).thenRefused('shares_invalid');
    given(joint).when(shares('1/1')).thenRefused('shares_invalid');
    const right = { ...said, correction: ofEntry({ shares: ['1/3', '2/3'] }) };
    const done = fact('TitleCorrected', { ...right, approver: 'person-2' });
    expect(
      titleOf(joint, fact('CorrectionProposed', right), done).entries.get(operation)?.holders,
    ).toEqual([
      { partyId: bank, share: '1/3' },
      { partyId: buyer, share: '2/3' },
    ]);
  });

  it('of a freeze’s day may not put it before another in the queue', () => {
    const day: Correction = { of: 'bar', id: 'bar-1', change: { from: '2026-11-01' } };
    expect(given(opened(), barred()).when(propose(day, 2)).events()).toHaveLength(1);
    given(opened(), barred(), barred({ barId: 'bar-2' }))
      .when(propose(day, 2))
      .thenRefused('correction_not_possible', { field: 'from', barIds: ['bar-2'] });
    const number: Correction = { of: 'bar', id: 'bar-1', change: { documentNumber: '1 号' } };
    expect(
      given(opened(), barred(), barred({ barId: 'bar-2' }))
        .when(propose(number, 2))
        .events(),
    ).toHaveLength(1);
  });
});

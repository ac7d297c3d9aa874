import fc from 'fast-check';
import { Refused } from '../refusal.js';
import { specOf } from '../testing/decider-spec.js';
import type { Meta } from '../decider.js';
import { assetDecider } from './asset.decider.js';
import type { AssetDescription, AssetEvent } from './asset.events.js';
import { operation } from './testing/application.js';
import * as national from './testing/national.js';

const { bank, outsider, rules, filed, describing, command, fact, by } = national;
const { applicantOn, registrarOn } = national;
const given = specOf(assetDecider);
const { registrarPartyId, applicantPartyId, rights } = filed();
const sides = { applicantPartyId, registrarPartyId };
const on = '2026-04-01';

/** The events of an asset registered on what was filed: described at version 1. */
const registered = (data = filed()): readonly AssetEvent[] => {
  const { assetId: _, ...terms } = data;
  return [
    ...given()
      .when(command('SubmitApplication', terms, applicantOn('2026-02-12')))
      .events(),
    fact('ApplicationAccepted', {}),
    fact('ApplicationPublicised', { from: '2026-02-24', until: '2026-03-02', calendarVersion: 1 }),
    fact('AssetRegistered', { ...sides, rights, validUntil: '2031-03-08' }),
  ];
};
const after = (...events: AssetEvent[]) => given(...registered(), ...events);

const proposer = registrarOn(on);
const colleague: Meta = { ...proposer, actor: { ...proposer.actor, person: 'token-colleague' } };
const { description } = describing({ englishName: 'Electricity use' });
const said = { correctionId: 'k-1', correctedEvent: 1, description, reason: '漏填英文名称' };
const propose = (more: Partial<typeof said> = {}, meta = proposer) =>
  command('ProposeRegistrationCorrection', { ...said, ...more, rules }, meta);
const approve = (meta = colleague, correctionId = 'k-1') =>
  command('ApproveRegistrationCorrection', { correctionId, rules }, meta);
const reject = (meta = colleague, correctionId = 'k-1') =>
  command('RejectRegistrationCorrection', { correctionId, reason: '原记载无误' }, meta);
const eyes = { proposer: 'token-registrar', on };
const proposed = fact('RegistrationCorrectionProposed', { ...sides, ...said, ...eyes });
const corrected = fact('RegistrationCorrected', {
  ...{ ...sides, ...said, ...eyes, approver: 'token-colleague', warnings: [] },
});
const rejected = fact('RegistrationCorrectionRejected', {
  ...{ correctionId: 'k-1', reason: '原记载无误', approver: 'token-colleague', on },
});

describe('a correction of a registration', () => {
  it('is proposed by one person and approved by another', () => {
    after().when(propose()).then(proposed);
    after(proposed).when(propose()).thenNothing();
    after(proposed).when(approve()).then(corrected);
    after(proposed, corrected).when(approve()).thenNothing();
    after(proposed).when(reject()).then(rejected);
    after(proposed, rejected).when(reject()).thenNothing();
  });

  it('is not decided by who proposed it', () => {
    const refusal = { correctionId: 'k-1' };
    after(proposed).when(approve(proposer)).thenRefused('four_eyes_required', refusal);
    after(proposed).when(reject(proposer)).thenRefused('four_eyes_required', refusal);
  });

  it('is decided once, and there must be one', () => {
    after(proposed, rejected)
      .when(approve())
      .thenRefused('correction_decided', { correctionId: 'k-1', as: 'rejected' });
    after(proposed, corrected)
      .when(reject())
      .thenRefused('correction_decided', { correctionId: 'k-1', as: 'approved' });
    after().when(approve()).thenRefused('correction_not_found', { correctionId: 'k-1' });
    after(proposed)
      .when(propose({ reason: '另一理由' }))
      .thenRefused('title_id_taken', { id: 'k-1' });
  });

  it('is overtaken where the asset is described anew before anybody decides', () => {
    const changed = fact('RegistrationChanged', {
      ...{ ...sides, description: describing({ limits: '仅限境内' }).description },
      ...{ reason: '限制', warnings: [] },
    });
    for (const anew of [
      changed,
      { ...corrected, data: { ...corrected.data, correctionId: 'k-2' } },
    ]) {
      for (const decide of [approve(), reject()]) {
        after(proposed, anew as AssetEvent)
          .when(decide)
          .thenRefused('correction_decided', { correctionId: 'k-1', as: 'overtaken' });
      }
    }
  });

  it('leaves a grading alone that came between', () => {
    const graded = fact('AssetReclassified', {
      ...{ applicantPartyId, from: {}, to: { grade: 'important' }, reason: '复评' },
      ...{ validUntil: '2027-04-01', regradeFrom: '2027-03-02', policyVersion: 1, sources: [] },
    });
    after(proposed, graded).when(approve()).then(corrected);
  });

  it('names an event that described the asset', () => {
    for (const correctedEvent of [2, 3, 4, 9]) {
      after()
        .when(propose({ correctedEvent }))
        .thenRefused('correction_event_wrong', { correctedEvent: 1 });
    }
    const second = { correctionId: 'k-2', description: filed().description };
    for (const correctedEvent of [1, 6]) {
      expect(
        after(proposed, corrected)
          .when(propose({ ...second, correctedEvent }))
          .events(),
      ).toHaveLength(1);
    }
    after(proposed, corrected)
      .when(propose({ ...second, correctedEvent: 5 }))
      .thenRefused('correction_event_wrong', { correctedEvent: 6 });
  });

  it('keeps to what the scheme asks for, moves no source and no label, and says something', () => {
    const other = (more: Partial<AssetDescription>) => propose({ ...said, ...describing(more) });
    after()
      .when(other({ name: '长'.repeat(41) }))
      .thenRefused('application_field_too_long');
    after()
      .when(other({ limits: ' ' }))
      .thenRefused('application_field_missing', { field: 'limits' });
    after()
      .when(other({ source: 'generated' }))
      .thenRefused('change_of_source');
    after()
      .when(other({ sources: [{ assetId: 'x', version: 1 }] }))
      .thenRefused('change_of_source');
    after()
      .when(other({ grade: 'core' }))
      .thenRefused('label_is_graded');
    after().when(other({})).thenRefused('correction_not_possible', { field: 'description' });
  });

  it('is the registrar’s, of a registration that stands, suspended or not', () => {
    after()
      .when(propose({}, registrarOn('2031-03-09')))
      .thenRefused('asset_step_not_possible');
    for (const meta of [by('registrar', outsider, on), by('manager', bank, on)]) {
      after().when(propose({}, meta)).thenRefused('asset_not_found');
      after(proposed).when(approve(meta)).thenRefused('asset_not_found');
      after(proposed).when(reject(meta)).thenRefused('asset_not_found');
    }
    const suspended = fact('RegistrationSuspended', {
      ...{ barId: 'bar-1', ground: 'seizure', authority: '法院', on },
    });
    after(proposed, suspended).when(approve()).then(corrected);
  });
});

describe('any sequence of corrections', () => {
  const person = fc.constantFrom('one', 'two', 'three').map((name) => ({
    ...proposer,
    actor: { ...proposer.actor, person: name },
  }));
  const id = fc.constantFrom('k-1', 'k-2', 'k-3');
  const step = fc.oneof(
    fc.record({ id, meta: person, english: fc.constantFrom('X', 'Y') }).map((one) => {
      const redescribing = describing({ englishName: one.english }).description;
      return propose({ correctionId: one.id, description: redescribing }, one.meta);
    }),
    fc.tuple(person, id).map(([meta, one]) => approve(meta, one)),
    fc.tuple(person, id).map(([meta, one]) => reject(meta, one)),
  );
  const start = registered().reduce(assetDecider.evolve, assetDecider.initialState());

  it('changes nothing by one person alone, nor twice by one proposal', () => {
    let approved = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (sequence) => {
        const done = new Set<string>();
        sequence.reduce((state, one) => {
          const before = state.application?.description;
          const events = decidedBy(one, state);
          const next = events.reduce(assetDecider.evolve, state);
          const [event] = events;
          if (event?.type !== 'RegistrationCorrected') {
            expect(next.application?.description).toEqual(before);
            return next;
          }
          const { correctionId = '', approver } = event.data;
          expect([approver === event.data.proposer, done.has(correctionId)]).toEqual([
            false,
            false,
          ]);
          done.add(correctionId);
          approved += 1;
          return next;
        }, start);
      }),
      { numRuns: 200, seed: 20260401 },
    );
    expect(approved).toBeGreaterThan(10);
  });
});

const decidedBy = (
  one: Parameters<typeof assetDecider.decide>[0],
  state: ReturnType<typeof assetDecider.initialState>,
): readonly AssetEvent[] => {
  try {
    return assetDecider.decide(one, state);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
};

describe('a correction in a holder’s own ledger', () => {
  const own = (more: Partial<Parameters<typeof filed>[0]> = {}) =>
    registered(filed({ scheme: 'in-house', registrarPartyId: bank, ...more }));
  const clerk = by('registrar', bank, on);
  const gathered = describing({ source: 'automatedPublic' }).description;
  const sourceOf = (events: readonly AssetEvent[]) =>
    given(...events).when(propose({ description: gathered }, clerk));

  it('sets a source right that was written down wrongly, if the rights bear it', () => {
    expect(sourceOf(own()).events()).toMatchObject([
      { data: { description: { source: 'automatedPublic' } } },
    ]);
    sourceOf(own({ rights: [...rights, operation] })).thenRefused(
      'operation_right_not_for_automated_data',
    );
  });
});

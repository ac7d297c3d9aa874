import { labelOf } from '../classification/label.js';
import { specOf } from '../testing/decider-spec.js';
import { assetDecider } from './asset.decider.js';
import type { AssetEvent, Grade } from './asset.events.js';
import * as national from './testing/national.js';

const { rules, filed, describing, command, fact, bank, applicantOn, registrarOn } = national;
const given = specOf(assetDecider);
const externalNumber = 'DA-1';

const submit = (description: Parameters<typeof describing>[0] = {}) => {
  const { assetId: _, ...terms } = describing(description, { externalNumber });
  return command('SubmitApplication', terms, applicantOn('2026-03-02'));
};
const first = given()
  .when(submit({ grade: 'general' }))
  .events();
const graded = (grade: Grade): AssetEvent =>
  fact('AssetReclassified', {
    ...{ applicantPartyId: bank, from: { grade: 'general' }, to: { grade }, reason: '审查中定级' },
    ...{ validUntil: '2027-03-02', policyVersion: 1, sources: [] },
  } as never);
const assessed = fact('QualityAssessed', {
  ...{ assessmentId: 'q-1', assessedOn: '2026-03-02', score: '0.9' },
} as never);
const rejected = fact('ApplicationRejected', { ground: 'otherLaw', explanation: '材料有误' });
const withdrawn = fact('ApplicationWithdrawn', { reason: 'applicant', on: '2026-03-02' });
const after = (...events: readonly AssetEvent[]) =>
  events.reduce(assetDecider.evolve, assetDecider.initialState());

describe('an application made anew of data that was graded meanwhile', () => {
  it.each([
    ['a rejection', rejected],
    ['a withdrawal', withdrawn],
  ])('keeps label and quality after %s', (_, ending) => {
    const found = [...first, graded('important'), assessed, ending];
    const again = given(...found)
      .when(submit({ name: '更正后的名称' }))
      .events();
    expect(again).toMatchObject([{ type: 'ApplicationSubmitted' }]);
    const state = after(...found, ...again);
    expect(labelOf(state)).toEqual({ grade: 'important' });
    expect(state.quality?.score).toBe('0.9');
    expect(state.rejection).toBeUndefined();
  });

  it('keeps them in a draft, too', () => {
    const { assetId: _, ...terms } = filed({ externalNumber });
    const draft = command('DraftApplication', terms, applicantOn('2026-03-02'));
    const found = [...first, graded('important'), withdrawn];
    const drafted = given(...found)
      .when(draft)
      .events();
    const submitted = given(...found, ...drafted)
      .when(command('SubmitDraft', { parties: filed().parties, rules }, applicantOn('2026-03-03')))
      .events();
    expect(labelOf(after(...found, ...drafted, ...submitted)).grade).toBe('important');
  });

  it('says the label that stands or none; another is graded by itself', () => {
    const found = [...first, graded('important'), rejected];
    given(...found)
      .when(submit({ grade: 'general', name: '更正后的名称' }))
      .thenRefused('label_is_graded', { field: 'description.grade' });
    expect(
      given(...found)
        .when(submit({ grade: 'important' }))
        .events(),
    ).toHaveLength(1);
  });

  it('is refused where it was found to be core, though the form says nothing of it', () => {
    given(...first, graded('core'), rejected)
      .when(submit({ name: '更正后的名称' }))
      .thenRefused('core_data_not_registrable', { field: 'grade', articles: ['15', '22'] });
  });

  it('and so is what is brought for an application that was returned', () => {
    const returned = fact('ApplicationReturned', { missing: ['证明'], calendarVersion: 1 });
    const { rights, parties } = filed();
    const bring = (grade?: Grade) => {
      const { description } = describing(grade === undefined ? {} : { grade });
      const brought = { description, rights, parties, rules };
      return command('SupplementApplication', brought, applicantOn('2026-03-03'));
    };
    const found = [...first, graded('important'), returned];
    given(...found)
      .when(bring('general'))
      .thenRefused('label_is_graded');
    expect(
      given(...found)
        .when(bring())
        .events(),
    ).toHaveLength(1);
    given(...first, graded('core'), returned)
      .when(bring())
      .thenRefused('core_data_not_registrable');
    expect(
      given(...first, returned)
        .when(bring('important'))
        .events(),
    ).toHaveLength(1);
    given(...first, returned)
      .when(command('AcceptApplication', { rules }, registrarOn('2026-03-03')))
      .thenRefused('asset_step_not_possible');
  });
});

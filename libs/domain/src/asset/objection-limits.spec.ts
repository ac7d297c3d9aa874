import { specOf } from '../testing/decider-spec.js';
import { assetDecider } from './asset.decider.js';
import type { AssetEvent } from './asset.events.js';
import * as national from './testing/national.js';

const { rules, filed, command, fact, outsider, applicantOn, by } = national;
const given = specOf(assetDecider);
const { assetId: _, ...terms } = filed();
const publicised: readonly AssetEvent[] = [
  ...given()
    .when(command('SubmitApplication', terms, applicantOn('2026-03-02')))
    .events(),
  fact('ApplicationAccepted', {}),
  fact('ApplicationPublicised', { from: '2026-03-03', until: '2026-03-10', calendarVersion: 1 }),
];
const raised = (count: number, objectorPartyId: string) =>
  Array.from({ length: count }, (_none, index) =>
    fact('ObjectionRaised', {
      ...{ objectionNo: index + 1, objectorPartyId, stage: 'publicity', on: '2026-03-04' },
      ...{ reasons: `理由 ${index}`, investigateBy: '2026-03-18', calendarVersion: 1 },
    } as const),
  );
const object = command(
  'RaiseObjection',
  { rules, reasons: '数据由我方采集' },
  by('manager', outsider, '2026-03-05'),
);

describe('an objection', () => {
  it('is one of at most ten of one organisation: others may still object', () => {
    given(...publicised, ...raised(10, outsider))
      .when(object)
      .thenRefused('objections_too_many', { objectionsMax: 100, objectionsOfOneMax: 10 });
    for (const past of [raised(9, outsider), raised(10, 'party-other')]) {
      const events = given(...publicised, ...past)
        .when(object)
        .events();
      expect(events).toMatchObject([
        { type: 'ObjectionRaised', data: { objectorPartyId: outsider } },
      ]);
    }
  });
});

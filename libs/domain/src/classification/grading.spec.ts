import fc from 'fast-check';
import { gradeRank, highestGrade, isRaise } from './grade.js';
import { inForce } from '../policy/in-force.js';
import { type GradedItem, gradeItems as gradeBy } from './grading.js';
import { gradingPolicy, type GradingTable, harms, impactObjects } from './grading.policy.js';

const shipped = inForce(gradingPolicy, '2026-11-21');
const bare = { version: 2, content: { ...shipped.content, sensitive: [] } };
const gradeItems = (items: readonly [GradedItem, ...GradedItem[]], table = shipped) =>
  gradeBy(items, table);
const levelOf = (object: keyof GradingTable['levels'], harm: (typeof harms)[number]) =>
  shipped.content.levels[object][harm];

describe('the level table of GB/T 43697-2024', () => {
  it.each([
    ['nationalSecurity', ['core', 'core', 'important']],
    ['economicOperation', ['core', 'important', 'general']],
    ['socialOrder', ['core', 'important', 'general']],
    ['publicInterest', ['core', 'important', 'general']],
    ['organisationRights', ['general', 'general', 'general']],
    ['individualRights', ['general', 'general', 'general']],
  ] as const)('%s', (object, row) =>
    expect(harms.map((harm) => levelOf(object, harm))).toEqual(row),
  );
});

describe('grading a set', () => {
  const name: GradedItem = { item: '企业名称', object: 'organisationRights', harm: 'ordinary' };
  const load: GradedItem = { item: '区域负荷', object: 'economicOperation', harm: 'serious' };

  it('takes the strictest item and says which decided', () => {
    const { grade, items } = gradeItems([name, load]);
    expect(grade).toBe('important');
    expect(items.map(({ item, level, decides }) => [item, level, decides])).toEqual([
      ['企业名称', 'general', false],
      ['区域负荷', 'important', true],
    ]);
  });

  it('calls general data sensitive where the policy or the institution says so', () => {
    const hurt: GradedItem = { item: '手机号', object: 'individualRights', harm: 'serious' };
    expect(gradeItems([hurt])).toMatchObject({
      grade: 'sensitive',
      policyVersion: 1,
      items: [{ level: 'general', sensitiveBy: 'policy', decides: true }],
    });
    expect(gradeItems([hurt], bare).grade).toBe('general');
    expect(gradeItems([{ ...name, sensitive: true }], bare)).toMatchObject({
      grade: 'sensitive',
      items: [{ sensitiveBy: 'institution' }],
    });
  });

  it('never lowers what the table says, and never falls below any item', () => {
    const item = fc.record({
      item: fc.constant('x'),
      object: fc.constantFrom(...impactObjects),
      harm: fc.constantFrom(...harms),
      sensitive: fc.boolean(),
    });
    fc.assert(
      fc.property(item, fc.array(item, { maxLength: 20 }), (first, rest) => {
        const { grade, items } = gradeItems([first, ...rest]);
        for (const one of items) {
          expect(gradeRank(one.grade)).toBeGreaterThanOrEqual(gradeRank(one.level));
          expect(gradeRank(grade)).toBeGreaterThanOrEqual(gradeRank(one.grade));
          expect(one.decides).toBe(one.grade === grade);
        }
        expect(items.some(({ decides }) => decides)).toBe(true);
      }),
    );
  });
});

describe('a table that contradicts itself', () => {
  const faults = (content: object) =>
    gradingPolicy
      .moreFaults?.({ ...shipped.content, ...content } as never)
      .map(({ pointer }) => pointer);

  it('is told where graver harm gives a lower level, and where what is not general is sensitive', () => {
    expect(faults({})).toEqual([]);
    const socialOrder = { especiallySerious: 'important', serious: 'core', ordinary: 'general' };
    const levels = { ...shipped.content.levels, socialOrder };
    expect(faults({ levels })).toEqual(['/levels/socialOrder/especiallySerious']);
    const sensitive = [{ object: 'nationalSecurity', harm: 'ordinary' }];
    expect(faults({ sensitive })).toEqual(['/sensitive/0']);
  });
});

describe('comparing grades', () => {
  it('orders core over important over sensitive over general', () => {
    expect(isRaise('general', 'sensitive')).toBe(true);
    expect(isRaise('sensitive', 'important')).toBe(true);
    expect(isRaise('important', 'core')).toBe(true);
    expect(isRaise('core', 'core')).toBe(false);
    expect(isRaise('core', 'important')).toBe(false);
    expect(isRaise(undefined, 'general')).toBe(false);
    expect(isRaise(undefined, 'sensitive')).toBe(true);
  });

  it('takes the higher', () => {
    expect(highestGrade([])).toBeUndefined();
    expect(highestGrade([undefined, 'general', 'core', 'sensitive'])).toBe('core');
  });
});

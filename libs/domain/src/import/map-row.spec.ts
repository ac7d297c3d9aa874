import type { Cells } from './map-row.js';
import { mapRow } from './map-row.js';
import type { ImportDefaults, StatedRight } from './import-defaults.js';

const proofDigest = 'a'.repeat(64);
const holding: StatedRight = { right: 'holding', basis: '合同 2026-17', from: '2026-01-01' };
const processing: StatedRight = { ...holding, right: 'processing' };
const operation: StatedRight = { ...holding, right: 'operation', proofDigest };

const defaults: ImportDefaults = {
  timeSpan: { from: '2020-01-01' },
  volume: { records: '1000' },
  limits: '仅限行内使用',
  rights: [holding, processing],
};

/** A row of the sample, as it stands there. */
const cells: Cells = {
  externalNumber: 'china-abc',
  name: '中国农业银行',
  englishName: 'Agricultural Bank of China (ABC)',
  summary: '年报和中报。',
  content: '利率；存款结构',
  industry: 'J',
  domains: 'finance|economics|agriculture',
  source: '协议取得',
  origin: '企业数据',
  territory: '全国',
  updateFrequency: '年',
  form: '表格',
  category: '业务数据',
  grade: '其他一般',
  sourceUrl: 'https://www.abchina.com',
};

const map = (changes: Cells = {}, by: ImportDefaults = defaults) =>
  mapRow({ row: 2, cells: { ...cells, ...changes } }, by);

const problemsOf = (changes: Cells, by?: ImportDefaults) =>
  map(changes, by).problems.map(({ field, code }) => `${field}: ${code}`);

describe('a row of an inventory', () => {
  it('becomes an application, the defaults filling what the sheet lacks', () => {
    expect(map()).toEqual({
      row: 2,
      externalNumber: 'china-abc',
      name: '中国农业银行',
      application: {
        externalNumber: 'china-abc',
        description: {
          name: '中国农业银行',
          englishName: 'Agricultural Bank of China (ABC)',
          summary: '年报和中报。',
          content: '利率；存款结构',
          industry: 'J',
          domains: ['finance', 'economics', 'agriculture'],
          source: 'agreement',
          sourceUrl: 'https://www.abchina.com',
          territory: 'national',
          timeSpan: { from: '2020-01-01' },
          updateFrequency: 'yearly',
          volume: { records: '1000' },
          form: 'table',
          limits: '仅限行内使用',
          category: 'business',
          grade: 'general',
          origin: 'enterprise',
        },
        rights: [holding, processing],
      },
      problems: [],
      notes: [],
    });
  });

  it('is read by code as well as by label, whatever the case and width', () => {
    const { application } = map({
      source: 'Agreement',
      territory: 'NATIONAL',
      grade: '敏感数据',
      industry: 'Ｊ６６',
      updateFrequency: '每日',
    });
    expect(application?.description).toMatchObject({
      source: 'agreement',
      territory: 'national',
      grade: 'sensitive',
      industry: 'J66',
      updateFrequency: 'daily',
    });
  });

  it('keeps to its own cell where a default says otherwise', () => {
    const { application } = map({ limits: '无', timeFrom: '2021', timeUntil: '2022-06' });
    expect(application?.description).toMatchObject({
      limits: '无',
      timeSpan: { from: '2021-01-01', until: '2022-06-30' },
    });
  });

  it('takes the defaults of its source before the general ones', () => {
    const by = { ...defaults, bySource: { agreement: { limits: '按合同', rights: [holding] } } };
    expect(map({}, by).application).toMatchObject({
      description: { limits: '按合同' },
      rights: [holding],
    });
    expect(map({ source: '采集生成' }, by).application).toMatchObject({
      description: { limits: '仅限行内使用' },
      rights: [holding, processing],
    });
  });

  it('names everything that is wrong with it at once', () => {
    expect(
      problemsOf({
        externalNumber: ' ',
        name: '',
        summary: '长'.repeat(2_001),
        source: '捡来的',
        form: '',
        industry: 'Z99',
        grade: '绝密',
        sourceUrl: 'javascript:alert(1)',
        timeFrom: '2026-02-30',
        records: '很多',
        content: 'nul\0here',
      }),
    ).toEqual([
      'summary: text_too_long',
      'content: text_malformed',
      'source: value_unknown',
      'form: required_missing',
      'name: required_missing',
      'industry: industry_unknown',
      'sourceUrl: url_invalid',
      'timeFrom: date_invalid',
      'records: number_invalid',
      'grade: value_unknown',
      'externalNumber: required_missing',
    ]);
  });

  it.each([
    [{ name: '名'.repeat(200) }, []],
    [{ name: '名'.repeat(201) }, ['name: text_too_long']],
    [{ name: '😀'.repeat(200) }, []],
    [{ name: 'x'.repeat(10_000) }, ['name: text_too_long']],
    [{ externalNumber: '1'.repeat(101) }, ['externalNumber: text_too_long']],
    [{ name: 'half a pair \ud800' }, ['name: text_malformed']],
    [{ domains: Array.from({ length: 20 }, (_, n) => `t${n}`).join('|') }, []],
    [
      { domains: Array.from({ length: 21 }, (_, n) => `t${n}`).join('|') },
      ['domains: too_many_items'],
    ],
    [{ domains: 'x'.repeat(101) }, ['domains: text_too_long']],
    [{ timeFrom: '2026-02-01', timeUntil: '2026-01-31' }, ['timeUntil: time_span_reversed']],
    [{ timeUntil: '2026-01-31' }, ['timeFrom: required_missing']],
    [{ bytes: '1000000000000', terabytes: '1' }, []],
    [{ bytes: '5', terabytes: '1' }, ['terabytes: volume_contradicts']],
    [{ records: '1,234,567' }, []],
    [{ records: '-1' }, ['records: number_invalid']],
    [{ rights: '持有权' }, ['rights: rights_invalid']],
    [{ source: '' }, ['source: required_missing']],
  ] as const)('with %j has the problems %j', (changes, problems) =>
    expect(problemsOf(changes)).toEqual(problems),
  );

  it('is one problem where the line was no object', () => {
    const problems = [{ field: 'row', code: 'not_an_object' }] as const;
    expect(mapRow({ row: 3, cells: {}, problems }, {})).toEqual({ row: 3, problems, notes: [] });
  });

  it('says what is to be known of how it was read, where it is not refused', () => {
    const notes = [{ field: 'records', code: 'number_rounded' }] as const;
    const cells = { externalNumber: '1', name: 'a', summary: 'b', source: 'generated' };
    const read = (form: string) => mapRow({ row: 2, cells: { ...cells, form }, notes }, defaults);
    expect(read('table').notes).toEqual(notes);
    expect(read('?').notes).toEqual([]);
  });
});

describe('the rights of a row', () => {
  it('are those that the contract gives, for data got by agreement', () => {
    const by = { ...defaults, rights: [holding, processing, operation] };
    expect(map({}, by).application?.rights).toEqual([holding, processing, operation]);
    expect(map({}, by).notes).toEqual([]);
  });

  it('leave out operation for data gathered by automated means, even when asked (art. 21)', () => {
    const by = { ...defaults, rights: [holding, processing, operation] };
    const { application, notes } = map({ source: '自动化程序收集公开数据' }, by);
    expect(application?.rights).toEqual([holding, processing]);
    expect(notes).toEqual([{ field: 'rights', code: 'operation_left_out' }]);
  });

  it('need the proof of an operation right', () => {
    const { proofDigest: _, ...unproved } = operation;
    const rights = [holding, unproved];
    expect(problemsOf({}, { ...defaults, rights })).toEqual(['rights: operation_without_proof']);
    expect(problemsOf({ source: '自动化' + '程序收集公开数据' }, { ...defaults, rights })).toEqual(
      [],
    );
  });

  it('must be stated, each of the three alone if need be, and not end before they begin', () => {
    expect(problemsOf({}, {})).toEqual(['rights: rights_missing']);
    expect(problemsOf({}, { rights: [operation] })).toEqual([]);
    expect(problemsOf({ source: '自动化收集' }, { rights: [operation] })).toEqual([
      'rights: rights_missing',
    ]);
    expect(problemsOf({}, { rights: [{ ...holding, until: '2025-12-31' }] })).toEqual([
      'rights: right_term_reversed',
    ]);
    expect(problemsOf({}, { rights: [{ ...holding, until: '2026-01-01' }] })).toEqual([]);
  });

  it('may stand in the sheet, and then the defaults do not count', () => {
    const rights = JSON.stringify([{ ...operation, right: '数据经营权' }, holding]);
    expect(map({ rights }).application?.rights).toEqual([operation, holding]);
  });

  it.each([
    '{}',
    '[1]',
    '[{"right":"holding"}]',
    '[{"right":"holding","basis":"x","from":"2026-02-30"}]',
    '[{"right":"holding","basis":"x","from":"2026-01-01","holder":"me"}]',
    '[{"right":"holding","basis":"x","from":"2026-01-01","proofDigest":"ABC"}]',
    '[{"right":"holding","basis":"\\u0000","from":"2026-01-01"}]',
    '[[[[[[',
  ])('cannot be read from %s', (rights) =>
    expect(problemsOf({ rights })).toEqual(['rights: rights_invalid']),
  );
});

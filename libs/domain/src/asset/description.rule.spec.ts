import { shippedSchemes } from '../policy/scheme.policies.js';
import type { RefusalCode } from '../refusal.js';
import type { AssetDescription } from './asset.events.js';
import { checkDescription } from './description.rule.js';
import { described } from './testing/application.js';

const scheme = shippedSchemes['in-house'];
const check = (description: Partial<AssetDescription>) => {
  const run = () => checkDescription(described(description).description, scheme);
  return {
    warns: (...rules: string[]) => expect(run().map(({ rule }) => rule)).toEqual(rules),
    refuses: (code: RefusalCode, obstacles: object = {}) =>
      expect(run).toThrow(
        expect.objectContaining({ code, obstacles: expect.objectContaining(obstacles) }),
      ),
  };
};

describe('the description under the in-house scheme', () => {
  it('needs a name and a summary', () => {
    check({ name: ' ' }).refuses('application_field_missing', { field: 'name' });
    check({ summary: '' }).refuses('application_field_missing', { field: 'summary' });
  });

  it('warns beyond 40 characters of name and 400 of summary, and counts characters', () => {
    check({ name: '数'.repeat(40), summary: '据'.repeat(400) }).warns();
    check({ name: '𠮷'.repeat(40) }).warns();
    check({ name: '数'.repeat(41) }).warns('guide_annex_1_name_40');
    check({ summary: '据'.repeat(401) }).warns('guide_annex_1_summary_400');
  });

  it('refuses what no scheme stores', () => {
    check({ name: '数'.repeat(200) }).warns('guide_annex_1_name_40');
    check({ name: '数'.repeat(201) }).refuses('application_field_too_long', {
      field: 'name',
      charactersMax: 200,
    });
    check({ summary: '据'.repeat(2_001) }).refuses('application_field_too_long');
    check({ content: '据'.repeat(4_000) }).warns();
    check({ content: '据'.repeat(4_001) }).refuses('application_field_too_long');
    check({ domains: Array.from({ length: 20 }, () => '金'.repeat(100)) }).warns();
    check({ domains: Array.from({ length: 21 }, () => '金') }).refuses(
      'application_field_too_long',
      { field: 'domains' },
    );
    check({ domains: ['金'.repeat(101)] }).refuses('application_field_too_long');
  });

  it('knows the sections and divisions of GB/T 4754-2017', () => {
    for (const industry of ['A', 'J', 'J66', 'J69', 'T97']) check({ industry }).warns();
    for (const industry of ['', 'U', 'j', 'J65', 'J70', 'J6', '66']) {
      check({ industry }).refuses('industry_unknown', { field: 'industry' });
    }
  });

  it('has a time span of dates that exist, in order', () => {
    check({ timeSpan: { from: '2026-01-01', until: '2026-01-01' } }).warns();
    check({ timeSpan: { from: '2026-02-30' } }).refuses('date_invalid', { field: 'timeSpan.from' });
    check({ timeSpan: { from: '2026-01-02', until: '2026-01-01' } }).refuses('period_reversed');
  });

  it('counts records and bytes in whole numbers', () => {
    check({ volume: { records: '0', bytes: '9'.repeat(30) } }).warns();
    for (const records of ['', '-1', '1.5', '01', '9'.repeat(31)]) {
      check({ volume: { records } }).refuses('volume_malformed', { field: 'volume.records' });
    }
    check({ volume: { bytes: '1 TB' } }).refuses('volume_malformed', { field: 'volume.bytes' });
  });
});

import { isAboutTheCaller, Refused, type RefusalCode } from '@ledger/domain/refusal.js';
import { edgeProblems } from './edge.problems.js';
import { problemTexts } from './problem-table.js';

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w*)\}/g)].map(([all]) => all).sort();

describe('the words of problems', () => {
  it.each(Object.entries(problemTexts))(
    '%s says what and what to do, in both languages',
    (code, text) => {
      const { status, zh, en } = text;
      expect(code).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(600);
      for (const words of [zh.title, zh.detail]) expect(words).toMatch(/[\u4e00-\u9fff]/);
      // A detail may cite a document by its Chinese number.
      expect(en.title).not.toMatch(/[\u4e00-\u9fff]/);
      expect(en.detail).toMatch(/^[ -~]/);
      expect(Math.min(en.title.length, en.detail.length)).toBeGreaterThan(5);
      expect(placeholders(zh.detail)).toEqual(placeholders(en.detail));
    },
  );
});

describe('a refusal', () => {
  it('that shuts somebody out is known as such to the loop, and no other is', () => {
    const refusals = Object.entries(problemTexts).filter(([code]) => !(code in edgeProblems));
    const shutOut = refusals.filter(([, { status }]) => status === 403 || status === 404);
    const known = refusals.filter(([code]) => isAboutTheCaller(new Refused(code as RefusalCode)));
    expect(known.map(([code]) => code)).toEqual(shutOut.map(([code]) => code));
  });
});

import { a4, Sheet } from './sheet.js';
import { drawTable } from './table.js';

const style = { size: 9 };
const columns = [
  { width: 100, head: ['种类', 'Kind'] as const },
  { width: 100, head: ['金额', 'Amount'] as const },
];
const bottom = a4.height - 64;

/** A table of one row of so many lines, begun so far above the end of the page. */
const drawn = (lines: number, above: number, isHeaded = false) => {
  const info = { title: 't', subject: 's', keywords: 'k', at: '2026-11-22T02:00:00.000Z' };
  const sheet = new Sheet(info, 48);
  const done: string[] = [];
  const fill = sheet.fill.bind(sheet);
  sheet.fill = (...args) => {
    done.push('head');
    fill(...args);
  };
  const nextPage = (): number => {
    done.push('page');
    sheet.doc.addPage();
    return 56;
  };
  const cell = Array.from({ length: lines }, (_, n) => ({ text: `${n}`, style }));
  const heading = { height: 20, draw: () => void done.push('heading') };
  const place = { x: 48, bottom, nextPage, ...(isHeaded && { heading }) };
  drawTable(sheet, columns, [[cell, cell]], place, bottom - above);
  return done;
};

describe('a table', () => {
  it('begins where its first row is: no head stands alone at the end of a page', () => {
    expect(drawn(5, 200)).toEqual(['head']);
    expect(drawn(5, 80)).toEqual(['page', 'head']);
    expect(drawn(5, 20)).toEqual(['page', 'head']);
  });

  it('takes what stands over it along, once', () => {
    expect(drawn(5, 200, true)).toEqual(['heading', 'head']);
    expect(drawn(5, 100)).toEqual(['head']);
    expect(drawn(5, 100, true)).toEqual(['page', 'heading', 'head']);
    expect(drawn(60, 300, true)).toEqual(['heading', 'head', 'page', 'head']);
  });

  it('repeats its head where a long row goes on', () =>
    expect(drawn(60, 300)).toEqual(['head', 'page', 'head']));
});

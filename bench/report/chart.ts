import type { Results } from '../results.js';
import { Figures, whole } from './figures.js';

/** Sizes in pixels. */
const width = 860;
const left = 220;
const right = 90;
const bar = 14;
const gap = 5;
const groupGap = 18;
const top = 64;

const colours: Readonly<Record<string, string>> = {
  ours: '#0b6e4f',
  peer: '#8a94a6',
  yardstick: '#c9a227',
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

interface Bar {
  readonly name: string;
  readonly role: string;
  readonly rate: number;
}

const groupsOf = (
  results: Results,
): readonly { readonly title: string; readonly bars: Bar[] }[] => {
  const figures = new Figures(results);
  return results.options.inFlight.map((inFlight) => ({
    title: `${inFlight} in flight`,
    bars: results.stores.flatMap(({ name, role }) => {
      const rate = figures.rate('append', name, inFlight);
      return rate === undefined ? [] : [{ name, role, rate }];
    }),
  }));
};

/** Appends per second by store and number in flight, as an SVG with a light ground of its own. */
export const chart = (results: Results): string => {
  const groups = groupsOf(results);
  const longest = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ rate }) => rate)));
  const scale = (width - left - right) / longest;
  const shapes: string[] = [];
  let y = top;
  for (const { title, bars } of groups) {
    shapes.push(`<text x="16" y="${y + 12}" font-weight="600">${title}</text>`);
    for (const { name, role, rate } of bars) {
      const length = Math.max(1, rate * scale).toFixed(1);
      const weight = role === 'ours' ? ' font-weight="600"' : '';
      shapes.push(
        `<text x="${left - 8}" y="${y + 11}" text-anchor="end"${weight}>${escaped(name)}</text>`,
        `<rect x="${left}" y="${y}" width="${length}" height="${bar}" rx="2" fill="${colours[role] ?? ''}"/>`,
        `<text x="${left + Number(length) + 6}" y="${y + 11}"${weight}>${whole(rate)}</text>`,
      );
      y += bar + gap;
    }
    y += groupGap;
  }
  const height = y + 4;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" ` +
      `height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2933" ` +
      'role="img" aria-label="Appends per second by store and number in flight">',
    `<rect width="${width}" height="${height}" rx="6" fill="#ffffff" stroke="#d5dae1"/>`,
    '<text x="16" y="26" font-size="15" font-weight="600">Appends per second</text>',
    '<text x="16" y="46" fill="#52606d">One event each to a new stream, expecting none; one ' +
      `Postgres, durable; medians of ${results.options.runs} runs</text>`,
    ...shapes,
    '</svg>\n',
  ].join('\n');
};

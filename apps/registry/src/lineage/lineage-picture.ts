import {
  lineageDepthMax,
  type LineageDto,
  type LineageNodeDto,
  lineageNodesMax,
} from '@ledger/contracts/lineage/lineage.dto.js';
import { escaped } from '@ledger/domain/markup.js';
import { gradeWords, stateWords } from '@ledger/domain/asset/asset.words.js';
import { box, layoutOf, type Line } from './lineage-layout.js';

/** Colours for a light and a dark page; the file follows the reader's. */
const style = `
  svg{--paper:#fff;--ink:#1d2530;--soft:#5b6675;--rule:#c9d1db;--box:#f7f9fb;--line:#8795a6;
    --self:#1f5fbf;--selfbox:#eef4fd;--end:#b3261e;
    --core:#b3261e;--important:#b25a00;--sensitive:#7a6200;--general:#2c6e49;--on:#fff}
  @media (prefers-color-scheme:dark){svg{--paper:#14181e;--ink:#e8edf3;--soft:#9aa7b6;--rule:#3b4654;
    --box:#1d232b;--line:#6d7b8c;--self:#7fb0ff;--selfbox:#1b2839;--end:#ff8a80;
    --core:#ff8a80;--important:#ffb066;--sensitive:#e3c94b;--general:#7fd0a0;--on:#14181e}}
  text{font-family:"Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","PingFang SC",
    "Microsoft YaHei",sans-serif;fill:var(--ink)}
  .paper{fill:var(--paper)}.box{fill:var(--box);stroke:var(--rule);stroke-width:1.25}
  .self{fill:var(--selfbox);stroke:var(--self);stroke-width:2.5}
  .hidden{stroke-dasharray:5 4;fill:none}.over{stroke:var(--end)}
  .name{font-size:14px;font-weight:600}.soft{font-size:11.5px;fill:var(--soft)}
  .end{font-size:11.5px;fill:var(--end)}.head{font-size:16px;font-weight:600}
  .line{fill:none;stroke:var(--line);stroke-width:1.5}.tip{fill:var(--line)}
  .chip{font-size:11px;font-weight:600;fill:var(--on)}`.replaceAll(/\n\s*/g, '');

type Language = 'zh' | 'en';

const words = {
  head: { zh: '数据血缘', en: 'Data lineage' },
  reading: { zh: '来源在左，衍生在右', en: 'sources left, what was made from them right' },
  others: { zh: '其他机构的资产', en: 'Another’s asset' },
  hidden: { zh: '不可见', en: 'not yours to see' },
  ended: { zh: '登记已失效或中止', en: 'registration not in force' },
  more: {
    zh: `未完全展示：可加大 depth（最大 ${lineageDepthMax}）；每个方向最多 ${lineageNodesMax} 项`,
    en: `there is more: ask with a greater depth (up to ${lineageDepthMax}); at most ${lineageNodesMax} each way`,
  },
} as const;

/** A lineage as an SVG file that stands alone: sources left, what was made from them right. */
export const lineagePicture = (lineage: LineageDto, language: Language = 'zh'): string => {
  const nodes = [lineage.asset, ...lineage.ancestors, ...lineage.descendants];
  const byId = new Map(nodes.map((node) => [node.assetId, node]));
  const arrows = lineage.edges.map(({ sourceAssetId: from, derivedAssetId: to }) => ({ from, to }));
  const { boxes, lines, width, height } = layoutOf([...byId.keys()], arrows);
  const [w, h] = [Math.max(width, 420), Math.ceil(height)];
  const drawn = boxes.map(({ id, x, y }) => {
    const node = byId.get(id);
    if (node === undefined) return '';
    return boxOf(node, { isSelf: node === lineage.asset, language }, x, y - box.height / 2);
  });
  const name = xmlText(lineage.asset.name ?? lineage.asset.assetId);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img" aria-labelledby="t d">`,
    `<title id="t">数据血缘 Data lineage: ${name}</title>`,
    `<desc id="d">${lineage.ancestors.length} 个来源, ${lineage.descendants.length} 个衍生 ` +
      `(${lineage.ancestors.length} ancestors, ${lineage.descendants.length} descendants)</desc>`,
    `<style>${style}</style>`,
    `<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0.6 8 4 0 7.4z"/></marker>` +
      `<clipPath id="n"><rect width="${box.width - 6}" height="${box.height}"/></clipPath></defs>`,
    `<rect class="paper" width="${w}" height="${h}"/>`,
    `<text x="28" y="36"><tspan class="head">${words.head[language]}</tspan>` +
      `<tspan class="soft" dx="10">${words.reading[language]}</tspan></text>`,
    ...lines.map(lineText),
    ...drawn,
    `<text class="soft" x="28" y="${h - 20}">${footer(lineage, language)}</text>`,
    `</svg>`,
  ].join('\n');
};

const footer = ({ ancestors, descendants, truncated }: LineageDto, language: Language): string => {
  const [sources, derived] = [ancestors.length, descendants.length];
  const counts =
    language === 'zh'
      ? `来源 ${sources} · 衍生 ${derived}`
      : `${sources} sources · ${derived} derived`;
  return counts + (truncated ? ` · ${words.more[language]}` : '');
};

const lineText = ({ points }: Line): string => {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const parts = [`M${round(first.x)} ${round(first.y)}`];
  rest.forEach((to, index) => {
    const from = points[index] ?? first;
    const middle = round((from.x + to.x) / 2);
    parts.push(
      from.y === to.y
        ? `L${round(to.x)} ${round(to.y)}`
        : `C${middle} ${round(from.y)} ${middle} ${round(to.y)} ${round(to.x)} ${round(to.y)}`,
    );
  });
  return `<path class="line" marker-end="url(#a)" d="${parts.join('')}"/>`;
};

interface Drawing {
  readonly isSelf: boolean;
  readonly language: Language;
}

const boxOf = (
  node: LineageNodeDto,
  { isSelf, language }: Drawing,
  x: number,
  y: number,
): string => {
  const isOver = node.ended && !isSelf;
  const look = ['box', isSelf && 'self', node.hidden && 'hidden', isOver && 'over'];
  const [left, top] = [round(x), round(y)];
  const lines = node.hidden ? [words.others[language]] : wrapped(node.name ?? node.assetId);
  const first = lines.length === 1 ? 34 : 25;
  return [
    `<g transform="translate(${left} ${top})">`,
    `<title>${xmlText(node.name ?? node.assetId)}</title>`,
    `<rect class="${look.filter(Boolean).join(' ')}" width="${box.width}" height="${box.height}" rx="10"/>`,
    ...lines.map(
      (line, index) =>
        `<text class="name" clip-path="url(#n)" x="14" y="${first + index * 18}">${xmlText(line)}</text>`,
    ),
    ...labels(node, language),
    `</g>`,
  ].join('');
};

const labels = (
  { grade, state, hidden, ended }: LineageNodeDto,
  language: Language,
): readonly string[] => {
  const baseline = box.height - 13;
  if (hidden) {
    const [look, said] = ended ? ['end', words.ended] : ['soft', words.hidden];
    return [`<text class="${look}" x="14" y="${baseline}">${said[language]}</text>`];
  }
  const label = grade === undefined ? '' : gradeWords[grade][language];
  const chip = label === '' ? 0 : label.length * (language === 'zh' ? 11 : 6.4) + 14;
  const parts: string[] = [];
  if (grade !== undefined) {
    parts.push(
      `<rect x="14" y="${baseline - 13}" width="${chip}" height="18" rx="9" fill="var(--${grade})"/>`,
      `<text class="chip" x="${14 + chip / 2}" y="${baseline}" text-anchor="middle">${label}</text>`,
    );
  }
  if (state !== undefined) {
    const x = 14 + (chip === 0 ? 0 : chip + 10);
    parts.push(
      `<text class="${ended ? 'end' : 'soft'}" x="${x}" y="${baseline}">${stateWords[state][language]}</text>`,
    );
  }
  return parts;
};

const ems = box.width / 14 - 2;

/**
 * A name in at most two lines, words kept whole where they can be; the whole is in the title. What
 * is too long is left out before its end: years and editions stand there, by which names differ.
 */
const wrapped = (text: string): readonly string[] => {
  const [first, rest] = cut(text, ems);
  if (rest === '') return [first];
  // A character or two alone look left over: then both lines are about as long.
  if (widthOf(rest) < ems / 4) return cut(text, widthOf(text) / 2 + 1);
  if (widthOf(rest) <= ems) return [first, rest];
  const end = tailOf(rest, 0.6 * ems);
  const [begun] = cut(rest, ems - 1 - widthOf(end));
  return [first, `${begun}…${end}`];
};

/** As much of the end of a text as there is room for, in ems; a number or word in it is whole. */
const tailOf = (text: string, room: number): string => {
  const points = [...text];
  let used = 0;
  let from = points.length;
  while (from > 0 && (used += widthOf(points[from - 1] ?? '')) <= room) from--;
  while (isInWord(points[from - 1], points[from])) from++;
  return points.slice(from).join('').trimStart();
};

const isInWord = (before = ' ', after = ' '): boolean => /^[\p{Nd}a-z]{2}$/iu.test(before + after);

/** As much of a text as there is room for, in ems, and what is left. */
const cut = (text: string, room: number): readonly [line: string, rest: string] => {
  let used = 0;
  let end = 0;
  for (const point of text) {
    used += widthOf(point);
    if (used > room) break;
    end += point.length;
  }
  const space = text.lastIndexOf(' ', end);
  const isCut = end < text.length && isLatin(text[end] ?? '') && isLatin(text[end - 1] ?? '');
  const at = isCut && space > end / 2 ? space : end;
  return [text.slice(0, at).trimEnd(), text.slice(at).trimStart()];
};

/** About how wide a text is in bold, in ems. */
const widthOf = (text: string): number =>
  [...text].reduce((width, point) => width + (isLatin(point) ? latinWidth(point) : 1), 0);

const latinWidth = (point: string): number => {
  if (/[MW@%&]/.test(point)) return 0.95;
  return /[A-Z\u00c0-\u00de<>=+~#_mw]/.test(point) ? 0.72 : 0.56;
};

const isLatin = (point: string): boolean => /[\u0020-\u024f]/.test(point);

const round = (value: number): number => Math.round(value * 10) / 10;

/** Text as XML takes it: control characters are left out. */
const xmlText = (text: string): string => escaped(text.replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, ' '));

import type { LineageDto, LineageNodeDto } from '@ledger/contracts/lineage/lineage.dto.js';
import fc from 'fast-check';
import { box, crossings, layoutOf } from './lineage-layout.js';
import { lineagePicture } from './lineage-picture.js';

const node = (assetId: string, more: Partial<LineageNodeDto> = {}): LineageNodeDto => ({
  assetId,
  depth: 1,
  hidden: false,
  ended: false,
  name: assetId,
  grade: 'general',
  state: 'registered',
  ...more,
});

const edge = (sourceAssetId: string, derivedAssetId: string) => ({ sourceAssetId, derivedAssetId });

const lineage = (more: Partial<LineageDto> = {}): LineageDto => ({
  asset: node('self', { name: '小微企业授信评分', grade: 'sensitive' }),
  ancestors: [
    node('meter', { name: '小微企业月度用电信息', grade: 'important' }),
    node('tax', { hidden: true, name: undefined, grade: undefined, state: undefined } as never),
    node('grid', { name: '区域配电网运行负荷与停电记录', depth: 2, state: 'revoked', ended: true }),
  ],
  descendants: [node('report', { name: '贷后预警月报' })],
  edges: [
    edge('meter', 'self'),
    edge('tax', 'self'),
    edge('grid', 'meter'),
    edge('grid', 'self'),
    edge('self', 'report'),
  ],
  truncated: false,
  ...more,
});

describe('the layout', () => {
  const graph = fc.array(fc.tuple(fc.nat(14), fc.nat(14)), { maxLength: 40 }).map((pairs) => {
    const arrows = pairs
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => ({ from: `n${Math.min(a, b)}`, to: `n${Math.max(a, b)}` }));
    const unique = [...new Map(arrows.map((each) => [`${each.from} ${each.to}`, each])).values()];
    const ids = new Set(['n0', ...unique.flatMap(({ from, to }) => [from, to])]);
    return { ids: [...ids], arrows: unique };
  });

  it('puts every box right of its sources, and no two boxes over one another', () => {
    fc.assert(
      fc.property(graph, ({ ids, arrows }) => {
        const { boxes, lines, width, height } = layoutOf(ids, arrows);
        const at = new Map(boxes.map((one) => [one.id, one]));
        expect([...at.keys()].sort()).toEqual([...ids].sort());
        for (const { from, to } of arrows) {
          expect((at.get(from)?.x ?? 0) + box.width).toBeLessThan(at.get(to)?.x ?? 0);
        }
        for (const a of boxes) {
          expect(a.x >= 0 && a.x + box.width <= width).toBe(true);
          expect(a.y - box.height / 2 >= 0 && a.y + box.height / 2 <= height).toBe(true);
          for (const b of boxes) {
            if (a.id !== b.id && a.x === b.x) {
              expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(box.height);
            }
          }
        }
        expect(lines).toHaveLength(arrows.length);
      }),
      { numRuns: 60 },
    );
  });

  it('counts crossings as comparing all pairs of lines does', () => {
    const sides = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 30 });
    const column = (side: string) => Array.from({ length: 7 }, (_, index) => `${side}${index}`);
    fc.assert(
      fc.property(sides, (pairs) => {
        const links = pairs.map(([a, b]) => ({ from: `a${a}`, to: `b${b}` }));
        const compared = pairs.flatMap(([a, b], index) =>
          pairs.slice(index + 1).filter(([c, d]) => (a - c) * (b - d) < 0),
        );
        expect(crossings([column('a'), column('b')], links)).toBe(compared.length);
      }),
    );
  });

  it('draws every line of the densest lineage there may be, most of them straight', () => {
    const ids = Array.from({ length: 200 }, (_, index) => `n${index}`);
    const arrows = ids.flatMap((to, index) =>
      ids.slice(Math.max(0, index - 50), index).map((from) => ({ from, to })),
    );
    const { boxes, lines } = layoutOf(ids, arrows);
    expect([boxes.length, lines.length]).toEqual([200, arrows.length]);
    const bends = lines.reduce((sum, { points }) => sum + points.length / 2 - 1, 0);
    expect(bends).toBeGreaterThan(900);
    expect(bends).toBeLessThanOrEqual(1_000);
  });

  it('untangles what can be drawn without crossings', () => {
    const ids = ['a', 'b', 'c', 'x', 'y', 'z'];
    const arrows = [
      { from: 'a', to: 'z' },
      { from: 'b', to: 'y' },
      { from: 'c', to: 'x' },
    ];
    const { lines } = layoutOf(ids, arrows);
    for (const { points } of lines) expect(points[0]?.y).toBeCloseTo(points.at(-1)?.y ?? -1);
  });
});

const plain = (markup = ''): string =>
  markup
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

describe('the picture', () => {
  it('names every asset, its grade and state, and hides what is not the reader’s', () => {
    const svg = lineagePicture(lineage());
    for (const words of ['小微企业授信评分', '小微企业月度用电信息', '重要', '敏感', '已撤销']) {
      expect(svg).toContain(words);
    }
    expect(svg).toContain('其他机构的资产');
    const english = lineagePicture(lineage(), 'en');
    for (const word of ['important', 'revoked', 'Another’s asset', '3 sources · 1 derived']) {
      expect(english).toContain(word);
    }
    expect(english).not.toMatch(/重要|已撤销|来源 /u);
    expect(svg.match(/class="line"/g)).toHaveLength(5);
    expect(svg).toContain('prefers-color-scheme:dark');
  });

  it.each([
    ['一二三四五六七八九十一二三', ['一二三四五六七八九十一二三']],
    ['一二三四五六七八九十一二三四', ['一二三四五六七八', '九十一二三四']],
    ['一二三四五六七八九十一二三四五六', ['一二三四五六七八九', '十一二三四五六']],
    ['一二三四五六七八九十一二三四五六七', ['一二三四五六七八九十一二三', '四五六七']],
    ['Credit scores of firms A', ['Credit scores', 'of firms A']],
    ['WWWWWWWWWWWWWWWWWWWWWW', ['WWWWWWWWWWWWW', 'WWWWWWWWW']],
    ['A<b>&"x" 国家电网省电力有限公司', ['A<b>&"x" 国家电网省电力', '有限公司']],
    [
      '国家电网省电力有限公司小微企业月度用电信息汇总数据集（2026年第二版）',
      ['国家电网省电力有限公司小微', '企业月度…2026年第二版）'],
    ],
  ])('leaves no few characters of a name alone on a line: %s', (name, expected) => {
    const named = lineagePicture(lineage({ asset: node('self', { name }) }));
    const lines = [...named.matchAll(/<text class="name"[^>]*>([^<]*)</g)].map(([, line]) =>
      plain(line),
    );
    expect(lines.join('|')).toContain(expected.join('|'));
  });

  it('escapes what a name holds', () => {
    const name = `<script>alert("1")</script> & 'x'\u0000`;
    const svg = lineagePicture(lineage({ asset: node('self', { name }) }));
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).not.toContain('\u0000');
  });

  it('says that there is more, and draws an asset alone', () => {
    const cut = lineage({ truncated: true });
    expect(lineagePicture(cut)).toContain('可加大 depth（最大 20）；每个方向最多 200 项');
    expect(lineagePicture(cut, 'en')).toContain('at most 200 each way');
    const alone = lineage({ ancestors: [], descendants: [], edges: [] });
    expect(lineagePicture(alone)).toContain('小微企业授信评分');
  });
});

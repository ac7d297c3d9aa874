import { marketChart } from './market-chart.js';
import { everyMonth, type MarketMonth } from './market-month.js';

const told = (month: string, deals: number, median: bigint): MarketMonth => ({
  month,
  deals,
  prices: { volume: median * BigInt(deals), lowest: median, median, highest: median },
});

describe('the months of a market', () => {
  it('are all there, across the year’s end, with or without a deal', () => {
    const months = everyMonth('2025-11', '2026-02', {
      deals: [told('2026-01', 4, 100n)],
      charged: [{ month: '2026-02', deals: 1 }],
    });
    expect(months.map(({ month, deals }) => [month, deals])).toEqual([
      ['2025-11', 0],
      ['2025-12', 0],
      ['2026-01', 4],
      ['2026-02', 0],
    ]);
    expect(months.at(-1)).toEqual({
      month: '2026-02',
      deals: 0,
      charged: { month: '2026-02', deals: 1 },
    });
  });

  it('of one month are that month', () =>
    expect(everyMonth('2026-02', '2026-02', { deals: [], charged: [] })).toEqual([
      { month: '2026-02', deals: 0 },
    ]));
});

describe('the picture of a market', () => {
  it('breaks its line where no price is told', () => {
    const few: MarketMonth = { month: '2026-02', deals: 1 };
    const svg = marketChart([told('2026-01', 4, 100n), few, told('2026-03', 8, 200n)]);
    const line = /<path d="(?<moves>M[^"]+)" fill="none"/u.exec(svg)?.groups?.['moves'] ?? '';
    expect(line.match(/[ML]/gu)).toEqual(['M', 'M']);
    expect(svg.match(/<circle/gu)).toHaveLength(2);
    expect(svg.match(/<rect [^>]*fill="#cbd5e1"/gu)).toHaveLength(3);
    expect(svg).toContain('<tspan fill="#cbd5e1">▇</tspan> 成交笔数');
    expect(svg).toContain('>2026-02</text>');
  });

  it('joins months that follow each other, and scales to the dearest', () => {
    const svg = marketChart([told('2026-01', 4, 100n), told('2026-02', 8, 200n)]);
    expect(svg).toMatch(/<path d="M[^"L]+L[^"]+" fill="none"/u);
    expect(svg).toContain('>2</text>');
  });

  it('has no bar wider than a bar, be there one month only', () => {
    const wide = /<rect x="\d+" y="\d[^"]*" width="(?<wide>\d+)"/u;
    expect(wide.exec(marketChart([told('2026-01', 4, 100n)]))?.groups?.['wide']).toBe('64');
  });

  it('names at most six months, the last of them always', () => {
    const months = everyMonth('2024-01', '2026-12', { deals: [], charged: [] });
    const named = marketChart(months).match(/>\d{4}-\d{2}</gu) ?? [];
    expect(named).toHaveLength(6);
    expect(named.at(-1)).toBe('>2026-12<');
  });

  it('stands empty where nothing was dealt', () => {
    const svg = marketChart([]);
    expect(svg).toContain('<path d="" fill="none"');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/u);
    expect(svg).toContain('no deals in these months');
    expect(svg).not.toContain('>0.01</text>');
  });
});

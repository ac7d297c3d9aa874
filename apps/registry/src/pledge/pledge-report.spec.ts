import type { PledgeCover } from '@ledger/domain/title/pledge-cover.js';
import { text } from 'node:stream/consumers';
import { pledgeCsv } from './pledge-report.js';
import type { PledgeReportRow } from './pledge-report-rows.js';
import type { PledgeView } from './pledge.view.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const now = '2026-11-20T02:00:00.000Z';

const row = (
  pledgeId: string,
  assetId: string,
  state: string,
  cover?: PledgeCover,
): PledgeReportRow => ({
  row: {
    ...{ pledgeId, assetId, state, registeredAt: now, standsUntil: '2027-11-20' },
    terms: {
      ...{ kind: 'ordinary', amount: cny('1000.00'), until: '2027-11-20' },
      externalRegistration: { registered: false },
    },
    ...{ remainingMinor: state === 'registered' ? '100000' : '0', titleVersion: 2 },
    releaseDueOn: null,
  } as unknown as PledgeView,
  ...{ assetName: '企业登记信息', certificateNo: 'A1', pledgors: '甲', pledgee: '乙' },
  ...(cover && { cover, firm: '评估机构' }),
});
const covered = (chosen: boolean): PledgeCover => ({
  through: cny('1000.00'),
  counting: {
    report: {
      ...{ valuationId: 'v', reportNumber: '一', firmPartyId: 'firm', purpose: 'pledge' },
      ...{ valueType: 'market', rightsValued: ['operation'], value: cny('900.00') },
      ...{ baseDate: '2026-10-31', issuedOn: '2026-11-01', validUntil: '2027-10-30' },
    },
    isChosen: chosen,
    warnings: ['anotherFirmLower'],
  },
  realisable: cny('900.00'),
  coverage: '0.9000',
});

/** Cells by their header, line by line. */
const told = async (...rows: PledgeReportRow[]) => {
  const all = async function* () {
    yield* await Promise.resolve(rows);
  };
  const csv = await text(pledgeCsv(all(), { language: 'en', now }));
  const [headers = [], ...lines] = csv
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  return lines.map((cells) => (header: string) => cells[headers.indexOf(header)]);
};

describe('the totals of a portfolio', () => {
  it('count what an asset is worth once, whichever of its pledges comes first', async () => {
    const [, , total] = await told(
      row('a.2', 'a', 'released'),
      row('a.1', 'a', 'registered', covered(false)),
    );
    expect(['Pledge', 'Appraised value', 'Still secured'].map((one) => total?.(one))).toEqual([
      ...['Total: 2 pledges on 1 assets', '900.00', '1000.00'],
    ]);
    const [, , both] = await told(
      row('a.1', 'a', 'registered', covered(false)),
      row('a.2', 'a', 'registered', covered(false)),
    );
    expect(both?.('Appraised value')).toBe('900.00');
  });

  it('sum what a sale would bring to each at its place, beside what they secure', async () => {
    const lines = await told(
      row('a.1', 'a', 'registered', covered(true)),
      row('b.1', 'b', 'registered', covered(false)),
      row('c.1', 'c', 'registered'),
    );
    expect(lines.map((line) => line('Realisable at its place'))).toEqual([
      ...['900.00', '900.00', '', '1800.00'],
    ]);
    expect(lines.map((line) => line('Which appraisal'))).toEqual([
      ...['chosen by the pledgee', 'the latest', '', ''],
    ]);
    expect(lines[0]?.('Look twice')).toBe('another firm’s valid value is lower');
    expect(lines[3]?.('Still secured')).toBe('3000.00');
  });
});

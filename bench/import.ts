/**
 * Imports an inventory through the real service and prints rows a second, from the first byte of
 * the upload to the last row reported, and the service's largest resident memory.
 * `node bench/run.mjs import` starts a Postgres of its own unless `BENCH_DATABASE_URL` names one;
 * `ROWS=` sets the rows (default 100,000), `FORMAT=` csv, xlsx or ndjson (default csv), `--quick`
 * takes 5,000 rows. Targets: 2,000 rows/s, 500 MB. With `AGAIN=xlsx` (or csv, ndjson) the ledger is
 * then exported in that form and imported once more: every row must be there already, unchanged.
 */
import { csvStream } from '@ledger/http/downloads/csv.js';
import { workbookStream } from '@ledger/http/downloads/workbook.js';
import type { Readable } from 'node:stream';
import {
  createBenchDatabase,
  processCpuSeconds,
  serverCpuSeconds,
  serverProcess,
} from './database.js';
import { withServer } from './server.js';
import { type BenchService, registerOrganisation, startRegistry } from './service.js';

const rowsWanted = Number(
  process.env['ROWS'] ?? (process.argv.includes('--quick') ? 5_000 : 100_000),
);
const format = process.env['FORMAT'] ?? 'csv';
const again = process.env['AGAIN'];
const targets = { rowsPerSecond: 2_000, peakMegabytes: 500 };
const pollMs = 250;
/** A sound code that belongs to nobody. */
const laterOrganisation = '91330100K123456779';

const headers = [
  '外部编号',
  '数据名称',
  '概述',
  '所属行业',
  '领域',
  '来源',
  '地域范围',
  '更新频率',
  '形态',
  '类别',
  '级别',
];
const subjects = ['用电负荷', '企业信用', '物流轨迹', '门诊结算', '气象观测', '跨境支付', '招投标'];
const regions = ['华北', '长三角', '粤港澳', '成渝', '长江中游', '关中平原'];

const rowOf = (at: number): readonly string[] => {
  const subject = subjects[at % subjects.length] ?? '';
  const region = regions[at % regions.length] ?? '';
  return [
    `EXT-${String(at).padStart(7, '0')}`,
    `${region}${subject}日度数据集第${at}号`,
    `汇集${region}地区${subject}的逐日记录，经清洗、去标识与汇总后形成，用于贷前风险评估、` +
      `授信额度测算与区域经济监测；每日更新，保留近五年的历史，字段口径见数据字典第${at % 90}版。`,
    'J66',
    `${subject}|${region}|风险评估`,
    at % 3 === 0 ? '自动化程序收集公开数据' : '协议取得',
    '省',
    '天',
    '表格',
    '业务数据',
    '其他一般',
  ];
};

const defaults = {
  timeSpan: { from: '2020-01-01' },
  volume: { records: '1000000' },
  limits: '仅限行内使用',
  rights: [
    { right: 'holding', basis: '外部数据采购合同', from: '2026-01-01' },
    { right: 'processing', basis: '外部数据采购合同', from: '2026-01-01' },
  ],
};

const mediaTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const inventory = async (): Promise<Buffer> => {
  const rows = Array.from({ length: rowsWanted }, (_, at) => rowOf(at));
  switch (format) {
    case 'csv':
      return bytesOf(csvStream(generated([headers, ...rows])));
    case 'xlsx':
      return bytesOf(
        workbookStream({
          name: '数据资产清单',
          columns: headers.map((header) => ({ header, width: 20 })),
          rows: generated(rows.map((row) => row.map((text) => ({ is: 'text', text }) as const))),
        }),
      );
    case 'ndjson': {
      const lines = rows.map((row) =>
        JSON.stringify(Object.fromEntries(row.map((cell, at) => [headers[at] ?? '', cell]))),
      );
      return Buffer.from(lines.join('\n'));
    }
    default:
      throw new Error('FORMAT is csv, xlsx or ndjson.');
  }
};

/** What it feeds reads asynchronously. */
async function* generated<T>(all: Iterable<T>): AsyncGenerator<T> {
  yield* all;
}

const bytesOf = async (stream: Readable): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece as Buffer | string));
  return Buffer.concat(pieces);
};

interface Progress {
  readonly state: string;
  readonly counts: { readonly accepted: number; readonly alreadyThere: number };
}

const asked = async (service: BenchService, place: string, more: RequestInit = {}) => {
  const headers = { authorization: await service.bearer('manager') };
  const answer = await fetch(`${service.url}${place}`, { ...more, headers });
  if (!answer.ok) throw new Error(`${place}: ${answer.status} ${await answer.text()}`);
  return answer;
};

/** Hands the file in; answers where its progress is told. */
const uploaded = async (service: BenchService, file: Buffer, as: string): Promise<string> => {
  const form = new FormData();
  form.set('defaults', JSON.stringify(defaults));
  form.set('file', new Blob([file], { type: mediaTypes[as] ?? '' }), `inventory.${as}`);
  const answer = await asked(service, '/v1/asset-imports', { method: 'POST', body: form });
  return answer.headers.get('location') ?? '';
};

/** Imports a file to its end and prints what that took; answers whether the targets are met. */
const imported = async (
  service: BenchService,
  server: number | undefined,
  { file, as, outcome }: { file: Buffer; as: string; outcome: keyof Progress['counts'] },
): Promise<boolean> => {
  const cpuBefore = [processCpuSeconds(service.pid), serverCpuSeconds(server)] as const;
  const began = performance.now();
  const location = await uploaded(service, file, as);
  const takenMs = performance.now() - began;
  let progress: Progress;
  for (;;) {
    progress = (await (await asked(service, location)).json()) as Progress;
    if (progress.state !== 'running') break;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  const seconds = (performance.now() - began) / 1_000;
  if (progress.state !== 'completed' || progress.counts[outcome] !== rowsWanted) {
    throw new Error(`Not all rows were ${outcome}: ${JSON.stringify(progress)}`);
  }
  const rate = rowsWanted / seconds;
  const peak = service.peakMegabytes();
  const micros = (seconds: number): string => ((seconds * 1e6) / rowsWanted).toFixed(0);
  const serviceCpu = processCpuSeconds(service.pid) - cpuBefore[0];
  const serverCpu = serverCpuSeconds(server) - cpuBefore[1];
  console.log(
    `${as} ${(file.length / 2 ** 20).toFixed(1)} MB, ${rowsWanted} rows ${outcome}: taken in ` +
      `${(takenMs / 1_000).toFixed(1)} s, all reported after ${seconds.toFixed(1)} s = ` +
      `${rate.toFixed(0)} rows/s (target ${targets.rowsPerSecond}); service's largest memory ` +
      `${peak.toFixed(0)} MB (target ${targets.peakMegabytes}); CPU a row: service ` +
      `${micros(serviceCpu)} µs, Postgres ${micros(serverCpu)} µs`,
  );
  return rate >= targets.rowsPerSecond && peak <= targets.peakMegabytes;
};

const run = async (): Promise<void> => {
  const file = await inventory();
  const database = await createBenchDatabase();
  const service = await startRegistry(database);
  try {
    await registerOrganisation(service);
    const server = await serverProcess();
    if (!(await imported(service, server, { file, as: format, outcome: 'accepted' }))) {
      process.exitCode = 2;
    }
    if (again === undefined) return;
    // Whoever writes after the import knows a position that its read models must have reached.
    const after = await registerOrganisation(service, laterOrganisation);
    const exported = await asked(service, `/v1/assets.${again}?after=${after}`);
    const ledger = Buffer.from(await exported.arrayBuffer());
    await imported(service, server, { file: ledger, as: again, outcome: 'alreadyThere' });
  } finally {
    await service.stop();
    await database.drop();
  }
};

await withServer(run);

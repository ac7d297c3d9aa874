/**
 * Imports an inventory through the real service and prints rows a second, from the first byte of
 * the upload to the last row reported, and the service's largest resident memory.
 * `node bench/run.mjs import` starts a Postgres of its own unless `BENCH_DATABASE_URL` names one;
 * `ROWS=` sets the rows (default 100,000), `FORMAT=` csv, xlsx or ndjson (default csv), `--quick`
 * takes 5,000 rows. Targets: 2,000 rows/s, 500 MB.
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
const targets = { rowsPerSecond: 2_000, peakMegabytes: 500 };
const pollMs = 250;

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

const fileOf = async (): Promise<Buffer> => {
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
  readonly processed: number;
  readonly counts: { readonly accepted: number };
}

const progressOf = async (service: BenchService, location: string): Promise<Progress> => {
  const authorization = await service.bearer('manager');
  const answer = await fetch(`${service.url}${location}`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`No progress: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Progress;
};

const uploaded = async (service: BenchService, file: Buffer): Promise<string> => {
  const form = new FormData();
  form.set('defaults', JSON.stringify(defaults));
  form.set('file', new Blob([file], { type: mediaTypes[format] ?? '' }), `inventory.${format}`);
  const answer = await fetch(`${service.url}/v1/asset-imports`, {
    method: 'POST',
    headers: { authorization: await service.bearer('manager') },
    body: form,
  });
  if (answer.status !== 202) throw new Error(`Not taken: ${await answer.text()}`);
  return answer.headers.get('location') ?? '';
};

const run = async (): Promise<void> => {
  const file = await fileOf();
  const database = await createBenchDatabase();
  const service = await startRegistry(database);
  try {
    await registerOrganisation(service);
    const server = await serverProcess();
    const cpuBefore = [processCpuSeconds(service.pid), serverCpuSeconds(server)] as const;
    const began = performance.now();
    const location = await uploaded(service, file);
    const takenMs = performance.now() - began;
    let progress = await progressOf(service, location);
    while (progress.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, pollMs));
      progress = await progressOf(service, location);
    }
    const seconds = (performance.now() - began) / 1_000;
    if (progress.state !== 'completed' || progress.counts.accepted !== rowsWanted) {
      throw new Error(`Not all rows were recorded: ${JSON.stringify(progress)}`);
    }
    const rate = rowsWanted / seconds;
    const peak = service.peakMegabytes();
    const micros = (seconds: number): string => ((seconds * 1e6) / rowsWanted).toFixed(0);
    const serviceCpu = processCpuSeconds(service.pid) - cpuBefore[0];
    const serverCpu = serverCpuSeconds(server) - cpuBefore[1];
    console.log(
      `${format} ${(file.length / 2 ** 20).toFixed(1)} MB, ${rowsWanted} rows: taken in ` +
        `${(takenMs / 1_000).toFixed(1)} s, all reported after ${seconds.toFixed(1)} s = ` +
        `${rate.toFixed(0)} rows/s (target ${targets.rowsPerSecond}); service's largest memory ` +
        `${peak.toFixed(0)} MB (target ${targets.peakMegabytes}); CPU a row: service ` +
        `${micros(serviceCpu)} µs, Postgres ${micros(serverCpu)} µs`,
    );
    if (rate < targets.rowsPerSecond || peak > targets.peakMegabytes) process.exitCode = 2;
  } finally {
    await service.stop();
    await database.drop();
  }
};

await withServer(run);

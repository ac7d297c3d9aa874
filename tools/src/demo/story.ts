import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { addDays, addMonths, shanghaiDate } from '@ledger/domain/calendar.js';
import { root } from '../root.js';
import type { Player } from './cast.js';
import type { Written } from './http.js';
import type { Narrator } from './narrator.js';

/** What every chapter works with. */
export interface Story {
  readonly tell: Narrator;
  readonly bank: Player;
  readonly lender: Player;
  readonly secondLender: Player;
  readonly appraiser: Player;
  readonly buyer: Player;
  readonly output: string;
}

/** One row of the ledger as `GET /v1/assets` answers it, as far as the story needs it. */
interface AssetRow {
  readonly assetId: string;
  readonly certificateNo?: string;
  readonly rights: readonly { readonly holdingId: string; readonly right: string }[];
  readonly description: { readonly name: string };
}

/** An asset with the entry that can be licensed and pledged. */
export interface Tradable {
  readonly assetId: string;
  readonly name: string;
  readonly holdingId: string;
}

/** What is on sale: one asset for everybody, one for a single buyer. */
export interface Deals {
  readonly ordinary: Tradable & { readonly offerId: string };
  readonly exclusive: Tradable & { readonly offerId: string };
}

const sample = path.join(root, 'samples', 'external-data-inventory.csv');
const registeringAtOnce = 16;
const pageSize = 200;

export const today = (): string => shanghaiDate(new Date().toISOString());
export const inAYear = (): string => addDays(addMonths(today(), 12), -1);

/** SHA-256 of a document of the story. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The organisations enter themselves; nobody else does it for them. */
export const introduceParties = async ({ tell, ...story }: Story): Promise<void> => {
  tell.chapter('五家机构自行登记主体信息 · Five organisations register themselves');
  const { bank, lender, secondLender, appraiser, buyer } = story;
  for (const player of [bank, lender, secondLender, appraiser, buyer]) {
    const client = await player.registry('manager');
    const { body } = await client.post<{ id: string; position: number }>('/v1/parties', {
      identifier: { kind: 'uscc', value: player.uscc },
      name: player.name,
      partyClass: 'enterprise',
    });
    tell.say(`${player.name}（${player.uscc}）→ ${body.id}, position ${body.position}`);
  }
};

/** The rights that the sheet does not state; an operation right only where a contract gives it. */
const importDefaults = (from: string) => ({
  timeSpan: { from: '2020-01-01' },
  volume: { records: '100000' },
  limits: '无',
  rights: [
    { right: 'holding', basis: '公开渠道自动化收集，留存采集记录', from },
    { right: 'processing', basis: '公开渠道自动化收集，用于内部分析', from },
  ],
  bySource: {
    agreement: {
      rights: [
        { right: 'holding', basis: '数据合作协议', from },
        { right: 'processing', basis: '数据合作协议', from },
        {
          right: 'operation',
          basis: '数据合作协议第五条：许可对外提供',
          proofDigest: digestOf('data cooperation agreement, clause 5'),
          from,
        },
      ],
    },
  },
});

interface ImportProgress {
  readonly state: 'running' | 'completed' | 'failed';
  readonly total: number;
  readonly processed: number;
  readonly counts: { readonly accepted: number; alreadyThere: number; refused: number };
}

const importForm = (): FormData => {
  const form = new FormData();
  form.set('defaults', JSON.stringify(importDefaults('2026-01-01')));
  form.set('file', new Blob([readFileSync(sample)], { type: 'text/csv' }), path.basename(sample));
  return form;
};

/**
 * A real inventory in one go: dry run, run, and a rerun that adds nothing. Answers a position
 * behind all that was imported.
 */
export const importInventory = async ({ tell, bank, output }: Story): Promise<number> => {
  tell.chapter('导入 281 行真实数据目录 · A real inventory of 281 rows is imported');
  const manager = await bank.registry('manager');
  const dry = await manager.post<ImportProgress>('/v1/asset-imports?dryRun=true', importForm());
  tell.say(`试运行 dry run: ${JSON.stringify(dry.body.counts)}`);
  const first = await runImport({ tell, bank });
  const { total, counts } = first.progress;
  const all = counts.accepted + counts.alreadyThere + counts.refused;
  tell.check(`281 行全部有交代 · all 281 rows are accounted for`, total === 281 && all === 281);
  const again = await runImport({ tell, bank });
  tell.check('重复导入不增加任何资产 · a rerun adds nothing', again.progress.counts.accepted === 0);
  // The report is another table than the progress: it is asked for as of the rerun.
  const report = await manager.download(
    `/v1/asset-imports/${first.importId}/report.csv?after=${again.position}`,
  );
  const lines = report.toString().trim().split('\n');
  tell.check('报告逐行列明 · the report has a line for every row', lines.length === 1 + total);
  writeFileSync(path.join(output, 'import-report.csv'), report);
  return again.position;
};

interface ImportRun {
  readonly importId: string;
  /** Where it began in the log. */
  readonly position: number;
  readonly progress: ImportProgress;
}

const runImport = async ({ tell, bank }: Pick<Story, 'tell' | 'bank'>): Promise<ImportRun> => {
  const manager = await bank.registry('manager');
  const started = await manager.post<Written>('/v1/asset-imports', importForm());
  const { id: importId, position } = started.body;
  const progressPath = `/v1/asset-imports/${importId}?after=${position}`;
  for (;;) {
    const { body: progress } = await manager.get<ImportProgress>(progressPath);
    if (progress.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    tell.say(`${importId}: ${progress.state} ${JSON.stringify(progress.counts)}`);
    tell.check('导入完成 · the import has completed', progress.state === 'completed', progress);
    return { importId, position, progress };
  }
};

/** The bank's own registrar accepts and registers what its manager has submitted. */
export const registerAssets = async (
  { tell, bank }: Story,
  imported: number,
): Promise<readonly AssetRow[]> => {
  tell.chapter('行内登记岗受理并登记 · The bank’s registrar accepts and registers');
  const registrar = await bank.registry('registrar');
  const submitted = await assetsIn(bank, 'submitted', imported);
  let position = 0;
  const queue = [...submitted];
  const work = async (): Promise<void> => {
    for (let asset = queue.pop(); asset !== undefined; asset = queue.pop()) {
      await registrar.post(`/v1/assets/${asset.assetId}/acceptance`);
      const done = await registrar.post<{ position: number }>(
        `/v1/assets/${asset.assetId}/registration`,
      );
      position = Math.max(position, done.body.position);
    }
  };
  await Promise.all(Array.from({ length: registeringAtOnce }, work));
  const registered = await numbered(bank, submitted.length, position);
  tell.say(`登记 ${registered.length} 项 · registered, through position ${position}`);
  const numbers = registered.map(({ certificateNo }) => certificateNo ?? '').sort();
  tell.say(`凭证号 certificates ${numbers[0]} … ${numbers.at(-1)}`);
  tell.check(
    '每项资产有唯一凭证号 · each asset has its own number',
    new Set(numbers).size === registered.length,
  );
  return registered;
};

/** The registered assets, once all have their certificate number. */
const numbered = async (
  bank: Player,
  count: number,
  position: number,
): Promise<readonly AssetRow[]> => {
  for (;;) {
    const rows = await assetsIn(bank, 'registered', position);
    const withNumber = rows.filter(({ certificateNo }) => certificateNo !== undefined);
    if (withNumber.length >= count) return withNumber;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** The bank's assets in a state, as of a position or later. */
const assetsIn = async (
  bank: Player,
  state: string,
  position: number,
): Promise<readonly AssetRow[]> => {
  const manager = await bank.registry('manager');
  const rows: AssetRow[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: { body: { items: AssetRow[]; next?: string } } = await manager.get(
      `/v1/assets?state=${state}&after=${position}&limit=${pageSize}${from}`,
    );
    rows.push(...page.body.items);
    cursor = page.body.next;
  }
  return rows;
};

/** Rights differ by source: what was gathered by automated means has no operation right. */
export const splitRights = ({ tell }: Story, assets: readonly AssetRow[]): readonly Tradable[] => {
  tell.chapter('三权分置 · Three rights');
  const tradable = assets.flatMap(({ assetId, description, rights }) => {
    const operation = rights.find(({ right }) => right === 'operation');
    return operation === undefined
      ? []
      : [{ assetId, name: description.name, holdingId: operation.holdingId }];
  });
  tell.say(
    `${assets.length - tradable.length} 项仅有持有权与加工使用权（自动化收集，指引第二十一条）`,
  );
  tell.say(`${tradable.length} 项另有经营权 · have an operation right by contract`);
  tell.check('至少两项可经营 · at least two can be licensed', tradable.length >= 2);
  return tradable;
};

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { exportSource } from './export-source.js';
import type { Source } from './sources.js';
import { databaseSource } from './sources.js';
import type { Verdict } from './verify.js';
import { verifyLog } from './verify.js';

const usage = {
  en: `npm run verify -- --checkpoint <file> [--checkpoint <file> …] [--key <key>] [--keys <file>]
    [--export <file>]
Rebuilds the log's tree and state map from its events and compares them with checkpoints that were
kept outside; journals too: vouchers balance and have no gaps, and the sums that reports are made of
are theirs. Reads the database of DATABASE_URL, with EVENT_STORE_URL the events from there, or an
export (NDJSON). Keys: --key, or a file with one a line; without them those published with the log.
Ends with 0 when all is as it was sealed, 1 when not, 2 when it cannot be verified.`,
  zh: `npm run verify -- --checkpoint <文件> [--checkpoint <文件> …] [--key <公钥>] [--keys <文件>]
    [--export <文件>]
由事件重建日志的默克尔树与状态图，并与保存在外部的检查点比对；同时核对账簿：凭证借贷相等、编号连续，
报表所用的合计与凭证一致。读取 DATABASE_URL 所指的数据库（设有 EVENT_STORE_URL 时事件取自该处），
或导出文件（NDJSON）。公钥以 --key 给出，或以每行一个的文件给出；未给出时用随日志公布的公钥。
一切与封存时相同则以 0 结束，不同则为 1，无法核验则为 2。`,
};

/** Carries out the command; answers the exit code. */
export const runVerify = async (
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<number> => {
  const language = /^zh/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '')
    ? 'zh'
    : 'en';
  try {
    const options = optionsOf(args);
    if (options === undefined) {
      print(usage[language]);
      return 2;
    }
    const source = await sourceOf(options.exportFile, env);
    try {
      const verdict = await verifyLog(source, options);
      for (const line of report(verdict)[language]) print(line);
      return verdict.findings.length === 0 ? 0 : 1;
    } finally {
      await source.close();
    }
  } catch (error) {
    const { message } = error as Error;
    print({ zh: `无法核验：${message}`, en: `It cannot be verified: ${message}` }[language]);
    return 2;
  }
};

const optionsOf = (args: readonly string[]) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      checkpoint: { type: 'string', multiple: true },
      key: { type: 'string', multiple: true },
      keys: { type: 'string' },
      export: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const { checkpoint = [], key = [], keys, export: exportFile, help = false } = values;
  if (help || checkpoint.length === 0) return undefined;
  const listed = keys === undefined ? [] : readFileSync(keys, 'utf8').split('\n');
  return {
    checkpoints: checkpoint.flatMap((file) => notesIn(readFileSync(file, 'utf8'))),
    keys: [...key, ...listed.map((line) => line.trim()).filter((line) => line !== '')],
    exportFile,
  };
};

/**
 * A checkpoint, the one in a proof file, or those of a file to which they were appended: of several
 * origins there, the last one is the log's present name.
 */
const notesIn = (text: string): readonly string[] => {
  if (!text.startsWith('{'))
    return [text.startsWith('c2sp.org/tlog-proof') ? text.slice(text.indexOf('\n\n') + 2) : text];
  const notes = text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => (JSON.parse(line) as { readonly checkpoint: string }).checkpoint);
  const [origin = ''] = (notes.at(-1) ?? '').split('\n');
  return notes.filter((note) => note.startsWith(`${origin}\n`));
};

/** The log that the environment names, or an export of one. */
export const sourceOf = async (
  exportFile: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Source> => {
  if (exportFile !== undefined) return exportSource(exportFile);
  const url = env['DATABASE_URL'];
  if (url === undefined || url === '') throw new Error('DATABASE_URL is not set, nor --export.');
  const storeUrl = env['EVENT_STORE_URL']?.trim() ?? '';
  if (storeUrl === '') return databaseSource(url);
  const { eventStoreDbEvents } = await import('./eventstoredb-source.js');
  return databaseSource(url, eventStoreDbEvents(storeUrl));
};

const report = (found: Verdict) => {
  const { findings, events, origin, checkpoints, hasKeysFromOutside, byOtherKeys } = found;
  const warning = {
    zh: '注意：公钥取自被核验的日志本身；请以 --key 给出从别处得知的公钥。',
    en: 'Note: the keys come from the very log that is verified; give one known elsewhere: --key.',
  };
  const others = {
    zh: `注意：其中 ${byOtherKeys} 个检查点只由未给出的公钥签名。`,
    en: `Note: ${byOtherKeys} of them were signed by keys that were not given only.`,
  };
  const summary = {
    zh: `${origin}：读取 ${events} 条事件，比对 ${checkpoints} 个检查点。`,
    en: `${origin}: ${events} events read, ${checkpoints} checkpoints compared.`,
  };
  const verdict =
    findings.length === 0
      ? { zh: '与封存时完全相同。', en: 'All is as it was sealed.' }
      : { zh: '与封存时不同。', en: 'Not as it was sealed.' };
  const lines = (language: 'zh' | 'en'): readonly string[] => [
    summary[language],
    ...(byOtherKeys === 0 ? [] : [others[language]]),
    ...(hasKeysFromOutside ? [] : [warning[language]]),
    ...[...new Set(findings.map((finding) => finding[language]))],
    verdict[language],
  ];
  return { zh: lines('zh'), en: lines('en') };
};

import { filled, type FailureFacts } from '@ledger/database/embedded/failure.js';
import { LogUnavailable } from '@ledger/event-store/event-log.js';
import { UnprovenLog } from '@ledger/evidence/transfer/checkpoint-chain.js';
import { LogNotEmpty } from '@ledger/event-store/transfer/import-log.js';
import { BrokenLogFile } from '@ledger/event-store/transfer/log-file.js';
import { languageOf } from './language.js';
import { sentenceOf } from './sentence.js';

/** Placeholders in braces are filled from the facts of the failure. */
const texts = {
  export_usage: {
    en: 'Usage: npm run log:export -- --to <file.ndjson or file.ndjson.gz> [--through <position>]',
    zh: '用法：npm run log:export -- --to <文件.ndjson 或 文件.ndjson.gz> [--through <位置>]',
  },
  import_usage: {
    en: 'Usage: npm run log:import -- --from <file> [--url esdb://…] | -- --followers-anew',
    zh: '用法：npm run log:import -- --from <文件> [--url esdb://…] | -- --followers-anew',
  },
  file_exists: {
    en: '{file} is there already: it is not overwritten. Name another file.',
    zh: '文件 {file} 已存在，不会覆盖：请换一个文件名。',
  },
  file_failed: {
    en: '{file} could not be used: {reason}',
    zh: '无法使用文件 {file}：{reason}',
  },
  file_broken: {
    en: '{file} is not a whole log; nothing of it was taken over. {reason}',
    zh: '{file} 不是完整的日志文件，未导入任何内容。{reason}',
  },
  through_beyond: {
    en: 'The log ends at position {head}: it cannot be exported through {through}.',
    zh: '日志止于位置 {head}，无法导出至 {through}。',
  },
  not_as_signed: {
    en: '{file} is not the log that was signed; nothing of it was taken over. {reason}',
    zh: '{file} 与已签名的日志不符，未导入任何内容。{reason}',
  },
  signed_otherwise: {
    en: 'This database has signed something else before ({what}): the log belongs into another one.',
    zh: '该数据库此前签署过不同的内容（{what}）：请导入另一个数据库。',
  },
  not_empty: {
    en: 'Nothing was taken over: {reason}',
    zh: '未导入：目标中已有其他事件。{reason}',
  },
  services_running: {
    en: 'The ledger is running on this database ({names}): stop all its services first.',
    zh: '账本服务正在使用该数据库（{names}）：请先停止全部服务。',
  },
  owner_needed: {
    en: 'The import needs the owner of the database: set DATABASE_OWNER_URL.',
    zh: '导入需要数据库所有者：请设置 DATABASE_OWNER_URL。',
  },
  log_unavailable: {
    en: 'The event log does not answer; begin again when it does. {reason}',
    zh: '事件日志没有应答，请在其恢复后重新执行。{reason}',
  },
} as const;

/** An export or import that cannot be, with what a person can do about it. */
export class LogTransferFailure extends Error {
  constructor(
    readonly code: keyof typeof texts,
    readonly facts: FailureFacts = {},
    options?: ErrorOptions,
  ) {
    super(filled(texts[code].en, facts), options);
    this.name = 'LogTransferFailure';
  }
}

/** One sentence where the reason is known. */
export const transferSentence = (error: unknown, file: string): string => {
  const failure = failureOf(error, file);
  if (!failure) return sentenceOf(error);
  return filled(texts[failure.code][languageOf(process.env)], failure.facts);
};

const failureOf = (error: unknown, file: string): LogTransferFailure | undefined => {
  if (error instanceof LogTransferFailure) return error;
  const { message: reason, syscall, path } = error as NodeJS.ErrnoException;
  if (error instanceof BrokenLogFile)
    return new LogTransferFailure('file_broken', { file, reason });
  if (error instanceof UnprovenLog)
    return new LogTransferFailure('not_as_signed', { file, reason });
  if (error instanceof LogNotEmpty) return new LogTransferFailure('not_empty', { reason });
  if (error instanceof LogUnavailable) return new LogTransferFailure('log_unavailable', { reason });
  const isOfFile = syscall !== undefined && path?.startsWith(file) === true;
  return isOfFile ? new LogTransferFailure('file_failed', { file, reason }) : undefined;
};

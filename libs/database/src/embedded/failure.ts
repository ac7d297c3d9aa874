/** What can keep the embedded Postgres from serving. Each code is one sentence for a person. */
export type FailureCode = keyof typeof failureTexts;

export type FailureFacts = Readonly<Record<string, string | number>>;

/** Placeholders in braces are filled from the facts of the failure. */
export const failureTexts = {
  binaries_missing: {
    en: 'There are no Postgres binaries for {platform} (looked for {place}); install a Postgres server and set PG_BIN_DIR to its bin folder, or set DATABASE_URL.',
    zh: '没有适用于 {platform} 的 Postgres 程序（已查找 {place}）；请安装 Postgres 并将 PG_BIN_DIR 设为其 bin 目录，或设置 DATABASE_URL。',
  },
  binaries_do_not_run: {
    en: 'The Postgres program {place} does not run on this machine ({reason}); set PG_BIN_DIR to a fitting server, or set DATABASE_URL.',
    zh: 'Postgres 程序 {place} 无法在本机运行（{reason}）；请将 PG_BIN_DIR 设为可用的服务器程序目录，或设置 DATABASE_URL。',
  },
  root_cannot_run: {
    en: 'Postgres refuses to run as root and no other account can reach {folder}; set DATA_DIR to a folder that everyone may pass through, or start as an ordinary user.',
    zh: 'Postgres 拒绝以 root 运行，而其他账户无法访问 {folder}；请将 DATA_DIR 设为其他账户可进入的目录，或以普通用户启动。',
  },
  account_unknown: {
    en: 'User id {uid} has no entry in /etc/passwd, which Postgres needs to create a data folder; start as a user with an entry, or set DATABASE_URL.',
    zh: '用户编号 {uid} 不在 /etc/passwd 中，Postgres 无法为其建立数据目录；请以有记录的用户启动，或设置 DATABASE_URL。',
  },
  no_permission: {
    en: 'The data folder {folder} may not be read or written by this user; give it to the user who starts the service, or set DATA_DIR to another folder.',
    zh: '当前用户无权读写数据目录 {folder}；请将其归属启动服务的用户，或将 DATA_DIR 设为其他目录。',
  },
  not_a_folder: {
    en: 'The data folder {folder} cannot be made because something that is not a folder is in its way; move that away or set DATA_DIR to another folder.',
    zh: '无法建立数据目录 {folder}，其路径上有非目录的文件；请移走该文件，或将 DATA_DIR 设为其他目录。',
  },
  disk_full: {
    en: 'The disk that holds {folder} is full; make room and start again, nothing recorded is lost.',
    zh: '数据目录 {folder} 所在磁盘已满；请腾出空间后重新启动，已记录的数据不会丢失。',
  },
  folder_broken: {
    en: 'The data folder {folder} is damaged ({reason}); restore it from a backup, or move it away to begin with an empty ledger.',
    zh: '数据目录 {folder} 已损坏（{reason}）；请从备份恢复，或将其移走后以空账本重新开始。',
  },
  wrong_version: {
    en: 'The data folder {folder} was made by PostgreSQL {found}, but the server here is {wanted}; set PG_BIN_DIR to a PostgreSQL {found} server.',
    zh: '数据目录 {folder} 由 PostgreSQL {found} 建立，而此处的服务器为 {wanted}；请将 PG_BIN_DIR 设为 PostgreSQL {found} 的程序目录。',
  },
  folder_busy: {
    en: 'Another process is just starting or stopping Postgres in {folder}; try again in a moment.',
    zh: '另一个进程正在启动或停止 {folder} 中的 Postgres；请稍后重试。',
  },
  server_mute: {
    en: 'A Postgres server (process {pid}) holds {folder} but does not answer; end that process and start again.',
    zh: 'Postgres 进程 {pid} 占用 {folder} 但没有应答；请结束该进程后重新启动。',
  },
  not_up: {
    en: 'Postgres did not come up within {seconds} seconds; its log {log} ends with: {lines}',
    zh: 'Postgres 未能在 {seconds} 秒内就绪；其日志 {log} 的末尾为：{lines}',
  },
  server_failed: {
    en: 'Postgres could not start in {folder}; its log {log} ends with: {lines}',
    zh: 'Postgres 未能在 {folder} 中启动；其日志 {log} 的末尾为：{lines}',
  },
} as const;

/** The embedded Postgres cannot serve; `message` is the English sentence. */
export class EmbeddedPostgresFailure extends Error {
  constructor(
    readonly code: FailureCode,
    readonly facts: FailureFacts = {},
    options?: ErrorOptions,
  ) {
    super(filled(failureTexts[code].en, facts), options);
    this.name = 'EmbeddedPostgresFailure';
  }

  /** The same sentence in one of the two languages people read here. */
  text(language: 'zh' | 'en'): string {
    return filled(failureTexts[this.code][language], this.facts);
  }
}

/** A text with its placeholders filled; what has no fact stays as it is. */
export const filled = (text: string, facts: FailureFacts): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));

const codeOfSystemError: Readonly<Record<string, FailureCode>> = {
  EACCES: 'no_permission',
  EPERM: 'no_permission',
  EROFS: 'no_permission',
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  ENOTDIR: 'not_a_folder',
  EEXIST: 'not_a_folder',
};

/** A file-system error as the sentence a person can act on; anything else stays what it is. */
export const folderFailure = (error: unknown, folder: string): unknown => {
  const code = codeOfSystemError[(error as NodeJS.ErrnoException).code ?? ''];
  return code === undefined
    ? error
    : new EmbeddedPostgresFailure(code, { folder }, { cause: error });
};

/** What the output of initdb or of the server says went wrong. */
export const failureInLog = (
  lines: readonly string[],
  facts: { readonly folder: string; readonly log: string },
): EmbeddedPostgresFailure => {
  const text = lines.join('\n');
  const { folder } = facts;
  if (/No space left on device|Disk quota exceeded/.test(text)) {
    return new EmbeddedPostgresFailure('disk_full', { folder });
  }
  const damage = lines.find((line) => damageSigns.test(line));
  if (damage !== undefined) {
    return new EmbeddedPostgresFailure('folder_broken', { folder, reason: spoken(damage) });
  }
  if (/Permission denied|has wrong ownership|has invalid permissions/.test(text)) {
    return new EmbeddedPostgresFailure('no_permission', { folder });
  }
  return new EmbeddedPostgresFailure('server_failed', { ...facts, lines: lastLines(lines) });
};

const damageSigns =
  /could not locate a valid checkpoint|incorrect checksum in control file|could not (open|read) file "(global|pg_wal|pg_xact|base)[^"]*": (No such file|read)|could not find the database system|could not open directory "(global|pg_wal|base)|is not a valid data directory|contains? (invalid|unexpected)|could not access file "postgresql\.conf"|cannot access the server configuration file|invalid (primary|secondary) checkpoint/i;

/** A line of the log without its time stamp and process id. */
const spoken = (line: string): string =>
  line.replace(/^.*?\b(FATAL|PANIC|ERROR|LOG|postgres): */, '').trim();

/** The last three lines that say something, in one line. */
export const lastLines = (lines: readonly string[]): string =>
  lines
    .filter((line) => line.trim() !== '')
    .slice(-3)
    .map((line) => line.trim())
    .join(' | ') || '(nothing)';

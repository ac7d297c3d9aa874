import { filled, type FailureFacts } from '@ledger/database/embedded/failure.js';
import type { Language } from './language.js';

/** Placeholders in braces are filled from the facts of the failure. */
export const startFailureTexts = {
  port_invalid: {
    en: '{name} is "{value}", which is not a port: give a number from 1 to 65535.',
    zh: '{name} 的值 "{value}" 不是端口号：请给出 1 至 65535 之间的数字。',
  },
  ports_equal: {
    en: 'REGISTRY_PORT and EXCHANGE_PORT are both {port}: give the two services different ports.',
    zh: 'REGISTRY_PORT 与 EXCHANGE_PORT 同为 {port}：请为两个服务设置不同的端口。',
  },
  port_busy: {
    en: 'Port {port} of {host} is in use by another program: free it, or set {name} to another port.',
    zh: '{host} 的端口 {port} 已被其他程序占用：请释放该端口，或将 {name} 设为其他端口。',
  },
  port_forbidden: {
    en: 'This user may not listen on port {port} of {host}: set {name} to a port above 1023.',
    zh: '当前用户无权监听 {host} 的端口 {port}：请将 {name} 设为 1023 以上的端口。',
  },
  host_unknown: {
    en: 'HOST is "{host}", which is not an address of this machine: use 127.0.0.1, or 0.0.0.0 for all.',
    zh: 'HOST 的值 "{host}" 不是本机地址：请使用 127.0.0.1，或以 0.0.0.0 监听全部地址。',
  },
  mode_unknown: {
    en: 'LEDGER_MODE is "{value}": it is either local or production.',
    zh: 'LEDGER_MODE 的值为 "{value}"：只能是 local 或 production。',
  },
  production_database: {
    en: 'LEDGER_MODE=production needs DATABASE_URL: the embedded database is for trying out.',
    zh: 'LEDGER_MODE=production 需要设置 DATABASE_URL：内置数据库仅供试用。',
  },
  production_issuer: {
    en: 'LEDGER_MODE=production needs OIDC_ISSUER: the local token issuer is for trying out.',
    zh: 'LEDGER_MODE=production 需要设置 OIDC_ISSUER：本地令牌签发仅供试用。',
  },
  owner_alone: {
    en: 'DATABASE_OWNER_URL is set but DATABASE_URL is not: give the application a role of its own.',
    zh: '已设置 DATABASE_OWNER_URL 但缺少 DATABASE_URL：请为应用提供独立的数据库角色。',
  },
  already_running: {
    en: 'It is already running with the data folder {folder}: stop that one first (Ctrl-C there), or set DATA_DIR and the ports.',
    zh: '使用数据目录 {folder} 的服务已在运行：请先停止它（在其终端按 Ctrl-C），或另设 DATA_DIR 和端口。',
  },
  url_malformed: {
    en: '{name} is not an address of a Postgres database: write postgres://user:password@host:5432/database.',
    zh: '{name} 不是有效的 Postgres 地址：格式为 postgres://用户:密码@主机:5432/数据库。',
  },
  event_store_url_malformed: {
    en: '{name} is not an address of an EventStoreDB: write esdb://user:password@host:2113, with commas between the hosts of a cluster.',
    zh: '{name} 不是有效的 EventStoreDB 地址：格式为 esdb://用户:密码@主机:2113，集群的各主机之间用逗号分隔。',
  },
  database_unreachable: {
    en: 'No Postgres answers at {host} ({reason}): check {name} and that the server is running.',
    zh: '{host} 没有 Postgres 应答（{reason}）：请检查 {name} 以及服务器是否已启动。',
  },
  database_login: {
    en: 'Postgres at {host} does not let in the user {user}: check the user and password of {name}.',
    zh: '{host} 的 Postgres 拒绝用户 {user} 登录：请检查 {name} 中的用户和密码。',
  },
  database_absent: {
    en: 'Postgres at {host} has no database {database}: create it or correct {name}.',
    zh: '{host} 的 Postgres 中没有数据库 {database}：请先建立，或更正 {name}。',
  },
  database_rights: {
    en: 'The user {user} of {name} may not do what is needed there ({reason}).',
    zh: '{name} 的用户 {user} 权限不足（{reason}）。',
  },
  database_full: {
    en: 'The disk of the Postgres server at {host} is full: make room there and start again.',
    zh: '{host} 的 Postgres 服务器磁盘已满：请腾出空间后重新启动。',
  },
  database_failed: {
    en: 'Postgres at {host} could not be used: {reason}',
    zh: '无法使用 {host} 的 Postgres：{reason}',
  },
  database_not_migrated: {
    en: 'The database of DATABASE_URL has no event log yet: set DATABASE_OWNER_URL to the owner of the database once, and it is set up.',
    zh: 'DATABASE_URL 指向的数据库尚无事件日志：请设置 DATABASE_OWNER_URL（数据库所有者）启动一次以完成初始化。',
  },
  database_outdated: {
    en: 'The database of DATABASE_URL lacks {count} migrations of this version: set DATABASE_OWNER_URL to the owner of the database once, and they are run.',
    zh: 'DATABASE_URL 指向的数据库缺少本版本的 {count} 个迁移：请设置 DATABASE_OWNER_URL（数据库所有者）启动一次以执行迁移。',
  },
  database_role_owns: {
    en: 'The role of DATABASE_URL can change the event log itself: name the owner in DATABASE_OWNER_URL and give DATABASE_URL a role that owns nothing.',
    zh: 'DATABASE_URL 的角色可以直接修改事件日志：请将所有者写入 DATABASE_OWNER_URL，并为 DATABASE_URL 使用不拥有任何对象的角色。',
  },
  database_ended: {
    en: 'The embedded Postgres ended by itself, so everything was stopped; its log {log} ends with: {lines}',
    zh: '内置 Postgres 意外退出，所有服务已停止；其日志 {log} 的末尾为：{lines}',
  },
  service_ended: {
    en: 'The {service} service ended by itself ({how}), so everything was stopped; its log {log} ends with: {lines}',
    zh: '{service} 服务意外退出（{how}），所有服务已停止；其日志 {log} 的末尾为：{lines}',
  },
  service_not_ready: {
    en: 'The {service} service was not ready within {seconds} seconds ({reason}), so everything was stopped; see its log {log}.',
    zh: '{service} 服务在 {seconds} 秒内未就绪（{reason}），所有服务已停止；请查看其日志 {log}。',
  },
} as const;

export type StartFailureCode = keyof typeof startFailureTexts;

/** A start that cannot succeed, with what a person can do about it. */
export class StartFailure extends Error {
  constructor(
    readonly code: StartFailureCode,
    readonly facts: FailureFacts = {},
    options?: ErrorOptions,
  ) {
    super(filled(startFailureTexts[code].en, facts), options);
    this.name = 'StartFailure';
  }

  text(language: Language): string {
    return filled(startFailureTexts[this.code][language], this.facts);
  }
}

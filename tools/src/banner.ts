import type { Language } from './language.js';

export interface Banner {
  readonly registryUrl: string;
  readonly exchangeUrl: string;
  readonly dataDir: string;
  readonly database: 'embedded' | 'given';
  /** Absent where tokens come from an OIDC issuer. */
  readonly tokens?: Tokens;
  readonly oidcIssuer?: string;
}

export interface Tokens {
  readonly hours: number;
  /** The same as shell variables, mode 600. */
  readonly file: string;
  readonly tokens: readonly {
    /** Variable, e.g. `MANAGER`. */
    readonly name: string;
    /** Unified social credit code of the organisation that it speaks for. */
    readonly org: string;
    readonly token: string;
  }[];
}

const words = {
  en: {
    running: 'The data-asset registry is running. Ctrl-C stops it; the data stays.',
    registry: 'Registry',
    exchange: 'Exchange',
    data: 'Data',
    logs: 'Logs',
    database: 'Database',
    embedded: 'embedded Postgres in the data folder',
    given: 'the one of DATABASE_URL',
    tokens: (hours: number) => `Bearer tokens of example organisations, for ${hours} hours:`,
    of: (org: string) => `of ${org}`,
    use: (file: string) => `Paste one into Swagger (Authorize), or in a shell:  . ${file}`,
    issuer: (issuer: string) => `Bearer tokens come from ${issuer}.`,
  },
  zh: {
    running: '数据资产登记系统已启动。按 Ctrl-C 停止，数据会保留。',
    registry: '登记服务',
    exchange: '交易服务',
    data: '数据目录',
    logs: '日志目录',
    database: '数据库',
    embedded: '内置 Postgres，位于数据目录',
    given: '由 DATABASE_URL 指定',
    tokens: (hours: number) => `示例机构的访问令牌，${hours} 小时内有效：`,
    of: (org: string) => `机构 ${org}`,
    use: (file: string) => `可粘贴到 Swagger（Authorize），或在终端执行：  . ${file}`,
    issuer: (issuer: string) => `访问令牌由 ${issuer} 签发。`,
  },
};

/** What a person sees when everything runs. */
export const bannerText = (banner: Banner, language: Language): string => {
  const say = words[language];
  const { registryUrl, exchangeUrl, dataDir } = banner;
  const facts: [string, string][] = [
    [say.registry, `${registryUrl}   Swagger: ${registryUrl}/docs`],
    [say.exchange, `${exchangeUrl}   Swagger: ${exchangeUrl}/docs`],
    [say.database, say[banner.database]],
    [say.data, dataDir],
    [say.logs, `${dataDir}/logs`],
  ];
  const width = Math.max(...facts.map(([label]) => columns(label)));
  const block = facts.map(([label, text]) => `  ${padded(label, width)}  ${text}`);
  return ['', say.running, '', ...block, '', ...tokenLines(banner, language), ''].join('\n');
};

const tokenLines = ({ tokens, oidcIssuer }: Banner, language: Language): readonly string[] => {
  const say = words[language];
  if (tokens === undefined) return oidcIssuer === undefined ? [] : [`  ${say.issuer(oidcIssuer)}`];
  const organisations = [...new Set(tokens.tokens.map(({ org }) => org))];
  const blocks = organisations.flatMap((org) => [
    `  # ${say.of(org)}`,
    ...tokens.tokens
      .filter((one) => one.org === org)
      .map(({ name, token }) => variableLine(name, token)),
    '',
  ]);
  return [`  ${say.tokens(tokens.hours)}`, '', ...blocks, `  ${say.use(tokens.file)}`];
};

/** `MANAGER=eyJ…`: pasted into a shell it is a variable, after the sign it is the token. */
export const variableLine = (name: string, token: string): string => `${name}=${token}`;

/** Chinese characters take two columns of a terminal. */
const columns = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);

const padded = (text: string, width: number): string => text + ' '.repeat(width - columns(text));

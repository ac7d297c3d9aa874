import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyCertificate, keysOf, type CertificateVerdict } from './certificate.js';
import { faultWords } from './certificate-words.js';

const usage = {
  en: `npm run verify:certificate -- <file> --jwks <file> --log-keys <file>
Checks a pledge search certificate offline: its signature, the checkpoint inside, and that the title
was read whole. --jwks: keys as /.well-known/jwks.json gives them. --log-keys: verifier keys of the
log, one a line or as /v1/log/keys gives them. Get both once, from the registry and not from whoever
shows the certificate.
Ends with 0 when it is genuine, 1 when not, 2 when it cannot be verified.`,
  zh: `npm run verify:certificate -- <文件> --jwks <文件> --log-keys <文件>
离线核验质押查询证明：签名、内嵌检查点，以及产权登记簿是否完整读取。
--jwks：/.well-known/jwks.json 所公布的公钥；--log-keys：日志公钥，每行一个，或 /v1/log/keys 的应答。
两者均应预先自登记机构取得，而非由出示证明的人提供。
真实则以 0 结束，不真实为 1，无法核验为 2。`,
};

/** Carries out the command; answers the exit code. */
export const runVerifyCertificate = (
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): number => {
  const spoken = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  const language = /^zh/i.test(spoken) ? 'zh' : 'en';
  try {
    const options = optionsOf(args);
    if (options === undefined) {
      print(usage[language]);
      return 2;
    }
    const { file, jwks, logKeys } = options;
    const trust = { keys: keysOf(jwks), logKeys };
    const verdict = verifyCertificate(readFileSync(file), trust);
    for (const line of report(verdict)[language]) print(line);
    return verdict.faults.length === 0 ? 0 : 1;
  } catch (error) {
    const { message } = error as Error;
    print({ zh: `无法核验：${message}`, en: `It cannot be verified: ${message}` }[language]);
    return 2;
  }
};

const optionsOf = (args: readonly string[]) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      jwks: { type: 'string' },
      'log-keys': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [file] = positionals;
  const { jwks, 'log-keys': logKeys, help = false } = values;
  if (help || file === undefined || jwks === undefined || logKeys === undefined) return undefined;
  return {
    file,
    jwks: readFileSync(jwks, 'utf8'),
    logKeys: logKeysIn(readFileSync(logKeys, 'utf8')),
  };
};

const logKeysIn = (text: string): readonly string[] => {
  if (!text.trimStart().startsWith('{')) {
    return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  }
  const { keys } = JSON.parse(text) as { readonly keys: readonly { readonly verifier: string }[] };
  return keys.map(({ verifier }) => verifier);
};

const report = (verdict: CertificateVerdict) => {
  const { faults, no = '-', searchedAt = '-', asOf = '-', finding = '-' } = verdict;
  const isGenuine = faults.length === 0;
  const found = {
    zh: finding === 'none' ? '无存续负担（仅就本登记簿）' : '有存续负担',
    en: finding === 'none' ? 'nothing stood, in this ledger' : 'encumbered',
  };
  const lines = (language: 'zh' | 'en'): readonly string[] =>
    faults.map((fault) => faultWords(fault)[language]);
  const size = verdict.checkpoint?.split('\n')[1] ?? '-';
  return {
    zh: isGenuine
      ? [
          `${no}：${searchedAt} 查询，截至日志位置 ${asOf}：${found.zh}。`,
          `内嵌检查点大小为 ${size}；请与自他处保存的检查点比对。`,
          '证明真实。',
        ]
      : [...lines('zh'), '证明不真实。'],
    en: isGenuine
      ? [
          `${no}: searched at ${searchedAt}, as of position ${asOf}: ${found.en}.`,
          `The checkpoint inside has size ${size}; hold it against one kept elsewhere.`,
          'The certificate is genuine.',
        ]
      : [...lines('en'), 'The certificate is not genuine.'],
  };
};

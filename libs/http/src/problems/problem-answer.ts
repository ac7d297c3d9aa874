import type { JsonObject, JsonValue } from '@ledger/domain/json.js';
import { languageOf, languageTags } from '../language.js';
import type { Language } from '../language.js';
import { zhWord } from './code-words.js';
import type { FoundProblem } from './found-problem.js';
import type { InputError } from './http-problem.js';
import { edgeProblems, type EdgeCode } from './edge.problems.js';
import { namedFields, type Sent } from './named-fields.js';
import { type ProblemCode, problemTexts } from './problem-table.js';

/** What the answer must know of the request. */
export interface Asked {
  /** Target of the request; its query is left out of the answer. */
  readonly url: string;
  readonly correlationId: string;
  readonly acceptLanguage?: string | undefined;
  /** What was sent, where a refusal may be about some of it. */
  readonly sent?: Sent;
}

/** A problem as HTTP tells it. */
export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** RFC 9457 problem details. */
  readonly body: JsonObject;
}

const errorsMax = 50;
const realm = 'Bearer realm="data-asset-registry"';

/** RFC 9457 problem details in the caller's language, with the headers that its status asks for. */
export const problemAnswer = ({ code, options }: FoundProblem, asked: Asked): ProblemAnswer => {
  const language = languageOf(asked.acceptLanguage);
  const { status, [language]: words } = problemTexts[code];
  const { obstacles = {} } = options;
  const errors = options.errors ?? fieldsOf(code, obstacles, asked);
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': languageTags[language],
      vary: 'Accept-Language',
      ...(status === 503 ? { 'retry-after': String(options.retryAfterSeconds ?? 1) } : {}),
      ...(status === 401 ? { 'www-authenticate': challenge(code) } : {}),
      ...options.headers,
    },
    body: {
      type: `/problems/${code}`,
      title: words.title,
      status,
      detail: filled(words.detail, obstacles, { code, language }),
      instance: asked.url.split('?')[0] ?? '/',
      code,
      correlationId: asked.correlationId,
      ...(Object.keys(obstacles).length > 0 ? { obstacles } : {}),
      ...(errors.length > 0 ? { errors: errors.slice(0, errorsMax).map(told(language)) } : {}),
    },
  };
};

/** What the edge finds wrong it names itself; what a rule refuses is looked up. */
const fieldsOf = (code: ProblemCode, obstacles: JsonObject, { sent = {} }: Asked) =>
  isEdgeCode(code) ? [] : namedFields(code, obstacles, problemTexts[code], sent);

const isEdgeCode = (code: ProblemCode): code is EdgeCode => Object.hasOwn(edgeProblems, code);

const challenge = (code: string): string =>
  code === 'invalid_token' ? `${realm}, error="invalid_token"` : realm;

const told =
  (language: Language) =>
  ({ pointer, in: part, ...words }: InputError): JsonObject => ({
    in: part,
    pointer,
    message: words[language],
  });

/** Which problem is told, and in which language. */
interface Telling {
  readonly code: string;
  readonly language: Language;
}

/** Fills `{placeholders}` from what stands in the way; a dash where nothing is known. */
const filled = (detail: string, obstacles: JsonObject, telling: Telling): string =>
  detail.replace(/\{(\w+)\}/g, (_, name: string) => spoken(obstacles[name], name, telling));

const listedMax = 20;

/** Codes of the interface are told in the words of the language; in English they are its words. */
const spoken = (value: JsonValue | undefined, name: string, telling: Telling): string => {
  const { code, language } = telling;
  if (value === undefined || value === null) return '—';
  if (typeof value === 'string') return language === 'zh' ? zhWord(code, name, value) : value;
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return listed(value, name, telling);
  const { amount, currency } = value;
  if (amount !== undefined && currency !== undefined)
    return `${String(amount)} ${String(currency)}`;
  return listed(Object.values(value), name, telling);
};

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const listed = (
  values: readonly (JsonValue | undefined)[],
  name: string,
  telling: Telling,
): string => {
  if (values.length === 0) return '—';
  const { language } = telling;
  const shown = values.slice(0, listedMax).map((value) => spoken(value, name, telling));
  const rest = values.length > listedMax ? [language === 'zh' ? '等' : 'and more'] : [];
  return [...shown, ...rest].join(language === 'zh' ? '、' : ', ');
};

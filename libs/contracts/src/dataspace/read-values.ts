import type { JsonObject, JsonValue } from '@ledger/domain/json.js';
import { dataspaceContext } from './protocol.js';

/** One thing that is wrong with a message, in both languages. */
export interface MessageFault {
  /** JSON pointer. */
  readonly pointer: string;
  readonly zh: string;
  readonly en: string;
}

/** A message that is not what its specification says. */
export class BadMessage extends Error {
  constructor(readonly fault: MessageFault) {
    super(`${fault.pointer} ${fault.en}`);
    this.name = 'BadMessage';
  }
}

const textMax = 2_000;

const bad = (pointer: string, zh: string, en: string): never => {
  throw new BadMessage({ pointer, zh, en });
};

/** Reads the members of one object of a message; what a message holds beside them is passed over. */
export class Members {
  constructor(
    private readonly members: Readonly<Record<string, unknown>>,
    readonly pointer = '',
  ) {}

  /** A value that must be an object. Throws `BadMessage`, as every method does. */
  static of(value: unknown, pointer = ''): Members {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject) return bad(pointer, '须为 JSON 对象', 'must be a JSON object');
    return new Members(value as Record<string, unknown>, pointer);
  }

  /** A whole message of a type: it names the protocol's context. */
  static ofMessage(value: unknown, type: string): Members {
    const message = Members.of(value);
    const context = message.members['@context'];
    const names: readonly unknown[] = Array.isArray(context) ? context : [context];
    if (!names.includes(dataspaceContext[0])) {
      const [name] = dataspaceContext;
      return bad('/@context', `须含有 ${name}`, `must name ${name}`);
    }
    return message.typed(type);
  }

  typed(type: string): this {
    if (this.members['@type'] !== type) {
      return bad(`${this.pointer}/@type`, `须为 ${type}`, `must be ${type}`);
    }
    return this;
  }

  has(name: string): boolean {
    return this.members[name] !== undefined && this.members[name] !== null;
  }

  text(name: string, max = textMax): string {
    const value = this.members[name];
    const text = typeof value === 'string' ? value.trim() : '';
    if (text !== '' && text.length <= max) return text;
    return bad(
      `${this.pointer}/${name}`,
      `须为 1 至 ${max} 个字符的文本`,
      `must be text of 1 to ${max} characters`,
    );
  }

  optionalText(name: string, max = textMax): string | undefined {
    return this.has(name) ? this.text(name, max) : undefined;
  }

  /** An absolute http or https address. */
  address(name: string): string {
    const text = this.text(name);
    if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text;
    return bad(`${this.pointer}/${name}`, '须为 https 地址', 'must be an https address');
  }

  oneOf<Word extends string>(name: string, words: readonly Word[]): Word {
    const found = words.find((word) => word === this.members[name]);
    if (found !== undefined) return found;
    const all = words.join(', ');
    return bad(`${this.pointer}/${name}`, `须为 ${all} 之一`, `must be one of ${all}`);
  }

  object(name: string): Members {
    return Members.of(this.members[name], `${this.pointer}/${name}`);
  }

  /** Objects in a list, none where the member is absent. */
  objects(name: string, max: number): readonly Members[] {
    return this.list(name, max).map((each, at) =>
      Members.of(each, `${this.pointer}/${name}/${at}`),
    );
  }

  list(name: string, max: number): readonly unknown[] {
    if (!this.has(name)) return [];
    const value = this.members[name];
    if (Array.isArray(value) && value.length <= max) return value as readonly unknown[];
    const pointer = `${this.pointer}/${name}`;
    return bad(pointer, `须为至多 ${max} 项的列表`, `must be a list of at most ${max} entries`);
  }

  /** A name: text, or a node with an `@id`. */
  name(member: string): string {
    const value = this.members[member];
    return typeof value === 'object' && value !== null
      ? this.object(member).text('@id')
      : this.text(member);
  }

  raw(): JsonObject {
    return this.members as JsonObject;
  }
}

/** JSON as an event may hold it: numbers and truth values become text. */
export const textual = (value: unknown): JsonValue => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(textual);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, textual(member)]));
};

const reasonsMax = 20;
const reasonLengthMax = 500;

/** Why something ended: the entries may be anything, people read texts. */
export const reasonsOf = (message: Members): { code?: string; reason?: readonly string[] } => {
  const code = message.optionalText('code', 200);
  const reason = message
    .list('reason', 1_000)
    .slice(0, reasonsMax)
    .map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
    .map((text) => text.slice(0, reasonLengthMax));
  return { ...(code !== undefined && { code }), ...(reason.length > 0 && { reason }) };
};

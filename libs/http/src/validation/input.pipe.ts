import { textGroup } from '@ledger/contracts/fields.js';
import { isCleanText } from '@ledger/contracts/shape.js';
import { Injectable } from '@nestjs/common';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { problem } from '../problems/http-problem.js';
import { inputError, inputProblem } from './input-errors.js';
import { rememberRules } from './known-metadata.js';

const parts = { body: 'body', query: 'query', param: 'path' } as const;
const pathTextMax = 200;

rememberRules();

/** Turns body, query and path into instances of their DTO classes, or says what is wrong. */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if (type === 'custom') return value;
    if (data !== undefined) return pathText(value, data);
    if (metatype === undefined) return value;
    return instanceOf(metatype as new () => object, value, parts[type]);
  }
}

/** At once: no check of a field waits for anything. */
const instanceOf = (
  type: new () => object,
  value: unknown,
  part: 'body' | 'query' | 'path',
): object => {
  const plain = value ?? {};
  if (typeof plain !== 'object' || Array.isArray(plain)) {
    const remedy = { zh: '请求体须为 JSON 对象', en: 'the body must be a JSON object' };
    throw problem('invalid_request', { errors: [inputError(part, [], remedy)] });
  }
  const options = part === 'body' ? {} : { groups: [textGroup] };
  const instance = plainToInstance(type, plain, options);
  // Unknown query parameters are refused by the guard, which knows all that the route reads.
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: part === 'body',
    forbidUnknownValues: true,
    validationError: { target: true, value: true },
  });
  if (errors.length > 0) throw inputProblem(part, errors);
  return instance;
};

/** A single path parameter: short, clean text. What it names is for the route to find, or not. */
const pathText = (value: unknown, name: string): string => {
  if (typeof value === 'string' && value.length <= pathTextMax && isCleanText(value)) return value;
  const remedy = {
    zh: `须为至多 ${pathTextMax} 个字符的文本`,
    en: `must be text of at most ${pathTextMax} characters`,
  };
  throw problem('invalid_request', { errors: [inputError('path', [name], remedy)] });
};

import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { problem } from '../problems/http-problem.js';
import type { InputError } from '../problems/http-problem.js';
import { requestOf } from '../request-state.js';
import { mediaTypeOf } from '../writes/receive-upload.js';
import { uncleanInput } from './clean-input.js';
import { inputError, unknownField } from './input-errors.js';
import { routeInputsOf } from './route-inputs.js';
import type { RouteInputs } from './route-inputs.js';

/**
 * Refuses what a route does not read, before any of it is read. Stands behind the guard that asks
 * who is there. No interceptor: Nest makes a chain of observables of those for every request.
 */
@Injectable()
export class InputGuard implements CanActivate {
  canActivate(context: ExecutionContext): true {
    const request = requestOf(context);
    const inputs = routeInputsOf(context.getClass(), context.getHandler());
    refuseFiles(request, inputs);
    refuseMisspelt(request);
    refuseUnclean(request);
    refuseUnknownQuery(request, inputs);
    if (!inputs.readsBody && !inputs.upload) refuseBody(request);
    return true;
  }
}

const refuseFiles = (request: FastifyRequest, { upload }: RouteInputs): void => {
  const accepts = upload?.mediaTypes ?? ['application/json'];
  const isFile = request.isMultipart() || request.body instanceof Readable;
  const isWelcome = upload ? accepts.includes(mediaTypeOf(request)) : !isFile;
  if (!isWelcome) throw problem('unsupported_media_type', { obstacles: { accepts } });
};

/** What cannot be decoded would be taken for text with percent signs in it, and find nothing. */
const refuseMisspelt = ({ url }: FastifyRequest): void => {
  if (!url.includes('%')) return;
  try {
    decodeURIComponent(url.slice(url.indexOf('?') + 1));
  } catch {
    const remedy = {
      zh: '查询参数须为 UTF-8 的百分号编码（百分号本身写作 %25）',
      en: 'the query must be percent-encoded UTF-8 (a percent sign itself is %25)',
    };
    throw problem('invalid_request', { errors: [inputError('query', [], remedy)] });
  }
};

const refuseUnclean = ({ body, query, params }: FastifyRequest): void => {
  const found =
    uncleanInput('path', params) ??
    uncleanInput('query', query) ??
    (body instanceof Readable ? undefined : uncleanInput('body', body));
  if (found) throw problem('invalid_request', { errors: [found] });
};

const refuseUnknownQuery = ({ query }: FastifyRequest, { query: known }: RouteInputs): void => {
  const unknown = Object.keys(query as object).filter((name) => !known.includes(name));
  refuseUnknown(unknown.map((name) => unknownField('query', [name], known)));
};

const refuseBody = ({ body }: FastifyRequest): void => {
  if (body === undefined || body === null) return;
  if (typeof body !== 'object' || Array.isArray(body)) {
    const remedy = {
      zh: '此地址不接受请求体，请删除',
      en: 'this address takes no body: remove it',
    };
    throw problem('invalid_request', { errors: [inputError('body', [], remedy)] });
  }
  refuseUnknown(Object.keys(body).map((name) => unknownField('body', [name], [])));
};

const refuseUnknown = (errors: readonly InputError[]): void => {
  if (errors.length > 0) throw problem('unknown_field', { errors });
};

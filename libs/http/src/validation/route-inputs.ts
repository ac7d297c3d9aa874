import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { PARAMTYPES_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { QueryParameters } from '../reads/read-after.decorator.js';
import { uploadLimitsOf } from '../writes/upload-limits.js';
import type { UploadLimits } from '../writes/upload-limits.js';
import { fieldsOf } from './dto-fields.js';
import type { BodyReader } from './free-body.decorator.js';

/** What a route reads of a request. */
export interface RouteInputs {
  /** Names of the query parameters that it knows. */
  readonly query: readonly string[];
  readonly readsBody: boolean;
  /** There when the route takes a file in place of JSON. */
  readonly upload?: UploadLimits;
  /** What is wrong with how the route declares its inputs; empty when nothing is. */
  readonly faults: readonly string[];
}

interface RouteArgument {
  readonly index: number;
  readonly data?: unknown;
}

/** A method of a controller; only its name and its metadata matter. */
type Handler = { readonly name: string };

const known = new Map<Handler, RouteInputs>();

/** Reads from the decorators of a handler what it takes from a request. */
export const routeInputsOf = (controller: object, handler: Handler): RouteInputs => {
  const inputs = known.get(handler) ?? read(controller, handler);
  known.set(handler, inputs);
  return inputs;
};

const read = (controller: object, handler: Handler): RouteInputs => {
  const found = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler.name) as
    Record<string, RouteArgument> | undefined;
  const { prototype } = controller as { readonly prototype: object };
  const types = (Reflect.getMetadata(PARAMTYPES_METADATA, prototype, handler.name) ??
    []) as object[];
  const inputs = Object.entries(found ?? {}).map(([key, argument]) => ({
    kind: Number(key.split(':')[0]),
    argument,
    type: types[argument.index],
  }));
  const upload = uploadLimitsOf(handler);
  return {
    query: inputs.flatMap(queryNames),
    readsBody: inputs.some(
      ({ kind, argument: { data } }) => kind === Number(RouteParamtypes.BODY) || isBodyReader(data),
    ),
    ...(upload ? { upload } : {}),
    faults: inputs.flatMap(faultsOf),
  };
};

interface Input {
  readonly kind: number;
  readonly argument: RouteArgument;
  readonly type: object | undefined;
}

const queryNames = ({ kind, argument: { data }, type }: Input): readonly string[] => {
  if (kind === Number(RouteParamtypes.QUERY)) return type ? fieldsOf(type) : [];
  return isQueryParameters(data) ? data.query : [];
};

const isQueryParameters = (data: unknown): data is QueryParameters =>
  typeof data === 'object' && data !== null && Array.isArray((data as QueryParameters).query);

const isBodyReader = (data: unknown): boolean =>
  typeof data === 'object' && (data as BodyReader | null)?.body === 'free';

/** What reads input unchecked: the app does not start with it. */
const faultsOf = ({ kind, argument: { data }, type }: Input): readonly string[] => {
  const isParam = kind === Number(RouteParamtypes.PARAM);
  if (!isParam && !bodyAndQuery.includes(kind)) return [];
  if (isParam && data !== undefined)
    return type === String ? [] : ['has a @Param() that is no text'];
  if (data !== undefined) return ['takes one value out of body or query: use a DTO class'];
  const isChecked = type !== undefined && fieldsOf(type).length > 0;
  return isChecked
    ? []
    : ['has a @Body(), @Query() or @Param() whose type is no DTO class with fields'];
};

const bodyAndQuery = [RouteParamtypes.BODY, RouteParamtypes.QUERY].map(Number);

import type { CallerRole } from '@ledger/http/auth/caller.js';
import type { RunningApp } from './apps.js';

/** What the OpenAPI document says of a value; the parts that tests make values from. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly enum?: readonly string[];
  readonly example?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** One operation of a running service, as its own document describes it. */
export interface Route {
  readonly app: RunningApp;
  readonly service: string;
  readonly method: 'get' | 'post';
  readonly path: string;
  /** `POST /v1/assets`, for the names of tests. */
  readonly name: string;
  readonly access: 'public' | readonly CallerRole[];
  /** Names of the parameters in the path. */
  readonly things: readonly string[];
  /** Names of the query parameters. */
  readonly query: readonly string[];
  /** Query parameters that must be there, with an example of each. */
  readonly required: readonly (readonly [name: string, example: string])[];
  /** Schema of the JSON body, where the route takes one. */
  readonly body?: Schema;
  readonly isUpload: boolean;
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly example?: unknown;
  readonly schema?: Schema;
}

interface Operation {
  readonly 'x-access': Route['access'];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
}

interface Content {
  readonly schema: Schema;
  /** Whole bodies that work when pasted, where the examples of the fields do not go together. */
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Every route of a service, from the document that it serves. */
export const routesOf = async (app: RunningApp, service: string): Promise<readonly Route[]> => {
  const document = (await app.http.get('/openapi.json')).body as Document;
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const content = operation.requestBody?.content ?? {};
      const json = content['application/json'];
      const schema = json?.schema;
      const [example] = Object.values(json?.examples ?? {});
      const of = (part: string) =>
        (operation.parameters ?? []).filter((one) => one.in === part).map(({ name }) => name);
      return {
        app,
        service,
        method: method as Route['method'],
        path,
        name: `${service} ${method.toUpperCase()} ${path}`,
        access: operation['x-access'],
        things: of('path'),
        query: of('query'),
        required: (operation.parameters ?? [])
          .filter((one) => one.in === 'query' && one.required === true)
          .map(({ name, example, schema: shape }) => [
            name,
            String(example ?? shape?.example ?? ''),
          ]),
        ...(schema && {
          body: {
            ...resolved(schema, document.components.schemas),
            ...(example && { example: example.value }),
          },
        }),
        isUpload: 'multipart/form-data' in content,
      };
    }),
  );
};

/** A schema without references, so that it can be walked. */
const resolved = (schema: Schema, schemas: Document['components']['schemas']): Schema => {
  const { $ref, allOf, ...own } = schema;
  const name = $ref ?? allOf?.[0]?.$ref;
  const target = name === undefined ? {} : schemas[name.split('/').at(-1) ?? ''];
  const whole: Schema = { ...target, ...own };
  const members = Object.entries(whole.properties ?? {});
  return {
    ...whole,
    ...(whole.items && { items: resolved(whole.items, schemas) }),
    ...(whole.properties && {
      properties: Object.fromEntries(members.map(([key, one]) => [key, resolved(one, schemas)])),
    }),
  };
};

/** What Swagger UI offers to paste: the examples of all fields. */
export const exampleOf = (schema: Schema): unknown => {
  if (schema.example !== undefined) return schema.example;
  if (schema.items) return [exampleOf(schema.items)];
  const members = Object.entries(schema.properties ?? {});
  return Object.fromEntries(members.map(([name, member]) => [name, exampleOf(member)]));
};

/** The address of a route about given things; what they do not name is not there. */
export const addressOf = (
  { path }: Pick<Route, 'path'>,
  things: Readonly<Record<string, string>>,
): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(things[name] ?? numbers[name] ?? 'nothing'),
  );

/** Whether a value names one thing: a number within something, or a month, is no secret. */
export const isNameOf = (value: string): boolean => value.length > 7;

/** What is counted within an asset. */
const numbers: Readonly<Record<string, string>> = { duplicateNo: '1', objectionNo: '1' };

import { ProblemDto } from '@ledger/contracts/problem.dto.js';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { describeOperation } from './describe-operation.js';
import type { Operation } from './describe-operation.js';

/** How a service presents itself. */
export interface ServiceDescription {
  /** `registry` or `exchange`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
}

/** What a person who opens the page must know before the first call. */
const manners =
  '点击 Authorize，粘贴访问令牌（`npm start` 打印的令牌，或贵机构身份提供方签发的令牌）。' +
  '说明语言由 `Accept-Language` 决定（默认中文）；问题代码的含义见 `GET /problems/{code}`。\n\n' +
  'Press Authorize and paste a bearer token: one that `npm start` printed, or one of your identity ' +
  'provider. `Accept-Language: en` gives English texts; `GET /problems/{code}` explains a code.';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The OpenAPI 3.1 document of a service. Depends on the routes alone. */
export const openApiDocument = (
  app: INestApplication,
  { title, description, version }: ServiceDescription,
): OpenAPIObject => {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(`${description}\n\n${manners}`)
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-Api-Key' }, 'apiKey')
    .build();
  const document = SwaggerModule.createDocument(app, base, { extraModels: [ProblemDto] });
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method] as Operation | undefined;
      if (operation) describeOperation(path, method, operation);
    }
  }
  return document;
};

/** Schemas that say nothing, and references that lead nowhere: fields without decorators. For tests. */
export const documentFaults = (document: OpenAPIObject): readonly string[] => {
  const schemas = document.components?.schemas ?? {};
  const empty = Object.entries(schemas)
    .filter(([, schema]) => '$ref' in schema || Object.keys(schema.properties ?? {}).length === 0)
    .map(([name]) => `${name} is empty`);
  const references = JSON.stringify(document).matchAll(
    /"\$ref":"#\/components\/schemas\/([^"]*)"/g,
  );
  const broken = [...references]
    .map(([, name = '']) => name)
    .filter((name) => !Object.hasOwn(schemas, name))
    .map((name) => `${name} is not there`);
  return [...empty, ...new Set(broken)];
};

import { escaped } from '@ledger/domain/markup.js';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pageHeaders } from '../security-headers.js';

/** The files of Swagger UI that the page needs, with their media types. */
const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/**
 * `/openapi.json` and Swagger UI at `/docs`, where `/` leads, open to everybody. Served by hand: a
 * handful of fixed files needs no file server, and nothing else below that folder can be asked for.
 * The document takes a good part of a second to make: whoever asks first lets it be made.
 */
export const addDocumentation = (
  instance: FastifyInstance,
  title: string,
  make: () => OpenAPIObject,
): void => {
  let made: string | undefined;
  const text = (): string => (made ??= JSON.stringify(make()));
  const send = (reply: FastifyReply, type: string, content: string | Buffer): FastifyReply =>
    reply.headers(pageHeaders).type(type).send(content);
  instance.get('/openapi.json', (_, reply) =>
    reply.type('application/json; charset=utf-8').send(text()),
  );
  // Whoever opens the bare address that the start printed looks for what there is.
  instance.get('/', (_, reply) => reply.redirect('/docs'));
  instance.get('/docs', (_, reply) =>
    send(reply, 'text/html; charset=utf-8', page(title)),
  );
  instance.get('/docs/start.js', (_, reply) =>
    send(reply, 'text/javascript; charset=utf-8', start),
  );
  for (const [name, type] of Object.entries(assets)) {
    instance.get(`/docs/${name}`, async (_, reply) => {
      void reply.headers({ ...pageHeaders, 'cache-control': 'public, max-age=3600' });
      return reply.type(type).send(await readFile(path.join(folder(), name)));
    });
  }
};

/** Swagger UI comes with Nest's OpenAPI library, so it is looked for from there. */
const folder = (): string => {
  const { resolve } = createRequire(import.meta.url);
  const nest = createRequire(resolve('@nestjs/swagger'));
  return path.dirname(nest.resolve('swagger-ui-dist/package.json'));
};

const page = (title: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const start = `window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  persistAuthorization: true,
  validatorUrl: null,
});
`;

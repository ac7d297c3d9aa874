/** `npm run generate`: writes what is generated and committed (tools/src/generate-openapi.ts). */
import { prepare } from './bootstrap.mjs';

await prepare();
const { generate } = await import('./dist/generate-openapi.js');
await generate();
process.exit();

/** `npm run generate`: writes what is generated and committed: the wire and the event catalogue. */
import { prepare } from './bootstrap.mjs';

await prepare();
const { generate } = await import('./dist/generate-openapi.js');
await generate();
const { generateEvents } = await import('./dist/events/generate-events.js');
generateEvents();
process.exit();

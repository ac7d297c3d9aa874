/**
 * `npm run generate`: writes what is generated and committed: the wire, the event catalogue and the
 * versions of projections.
 */
import { prepare } from './bootstrap.mjs';

await prepare();
const { generate } = await import('./dist/generate-openapi.js');
await generate();
const { generateEvents } = await import('./dist/events/generate-events.js');
generateEvents();
const { generateProjections } = await import('./dist/projections/generate-projections.js');
await generateProjections();
process.exit();

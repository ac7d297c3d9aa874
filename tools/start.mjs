/** `npm start`: installs and builds what is missing, then runs everything (tools/src/start.ts). */
import { prepare } from './bootstrap.mjs';

await prepare();
const { start } = await import('./dist/start.js');
process.exit(await start());

/** `npm run demo`: plays the whole story over HTTP (tools/src/demo/demo.ts). */
import { prepare } from './bootstrap.mjs';

await prepare();
const { demo } = await import('./dist/demo/demo.js');
process.exit(await demo());

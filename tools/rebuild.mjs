/** `npm run rebuild -- <name>`: makes a read model anew beside the live one (tools/src/rebuild.ts). */
import { prepare } from './bootstrap.mjs';

await prepare();
const { runRebuild } = await import('./dist/rebuild.js');
process.exitCode = await runRebuild(process.argv.slice(2));

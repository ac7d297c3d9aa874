/** `npm run log:import`: fills an empty log from a file (tools/src/import-log.ts). */
import { prepare } from './bootstrap.mjs';

await prepare();
const { runImportLog } = await import('./dist/import-log.js');
process.exitCode = await runImportLog(process.argv.slice(2));

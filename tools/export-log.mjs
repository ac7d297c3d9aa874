/** `npm run log:export`: writes the whole log into a file (tools/src/export-log.ts). */
import { prepare } from './bootstrap.mjs';

await prepare();
const { runExportLog } = await import('./dist/export-log.js');
process.exitCode = await runExportLog(process.argv.slice(2));

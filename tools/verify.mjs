/** `npm run verify`: holds the log against checkpoints kept outside (tools/src/verify/run.ts). */
import { prepare } from './bootstrap.mjs';

await prepare();
const { runVerifyLog } = await import('./dist/verify-log.js');
process.exitCode = await runVerifyLog(process.argv.slice(2));

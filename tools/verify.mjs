/** `npm run verify`: holds the log against checkpoints kept outside (tools/src/verify/run.ts). */
import { prepare } from './bootstrap.mjs';

await prepare();
const { runVerify } = await import('./dist/verify/run.js');
process.exitCode = await runVerify(process.argv.slice(2), process.env, console.log);

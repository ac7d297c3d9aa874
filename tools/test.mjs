/** `npm test`: installs and builds what is missing, then runs the suites (tools/src/test-run.ts). */
import { prepare } from './bootstrap.mjs';

await prepare();
const { runTests } = await import('./dist/test-run.js');
process.exitCode = await runTests(process.argv.slice(2));

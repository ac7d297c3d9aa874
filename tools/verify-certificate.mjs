/** `npm run verify:certificate`: checks a search certificate offline (tools/src/verify/certificate-run.ts). */
import { prepare } from './bootstrap.mjs';

await prepare();
const { runVerifyCertificate } = await import('./dist/verify/certificate-run.js');
process.exitCode = runVerifyCertificate(process.argv.slice(2), process.env, console.log);

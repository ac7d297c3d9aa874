/** `npm run migrate`: brings the configured database up to date (tools/src/migrate-run.ts). */
import { prepare } from './bootstrap.mjs';

await prepare();
const { runMigrate } = await import('./dist/migrate-run.js');
process.exitCode = await runMigrate();

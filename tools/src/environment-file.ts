import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.js';

/** Takes the variables of `.env`; what the shell has set stays. */
export const loadEnvironmentFile = (): void => {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
};

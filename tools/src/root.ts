import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository: two folders above this file, both as source and as built. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

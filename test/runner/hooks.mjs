/** How Node finds and reads our TypeScript while tests run; see runtime.cjs. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import compiler from './compiled.cjs';

const root = pathToFileURL(path.resolve(import.meta.dirname, '../..')).href;
/** What belongs to the tests, as in .dependency-cruiser.cjs. */
const ofTests = /\.(spec|contract)\.ts$|\/(testing|contract)\/|^\/test\//;

const isOurs = (url) => url.startsWith(`${root}/`) && !url.includes('/node_modules/');
const isTypeScript = (url) => isOurs(url) && new URL(url).pathname.endsWith('.ts');

/** Sources import one another by the names that they have when they are built. */
const asSource = (specifier, parentURL) =>
  /^\.{1,2}\/.*\.js$/.test(specifier) && isTypeScript(parentURL)
    ? specifier.replace(/\.js$/, '.ts')
    : undefined;

export const resolve = async (specifier, context, next) => {
  const { parentURL = '' } = context;
  const conditions = ['app-src', ...context.conditions];
  const here = { ...context, conditions };
  const source = asSource(specifier, parentURL);
  const found =
    source === undefined
      ? await next(specifier, here)
      : await next(source, here).catch(() => next(specifier, here));
  const { search } = parentURL === '' ? { search: '' } : new URL(parentURL);
  // The spec is loaded under a number of its own, and hands it on to what belongs to the tests.
  const isOwn = search !== '' && isTypeScript(found.url) && !found.url.includes('?');
  return isOwn && ofTests.test(found.url.slice(root.length))
    ? { ...found, url: `${found.url}${search}` }
    : found;
};

export const load = async (url, context, next) => {
  if (!isTypeScript(url)) return next(url, context);
  const code = await compiler.compiled(fileURLToPath(url.split('?')[0]));
  // On the first line, which moves no other: Node knows nothing of `import.meta.jest`.
  const jest = 'import.meta.jest = globalThis[Symbol.for("import.meta.jest")];';
  const source = code.includes('import.meta.jest') ? `${jest}${code}` : code;
  return { format: 'module', source, shortCircuit: true };
};

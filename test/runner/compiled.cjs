/**
 * What swc makes of a TypeScript file, kept by content: a file is compiled again when it, the
 * compiler or its settings change. Shared by all processes of a run and by the runs after it.
 */
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');
const folder = path.join(root, 'node_modules/.cache/compiled');
const configFile = path.join(root, '.swcrc');
const { version } = require('@swc/core/package.json');
const settings = `${version}\0${readFileSync(configFile, 'utf8')}`;

/** Where the code made of a source is; its source map is beside it, with `.map` at the end. */
const placeOf = (file, source) => {
  const digest = createHash('sha256').update(settings).update(file).update('\0').update(source);
  return path.join(folder, `${path.basename(file)}.${digest.digest('hex').slice(0, 32)}.js`);
};

const readIfThere = (place) => {
  try {
    return readFileSync(place, 'utf8');
  } catch {
    return undefined;
  }
};

/** Written beside and renamed, because other workers compile the same file at the same time. */
const put = (place, text) => {
  const half = `${place}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(half, text);
  renameSync(half, place);
};

/** The JavaScript of a TypeScript file. */
exports.compiled = async (file) => {
  const source = readFileSync(file, 'utf8');
  const place = placeOf(file, source);
  const known = readIfThere(place);
  if (known !== undefined) return known;
  const swc = require('@swc/core');
  const { code, map = '' } = await swc.transform(source, {
    filename: file,
    configFile,
    swcrc: false,
    sourceMaps: true,
  });
  put(`${place}.map`, map);
  put(place, code);
  return code;
};

/** Where the source map of a TypeScript file is, if the file is there still. */
exports.mapPlaceOf = (file) => {
  const source = readIfThere(file);
  return source === undefined ? undefined : `${placeOf(file, source)}.map`;
};

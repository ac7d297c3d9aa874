/**
 * Loads specs with Node's own module loader instead of jest's. Jest loads everything anew for every
 * spec file, the services with Nest, TypeORM and all their files too, which takes longer than
 * most specs. Here what is under test is loaded once per worker, as in production, and only what
 * belongs to the tests once per spec file. Jest does all the rest: workers, cases, reports.
 */
const { register } = require('node:module');
const path = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { mapPlaceOf } = require('./compiled.cjs');

register(pathToFileURL(path.join(__dirname, 'hooks.mjs')));

let files = 0;

/** Where the source map of a stack frame's file is, for who writes the stack. */
class SourceMaps extends Map {
  get(generated) {
    if (!this.has(generated)) this.set(generated, sourceMapOf(generated));
    return super.get(generated);
  }
}

const sourceMapOf = (generated) =>
  /^file:.*\.ts(\?|$)/.test(generated)
    ? mapPlaceOf(fileURLToPath(generated.split('?')[0]))
    : undefined;

/** One for all files of a worker: what is known of a source stays known. */
const sourceMaps = new SourceMaps();

/** The part of jest's runtime that its runner and its circus use. */
module.exports = class Runtime {
  constructor(config) {
    if (config.resetModules || config.clearMocks || config.resetMocks || config.restoreMocks) {
      throw new Error('test/runner knows no mocks that are reset by themselves.');
    }
    this.query = `?file=${++files}`;
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  unstable_importModule(file) {
    return import(`${pathToFileURL(file)}${this.query}`);
  }

  /** Circus keeps the cases of a file in its module, so every file gets a circus of its own. */
  requireInternalModule(file) {
    delete require.cache[file];
    return require(file);
  }

  requireModule(file) {
    return require(file);
  }

  getSourceMaps() {
    return sourceMaps;
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  setGlobalsForRuntime() {}
  enterTestCode() {}
  leaveTestCode() {}
  teardown() {}
};

/** The globals of a spec file are those of its worker; see runtime.cjs. */
const { ModuleMocker } = require('jest-mock');

const jestKey = Symbol.for('import.meta.jest');
/** Where circus looks for the timeout that a spec file asks for. */
const timeoutKey = Symbol.for('TEST_TIMEOUT_SYMBOL');
/** What circus leaves on the globals: the cases of the file, and who hears how they go. */
const isOfCircus = ({ description }) =>
  description === 'JEST_STATE_SYMBOL' || description === 'EVENT_HANDLERS';

module.exports = class Environment {
  constructor({ globalConfig, projectConfig }) {
    this.global = globalThis;
    this.seed = globalConfig.seed;
    this.env = { ...process.env };
    Object.assign(process.env, projectConfig.testEnvironmentOptions.env);
    this.kept = { console: globalThis.console, exit: process.exit };
    const mocker = new ModuleMocker(globalThis);
    this.mocker = mocker;
    globalThis[jestKey] = {
      setTimeout: (ms) => void (globalThis[timeoutKey] = ms),
      fn: mocker.fn.bind(mocker),
      spyOn: mocker.spyOn.bind(mocker),
    };
  }

  /** Properties draw their examples from jest's own seed, `--seed=<number>`. */
  async setup() {
    const { default: properties } = await import('fast-check');
    properties.configureGlobal({ seed: this.seed });
  }

  /** The next file finds things as this one did. */
  async teardown() {
    this.mocker.restoreAllMocks();
    delete globalThis[jestKey];
    delete globalThis[timeoutKey];
    for (const symbol of Object.getOwnPropertySymbols(globalThis).filter(isOfCircus)) {
      delete globalThis[symbol];
    }
    globalThis.console = this.kept.console;
    process.exit = this.kept.exit;
    for (const name of Object.keys(process.env)) {
      if (!(name in this.env)) delete process.env[name];
    }
    Object.assign(process.env, this.env);
  }

  exportConditions() {
    return ['app-src', 'node', 'default'];
  }

  /** There is none: everything runs in the one of the worker. */
  getVmContext() {
    return null;
  }
};

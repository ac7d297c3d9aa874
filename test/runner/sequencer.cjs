/**
 * The long files first, so that no worker is left alone with one at the end. Those that kill
 * services come by turns with the others, because they wait as much as they work.
 */
const { default: TestSequencer } = require('@jest/test-sequencer');

module.exports = class Sequencer extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const of = (...suites) =>
      sorted.filter(({ context }) => suites.includes(context.config.displayName.name));
    const killing = of('fault');
    const stories = of('e2e', 'e2e-eventstoredb');
    const turns = Array.from({ length: Math.max(killing.length, stories.length) }, (_, turn) =>
      [killing[turn], stories[turn]].filter((test) => test !== undefined),
    );
    return [...turns.flat(), ...of('int'), ...of('unit')];
  }
};

/** As environment.cjs does it where jest loads the specs itself: examples are drawn from its seed. */
import fc from 'fast-check';

fc.configureGlobal({ seed: import.meta.jest.getSeed() });

import type { Grade } from '../asset/asset.events.js';
import type { PolicyDefinition } from '../policy/policy.definition.js';

/** Of which data a sample may be shown, and how large it may be. */
export type SampleTerms = {
  /** Grades whose data may be sampled. Core data never is, whatever a policy says. */
  readonly grades: readonly Grade[];
  readonly rowsMax: number;
  /** Of the sample as a file. */
  readonly bytesMax: number;
};

/**
 * A sample hands data over to whoever asks: it is provided without contract or opinion, so by
 * default only general data is sampled. No rule sets the sizes.
 */
export const samplePolicy: PolicyDefinition<SampleTerms> = {
  name: 'offer-samples',
  title: { zh: '样例数据', en: 'Samples of what is offered' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      grades: {
        is: 'list',
        of: { is: 'oneOf', values: ['important', 'sensitive', 'general'] },
        max: 3,
        about: '可提供样例的级别：grades whose data may be sampled.',
      },
      rowsMax: { is: 'integer', min: 1, max: 100, about: '样例行数上限：most rows of a sample.' },
      bytesMax: {
        is: 'integer',
        min: 1_000,
        max: 262_144,
        about: '样例大小上限（字节）：most bytes of a sample as a file.',
      },
    },
  },
  shipped: () => ({ grades: ['general'], rowsMax: 100, bytesMax: 65_536 }),
};

import type { Grade } from '../asset/asset-description.js';
import type { PolicyDefinition } from '../policy/policy.definition.js';
import type { OfferContent } from './offer.events.js';

/** What may be traded, and with which papers. Core data never is, whatever a policy says. */
export type TradingGates = {
  /** Grades that need a positive compliance opinion (合规评估). */
  readonly opinionFor: readonly Grade[];
  /** Whether data of personal origin needs one. */
  readonly opinionForPersonal: boolean;
  /** Grades that need a risk assessment before they are provided. */
  readonly riskAssessmentFor: readonly Grade[];
  /** How data of public origin may be delivered. */
  readonly publicDataModes: readonly OfferContent['delivery'][];
};

/**
 * Important data is assessed before it is provided (网络数据安全管理条例 art. 31); personal data needs
 * separate consent or is anonymised; public data is "usable, not visible" (数据二十条). Whether ordinary
 * data needs an opinion differs between exchanges.
 */
export const tradingGatesPolicy: PolicyDefinition<TradingGates> = {
  name: 'trading-gates',
  title: { zh: '交易准入', en: 'What may be traded' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      opinionFor: {
        is: 'list',
        of: { is: 'oneOf', values: ['important', 'sensitive', 'general'] },
        max: 3,
        about: '需合规评估意见的级别：grades that need a positive compliance opinion.',
      },
      opinionForPersonal: {
        is: 'boolean',
        about: '个人数据是否需要：whether data of personal origin needs one.',
      },
      riskAssessmentFor: {
        is: 'list',
        of: { is: 'oneOf', values: ['important', 'sensitive', 'general'] },
        max: 3,
        about: '需风险评估的级别：grades that need a risk assessment before they are provided.',
      },
      publicDataModes: {
        is: 'list',
        of: {
          is: 'oneOf',
          values: ['api', 'file', 'share', 'privacyComputing', 'sandbox', 'modelOutput'],
        },
        max: 6,
        about: '公共数据的交付方式：how data of public origin may be delivered.',
      },
    },
  },
  shipped: () => ({
    opinionFor: ['important', 'sensitive'],
    opinionForPersonal: true,
    riskAssessmentFor: ['important'],
    publicDataModes: ['api', 'privacyComputing', 'sandbox', 'modelOutput'],
  }),
};

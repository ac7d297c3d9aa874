import { riskMonitorPolicy } from '../alert/risk-monitor.policy.js';
import { classificationPolicy } from '../classification/classification.policy.js';
import { gradingPolicy } from '../classification/grading.policy.js';
import { duplicatePolicy } from '../fingerprint/duplicate.policy.js';
import { lenderControlPolicy, pledgeClocksPolicy } from '../title/pledge.policies.js';
import { bookkeepingPolicy } from '../journal/bookkeeping.policy.js';
import { financialChartPolicy, generalChartPolicy } from '../journal/chart.policies.js';
import { lendingPolicy } from '../financing/lending.policy.js';
import { crossBorderPolicy } from '../cross-border/cross-border.policy.js';
import { marketDataPolicy } from '../market/market-data.policy.js';
import { needMatchingPolicy } from '../need/need-matching.policy.js';
import { assessorPolicy } from '../offer/assessor.policy.js';
import { samplePolicy } from '../offer/sample.policy.js';
import { tradingGatesPolicy } from '../offer/trading-gates.policy.js';
import { titleClocksPolicy } from '../title/title.policy.js';
import { qualityPolicy } from '../quality/quality.policy.js';
import { meteringPolicy } from '../usage/metering.policy.js';
import { walletPolicy } from '../wallet/wallet.policy.js';
import { disclosurePolicy } from '../reporting/disclosure.policy.js';
import { voucherTemplatesPolicy } from '../reporting/voucher-templates.policy.js';
import type { PolicyDefinition } from './policy.definition.js';
import { settlementPolicy, tradingPolicy } from '../settlement/trading.policies.js';
import { registrarPolicy } from './registrar.policy.js';
import { schemePolicies } from './scheme.policies.js';
import { workingDaysPolicy } from './working-days.policy.js';

/**
 * Every policy there is. A slice with parameters of its own adds its definition here, and its table
 * to `docs/guides/policies.md`.
 */
export const policyDefinitions: readonly PolicyDefinition[] = [
  workingDaysPolicy,
  registrarPolicy,
  ...schemePolicies,
  gradingPolicy,
  classificationPolicy,
  qualityPolicy,
  duplicatePolicy,
  titleClocksPolicy,
  pledgeClocksPolicy,
  lenderControlPolicy,
  lendingPolicy,
  tradingPolicy,
  tradingGatesPolicy,
  assessorPolicy,
  samplePolicy,
  needMatchingPolicy,
  marketDataPolicy,
  crossBorderPolicy,
  settlementPolicy,
  bookkeepingPolicy,
  generalChartPolicy,
  financialChartPolicy,
  meteringPolicy,
  walletPolicy,
  disclosurePolicy,
  voucherTemplatesPolicy,
  riskMonitorPolicy,
];

const byName = new Map(policyDefinitions.map((definition) => [definition.name, definition]));

/** The definition of a policy. */
export const policyNamed = (name: string): PolicyDefinition | undefined => byName.get(name);

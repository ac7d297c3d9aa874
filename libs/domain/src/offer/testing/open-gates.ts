import type { GatesPassed } from '../offer.events.js';
import type { GateEvidence } from '../trading-gates.js';
import { tradingGatesPolicy } from '../trading-gates.policy.js';

/** Evidence of an ordinary asset in force, under the policy as shipped. */
export const openGates: GateEvidence = {
  assetVersion: 4,
  status: 'registered',
  label: { grade: 'general', origin: 'enterprise' },
  gates: tradingGatesPolicy.shipped!(),
  policyVersion: 1,
};

/** What a listing keeps of it. */
export const passed: GatesPassed = { assetVersion: 4, policyVersion: 1 };

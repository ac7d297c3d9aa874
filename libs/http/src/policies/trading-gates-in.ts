import {
  type TradingGates,
  tradingGatesPolicy,
} from '@ledger/domain/offer/trading-gates.policy.js';
import { type InForce, inForce } from '@ledger/domain/policy/in-force.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { policyStream } from '@ledger/domain/policy/policy.state.js';
import type { StreamAsk, View } from '@ledger/event-store/stream-reader.js';

/** The policy of the gates, for a look that wants other streams too. */
export const gatesPolicy: StreamAsk = {
  kind: policyKind,
  stream: policyStream(tradingGatesPolicy.name),
};

/** The gates of a day, as a look has found them. */
export const tradingGatesIn = (view: View, date: string): InForce<TradingGates> => {
  const ledger = view.of(policyKind, gatesPolicy.stream).state;
  return inForce<TradingGates>(tradingGatesPolicy, date, { ledger });
};

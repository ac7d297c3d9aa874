import { Refused, type RefusalCode } from '@ledger/domain/refusal.js';

const past: readonly RefusalCode[] = [
  'negotiation_state_forbids',
  'transfer_state_forbids',
  'order_not_cancellable',
];

/** Says something because of an event; what the other side has overtaken meanwhile is left unsaid. */
export const unlessPast = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Refused) || !past.includes(error.code)) throw error;
  }
};

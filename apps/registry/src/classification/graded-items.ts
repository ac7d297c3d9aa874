import type { GradedItem } from '@ledger/domain/classification/grading.js';

/** An item as the calculator takes it, from a body. */
export const itemOf = ({ item, object, harm, sensitive }: GradedItem): GradedItem => ({
  item,
  object,
  harm,
  ...(sensitive === undefined ? {} : { sensitive }),
});

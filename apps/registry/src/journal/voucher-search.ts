import type { VoucherPosted } from '@ledger/domain/accounting/journal.events.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';

export type PostedVoucher = RecordedOf<VoucherPosted>;

/** Events read at once where a guess lies between two vouchers. */
const windowMax = 32;

const isPosted = (event: RecordedEvent): event is PostedVoucher => event.type === 'VoucherPosted';

/**
 * The voucher of a number in a journal that stands at `version`. Numbers rise with versions, so it
 * is found by halving; drafts, reviews and claims that lie between are read over.
 */
export const voucherNumbered = async (
  log: Pick<EventLog, 'read'>,
  stream: string,
  version: number,
  number: number,
): Promise<PostedVoucher | undefined> => {
  // A voucher is at its number or later: nothing before it counts more than one.
  let [first, last] = [number, version];
  while (first <= last) {
    const middle = Math.floor((first + last) / 2);
    const found = await firstPosted(log, stream, middle, last);
    if (found?.data.number === number) return found;
    if (found === undefined || found.data.number > number) last = middle - 1;
    else first = found.version + 1;
  }
  return undefined;
};

const firstPosted = async (
  log: Pick<EventLog, 'read'>,
  stream: string,
  from: number,
  upTo: number,
): Promise<PostedVoucher | undefined> => {
  for (let at = from; at <= upTo; at += windowMax) {
    const events = await log.read(stream, at, Math.min(at + windowMax - 1, upTo));
    const found = events.find(isPosted);
    if (found !== undefined) return found;
  }
  return undefined;
};

import { minus } from '../fraction.js';
import { lineOf } from '../title/entry-line.js';
import type { Entry, Title, Transfer } from '../title/title.js';
import type { PlacedOrder } from './placed-order.js';

/**
 * The transfer by which a buyer gave back the right that he had bought (pattern 2: the title is the
 * proof). All of it went to those who had it, or the seller has as much of a share more as he had
 * sold; whatever the buyer did with it in between, and by his own act or by an authority's order.
 * `undefined`: he has not.
 */
export const returnOf = (
  title: Title,
  { transfer, buyerPartyId, sellerPartyId, content }: PlacedOrder,
): { readonly transferId: string; readonly titleVersion: number } | undefined => {
  const sale = title.transfers.get(transfer?.transferId ?? '');
  if (sale === undefined) return undefined;
  const back = [...title.transfers.values()].find((one) => {
    const isLater =
      one.version > sale.version &&
      (one.byOrder !== undefined || one.transferorPartyIds.includes(buyerPartyId)) &&
      lineOf(title, one.fromHoldingId).includes(sale.to.holdingId);
    return isLater && gives(title, one, sale, { sellerPartyId, share: content.transfer?.share });
  });
  return back && { transferId: back.transferId, titleVersion: back.version };
};

const gives = (
  title: Title,
  back: Transfer,
  sale: Transfer,
  { sellerPartyId, share }: { readonly sellerPartyId: string; readonly share: string | undefined },
): boolean => {
  if (share === undefined) {
    const had = sale.transferorPartyIds;
    return back.part === 'whole' && had.every((id) => back.transfereePartyIds.includes(id));
  }
  const after = shareOf(back.to.holders, sellerPartyId);
  if (after === undefined) return false;
  const before = shareOf(title.entries.get(back.fromHoldingId)?.holders ?? [], sellerPartyId);
  const gained = before === undefined ? after : minus(after, before);
  return (
    !gained.startsWith('-') && !gained.startsWith('0/') && !minus(gained, share).startsWith('-')
  );
};

const shareOf = (holders: Entry['holders'], partyId: string): string | undefined => {
  const holder = holders.find((one) => one.partyId === partyId);
  return holder && (holder.share ?? (holders.length === 1 ? '1/1' : undefined));
};

import type { ChargeDto } from '@ledger/contracts/pricing/charge.dto.js';
import { groupedAmount, minorUnits } from '@ledger/domain/money.js';
import { chargeWords, unitWords } from '@ledger/domain/settlement/settlement.words.js';
import { money } from './settlement.answer.js';
import type { ChargeView } from './charge.view.js';

/** A charge on the wire: the same for both of its sides. */
export const chargeAnswer = (row: ChargeView): ChargeDto => {
  const {
    usagePosition: _position,
    policyVersion: _policy,
    sharing: _sharing,
    returned: _returned,
    nextOn: _next,
    closesAfter: _closes,
    whole: _whole,
    ...said
  } = row.content;
  return {
    chargeNo: row.chargeNo,
    orderId: row.orderId,
    sellerPartyId: row.sellerPartyId,
    buyerPartyId: row.buyerPartyId,
    ...said,
    state: stateOf(row),
    takenBack: money(row.takenBackMinor),
    on: row.onDate,
    position: row.position,
  };
};

const stateOf = ({ content, takenBackMinor, isSettled }: ChargeView): ChargeDto['state'] => {
  const gross = minorUnits(content.gross);
  if (gross < 0n) return 'credit';
  if (gross === 0n) return 'nothing';
  if (gross === BigInt(takenBackMinor)) return 'takenBack';
  return isSettled ? 'settled' : 'due';
};

/** Prices of the steps, in order: one, or that of each tier. */
export const unitPricesOf = ({ lines }: Pick<ChargeDto, 'lines'>): string =>
  lines
    .map(({ unitPrice, perUnits }) => (perUnits === 1 ? unitPrice : `${unitPrice}/${perUnits}`))
    .join(' · ');

/** What of a quantity this charge is for: where it follows another, the difference. */
export const quantityOf = ({
  quantity,
  quantityBefore,
}: Pick<ChargeDto, 'quantity' | 'quantityBefore'>): string =>
  isCount(quantity) && isCount(quantityBefore)
    ? String(BigInt(quantity) - BigInt(quantityBefore))
    : quantity;

/** A charge as a document prints it. */
export const printedCharge = (charge: ChargeDto) => ({
  ...charge,
  quantity: counted(charge),
  unitPrice: unitPricesOf(charge),
});

/** With what is counted; what is no number of things is in yuan, and says of what. */
const counted = (charge: ChargeDto): string => {
  const { zh, en } =
    charge.unit === undefined ? chargeWords[charge.ground] : unitWords[charge.unit];
  const quantity = groupedAmount(quantityOf(charge));
  return charge.unit === undefined ? `${zh} ${en} ${quantity}` : `${quantity} ${zh} ${en}`;
};

const isCount = (text: string): boolean => /^\d+$/.test(text);

import { derivedId, partyIdOf } from '@ledger/event-store/ids.js';
import { organisations } from '../../support/apps.js';

const { bank, buyer } = organisations;
const digest = (letter: string): string => letter.repeat(64);

const movement = (holdingId: string, org: string) => ({
  holdingId,
  transferees: [{ partyId: partyIdOf('uscc', org) }],
});

/** The buyer gets an entry by one contract, or by another one. */
export const toTheBuyer = (holdingId: string) => {
  const body = { ...movement(holdingId, buyer), contractDigest: digest('b') };
  return { body, other: { ...body, contractDigest: digest('c') } };
};

/** What a transfer has moved goes back to the bank by an authority's order, or by another one. */
export const backByOrder = (transferId: string) => {
  const moved = movement(derivedId('transfer', transferId, 'to'), bank);
  const body = { ...moved, authority: '某市中级人民法院', documentDigest: digest('a') };
  return { body, other: { ...body, authority: '另一法院' } };
};

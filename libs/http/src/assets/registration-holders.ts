import { registrationHolders } from '@ledger/domain/title/registration-holders.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { CommandLoop } from '@ledger/event-store/command-loop.js';

/** Who holds what was registered of an asset, as the log says now; empty: there is no title. */
export const registrationHoldersOf = async (
  loop: Pick<CommandLoop, 'load'>,
  assetId: string,
): Promise<readonly string[]> =>
  registrationHolders((await loop.load(titleKind, titleStream(assetId))).state);

/** Whom a notice to the applicant is for today, and on which ground. */
export const applicantsNow = async (
  loop: Pick<CommandLoop, 'load'>,
  { assetId, applicantPartyId }: { readonly assetId: string; readonly applicantPartyId: string },
): Promise<readonly { readonly partyId: string; readonly ground: 'applicant' | 'holder' }[]> => {
  const held = await registrationHoldersOf(loop, assetId);
  if (held.length === 0) return [{ partyId: applicantPartyId, ground: 'applicant' }];
  return held.map((partyId) => ({
    partyId,
    ground: partyId === applicantPartyId ? 'applicant' : 'holder',
  }));
};

import { change, known, put } from './maps.js';
import type { Title } from './title.js';
import type { TransferApplicationEvent } from './transfer-application.events.js';

/** The transfers that were applied for, after a fact about one of them. */
export const applicationsAfter = (
  { transferApplications: all }: Pick<Title, 'transferApplications'>,
  event: TransferApplicationEvent,
  version: number,
): Title['transferApplications'] => {
  const { transferId } = event.data;
  switch (event.type) {
    case 'TransferApplied':
      return put(all, transferId, { ...event.data, version, joinedPartyIds: [] });
    case 'TransferJoined': {
      const { partyId, reviewBy } = event.data;
      const joinedPartyIds = [...known(all, transferId).joinedPartyIds, partyId];
      return change(all, transferId, { joinedPartyIds, ...(reviewBy && { reviewBy }) });
    }
    case 'TransferWithdrawn':
      return change(all, transferId, { decided: { as: 'withdrawn', version } });
    case 'TransferTurnedDown': {
      const { ground, explanation } = event.data;
      return change(all, transferId, {
        decided: { as: 'turnedDown', version, ground, explanation },
      });
    }
  }
};

/** Those who have yet to apply with the transferor. */
export const yetToJoin = ({
  transferees,
  joinedPartyIds,
}: {
  readonly transferees: readonly { readonly partyId: string }[];
  readonly joinedPartyIds: readonly string[];
}): readonly string[] =>
  transferees.map(({ partyId }) => partyId).filter((partyId) => !joinedPartyIds.includes(partyId));

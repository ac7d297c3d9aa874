import type { AssetCommand } from '@ledger/domain/asset/asset.commands.js';
import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import type { AssetState } from '@ledger/domain/asset/asset.state.js';
import type { Handle } from '@ledger/event-store/command-handler.js';
import type { Standings } from '../parties/standings.js';

/** Runs commands on `asset-` streams. */
export type HandleAsset = Handle<AssetCommand, AssetEvent, AssetState>;

/** What is filed for the first time is one's own: nobody else's place is looked for. */
const firstSteps: ReadonlySet<AssetCommand['type']> = new Set<AssetCommand['type']>([
  'SubmitApplication',
  'DraftApplication',
]);

/** Runs commands of routes with what the parties' streams say of their actor (pattern 2). */
export const inPlaceOf =
  (handle: HandleAsset, standings: Pick<Standings, 'of'>): HandleAsset =>
  async (stream, command, context) => {
    if (firstSteps.has(command.type)) return handle(stream, command, context);
    const { joint, sole } = await standings.of(context.actor.partyId);
    const data = { ...command.data, actingFor: { joint, sole } };
    return handle(stream, { ...command, data } as typeof command, context);
  };

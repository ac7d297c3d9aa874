import type { AssetCommand } from '@ledger/domain/asset/asset.commands.js';
import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import type { AssetState } from '@ledger/domain/asset/asset.state.js';
import type { Handle } from '@ledger/event-store/command-handler.js';
import type { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Standings } from '../parties/standings.js';
import { registrationHoldersOf } from './registration-holders.js';

/** Runs commands on `asset-` streams. */
export type HandleAsset = Handle<AssetCommand, AssetEvent, AssetState>;

type Types = ReadonlySet<AssetCommand['type']>;

/** What is filed for the first time is one's own: nobody else's place is looked for. */
const firstSteps: Types = new Set<AssetCommand['type']>(['SubmitApplication', 'DraftApplication']);

/** What is the holder's to do, or nobody's but others' to do, once there is a title. */
const holdersSteps: Types = new Set<AssetCommand['type']>([
  'RequestChange',
  'RequestRenewal',
  'WithdrawRequest',
  'RequestCancellation',
  'RaiseObjection',
  'AnswerObjection',
  'Reclassify',
  'AssessQuality',
  'ProposeSources',
]);

/**
 * Runs commands of routes with what the parties' streams say of their actor, and what the title
 * says of who holds what was registered (pattern 2).
 */
export const inPlaceOf = (
  loop: Pick<CommandLoop, 'handler' | 'load'>,
  standings: Pick<Standings, 'of'>,
): HandleAsset => {
  const handle = loop.handler(assetKind);
  return async (stream, command, context) => {
    if (firstSteps.has(command.type)) return handle(stream, command, context);
    const [{ joint, sole }, heldBy] = await Promise.all([
      standings.of(context.actor.partyId),
      holdersSteps.has(command.type)
        ? registrationHoldersOf(loop, command.data.assetId)
        : undefined,
    ]);
    const data = { ...command.data, actingFor: { joint, sole }, ...(heldBy && { heldBy }) };
    return handle(stream, { ...command, data } as typeof command, context);
  };
};

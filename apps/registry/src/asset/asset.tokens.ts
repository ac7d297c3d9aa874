import type { AssetCommand } from '@ledger/domain/asset/asset.commands.js';
import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import type { AssetState } from '@ledger/domain/asset/asset.state.js';
import type { Handle } from '@ledger/event-store/command-handler.js';

/** Injection token of the function that runs commands on `asset-` streams. */
export const HANDLE_ASSET = Symbol('HandleAsset');

export type HandleAsset = Handle<AssetCommand, AssetEvent, AssetState>;

import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { walletHoldFold } from './wallet-hold.projection.js';
import { WalletHoldView } from './wallet-hold.view.js';

/** Tables of this slice. */
export const walletViews: readonly EntityTarget<ObjectLiteral>[] = [WalletHoldView];

/** What keeps them. */
export const walletProjections: readonly Projection[] = [rowProjection(walletHoldFold)];

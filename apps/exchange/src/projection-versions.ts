import type { ProjectionVersions } from '@ledger/read-model/projection.js';

/**
 * Which version of its rule each projection has. `npm run generate` writes it: a version grows when
 * sample events make other rows; services make rows of an older version anew by themselves.
 */
export const projectionVersions: ProjectionVersions = {
  'dataspace-process': { version: 1, rows: '613ce789f3483010' },
  'exchange-money': { version: 1, rows: '10f476fb13dc7c51' },
  'exchange-need': { version: 2, rows: 'cbd19511fcc006a7' },
  'exchange-need-match': { version: 1, rows: '47be366ddfb3ccb1' },
  'market-charge': { version: 2, rows: '1485929858a47653' },
  'market-deal': { version: 1, rows: '52eed4d20881a47a' },
  'offer-view': { version: 4, rows: '2d0d0fdfb6fe1058' },
  'order-view': { version: 1, rows: '40b059f88a77a2db' },
  sharing: { version: 1, rows: '8e8461407d4c264a' },
  'wallet-hold': { version: 1, rows: '5cce22c0f4719d6f' },
};

import { sideStoresContract } from './side-stores.contract.js';
import { inMemorySideStores } from './testing/in-memory-side-stores.js';

describe('side stores in memory', () => {
  sideStoresContract(async () => inMemorySideStores());
});

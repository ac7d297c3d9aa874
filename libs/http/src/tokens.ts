/** Injection tokens of what `createApp` makes before Nest starts, and of the side stores. */
export const LOGGER = Symbol('Logger');
export const SIDE_STORES = Symbol('SideStores');
export const API_KEYS = Symbol('ApiKeyStore');
export const DOCUMENTS = Symbol('DocumentStore');
export const CONFIGURATION = Symbol('HttpConfiguration');

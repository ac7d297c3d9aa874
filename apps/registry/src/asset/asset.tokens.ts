/** Injection token of the function that runs commands on `asset-` streams. */
export const HANDLE_ASSET = Symbol('HandleAsset');

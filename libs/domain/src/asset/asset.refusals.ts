/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type AssetRefusal = 'asset_not_found';

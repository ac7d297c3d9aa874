/**
 * The n-th pledge of a title. The id names its asset, so that a route that has only the pledge's id
 * finds the title without a table.
 */
export const pledgeIdOf = (assetId: string, ordinal: number): string => `${assetId}.${ordinal}`;

/** The asset whose title a pledge is in; `undefined` where the text is no pledge id. */
export const assetOfPledge = (pledgeId: string): string | undefined =>
  /^(.+)\.[1-9]\d*$/.exec(pledgeId)?.[1];

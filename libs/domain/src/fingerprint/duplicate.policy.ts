/**
 * From which similarity on two assets are taken for possible duplicates, in thousandths. Nobody
 * prescribes it, so it is a parameter; what was noticed names the version.
 */
export const duplicatePolicy = {
  version: 1,
  similarityPermilleMin: 800,
  /** Most candidates that are compared for one asset; those registered first come first. */
  candidatesMax: 200,
} as const;

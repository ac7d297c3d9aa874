import type { AssetState } from '../asset/asset.state.js';
import type { AssetStatus } from '../asset/life.graph.js';
import type { SchemeName } from '../policy/scheme.js';

/** How an asset that contents are compared with stands today. */
interface Registered {
  readonly status: AssetStatus;
  readonly scheme?: SchemeName;
  /** Digests that it was registered with. */
  readonly contentDigests: readonly string[];
}

/** The same, and whose it is. */
export interface Compared extends Registered {
  /** Who applied for it, and whoever stands in the applicant's place. */
  readonly applicants: readonly string[];
  /** Who holds today what its registration entered; none: nobody said so yet. */
  readonly holders: readonly string[];
}

/** What an asset's own stream says of it; `status` with what the clock has brought about. */
export const comparedOf = (
  { application, contentDigests = [] }: AssetState,
  status: AssetStatus,
): Registered => ({
  status,
  ...(application && { scheme: application.scheme }),
  contentDigests,
});

/**
 * Whether an earlier registration counts against a later one, of equal content or of what is alike.
 * One that was revoked should never have been there. An in-house ledger claims nothing against
 * others: nobody but its holder has looked at it. A digest that was corrected was never the asset's;
 * one that was changed since still proves that the asset had the former content first.
 */
export const givesPriority = (
  { status, scheme, contentDigests }: Registered,
  contentDigest?: string,
): boolean =>
  status !== 'revoked' &&
  scheme !== 'in-house' &&
  (contentDigest === undefined || contentDigests.includes(contentDigest));

/**
 * Whether the later of two assets is no second holder's: registered by whoever registered the earlier
 * one and still holds of it, or by those who hold all of it now, in whose names the later one stands,
 * too. Parts of rights bring no more than parts: whoever was transferred one is a second holder of
 * the whole, and so is whoever has transferred all.
 */
export const isOneHolder = (earlier: Compared, later: Compared): boolean => {
  const [first, then] = [holdersOf(earlier), holdersOf(later)];
  const acting = later.applicants.filter((party) => then.includes(party));
  const who = acting.length > 0 ? acting : then;
  const areHolders = who.every((party) => first.includes(party));
  const areFirst = who.every((party) => earlier.applicants.includes(party));
  return areHolders && (areFirst || first.every((party) => then.includes(party)));
};

const holdersOf = ({ applicants, holders }: Compared): readonly string[] =>
  holders.length > 0 ? holders : applicants;

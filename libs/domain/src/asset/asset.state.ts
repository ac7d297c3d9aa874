import { sameJson } from '../same-json.js';
import type { AssetDescription, RejectionGround, RightStatement } from './asset.events.js';
import type { SchemeName } from '../policy/scheme.js';
import type { Circumstances } from './circumstances.js';
import type { AssetStatus } from './life.graph.js';
import type { KnowledgeState } from './knowledge.state.js';
import type { LifeState } from './registration-life.js';

/** What was applied for, as far as a repeated application is compared with it. */
export type ApplicationTerms = {
  readonly scheme: SchemeName;
  readonly registrarPartyId: string;
  readonly applicantPartyId: string;
  readonly externalNumber?: string;
  readonly description: AssetDescription;
  readonly rights: readonly RightStatement[];
  readonly circumstances?: Circumstances;
};

/** What the rules must know of an asset. */
export type AssetState = LifeState &
  KnowledgeState & {
    readonly status: AssetStatus;
    /** What was filed, as it stands after changes; absent while there is only a draft. */
    readonly application?: ApplicationTerms;
    readonly draft?: ApplicationTerms;
    readonly rejection?: { readonly ground: RejectionGround; readonly explanation: string };
    readonly certificateNo?: string;
    /** Digests of the contents that it was registered with, the present one last; not of errors. */
    readonly contentDigests?: readonly string[];
    /** Only as an actor sees it: he applied for what is others' now. Never folded. */
    readonly formerHolderPartyId?: string;
  };

/** Statuses in which nothing more is said of an asset but how it ended. */
const stopped: ReadonlySet<string> = new Set([
  'none',
  'rejected',
  'withdrawn',
  'cancelled',
  'revoked',
]);

/** Whether an asset's life, or its application, is over. */
export const hasStopped = ({ status }: AssetState): boolean => stopped.has(status);

/** The part of an application that makes it the same one when it is sent again. */
export const applicationTerms = (application: ApplicationTerms): ApplicationTerms => {
  const { scheme, registrarPartyId, applicantPartyId, externalNumber } = application;
  const { description, rights, circumstances } = application;
  return {
    scheme,
    registrarPartyId,
    applicantPartyId,
    ...(externalNumber === undefined ? {} : { externalNumber }),
    description,
    rights,
    ...(circumstances === undefined ? {} : { circumstances }),
  };
};

/**
 * Whether two applications say the same. The versions of the sources that they relied on are what
 * the handler read, not what the applicant said.
 */
export const sameApplication = (
  known: ApplicationTerms | undefined,
  terms: ApplicationTerms,
): boolean => known !== undefined && sameJson(said(known), said(terms));

const said = ({ description, ...terms }: ApplicationTerms) => {
  const { sources, ...rest } = description;
  return { ...terms, description: rest, sources: sources?.map(({ assetId }) => assetId) ?? [] };
};

/** The stream of an asset. */
export const assetStream = (assetId: string): string => `asset-${assetId}`;

import type { AlertGround } from '@ledger/domain/alert/alert.events.js';
import type { RightStatement } from '@ledger/domain/asset/asset.events.js';
import type { AssetState } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { overlap } from '@ledger/domain/title/span.js';
import { entryStands, grantSpan, pledgeStanding } from '@ledger/domain/title/title.standing.js';
import type { Title } from '@ledger/domain/title/title.state.js';

/** Whom an asset concerns, each once, on the gravest of his grounds. */
export type Concern = ReadonlyMap<string, AlertGround>;

/** Whom neither the asset nor its title names, and what the matter is. */
export interface Matter {
  readonly licenseePartyIds: readonly string[];
  /** An objection concerns its registrar and its objector, too. */
  readonly objectionNo?: number;
}

/**
 * Everybody concerned by an asset at an instant: who applied, holders of standing entries (before
 * there is a title, those stated), grantees of grants that stand or will, buyers of the exchange,
 * and those with a pledge or a claim.
 */
export const concernOf = (
  { application, objections = [] }: Pick<AssetState, 'application' | 'objections'>,
  title: Title,
  { licenseePartyIds, objectionNo }: Matter,
  at: string,
): Concern => {
  const concern = new Map<string, AlertGround>();
  const add = (ground: AlertGround, partyIds: readonly string[]): void => {
    for (const partyId of partyIds) concern.set(partyId, ground);
  };
  if (application && objectionNo !== undefined) {
    add('registrar', [application.registrarPartyId]);
    const objection = objections[objectionNo - 1];
    add('objector', objection === undefined ? [] : [objection.objectorPartyId]);
  }
  if (application && title.version === 0) add('holder', holdersOf(application.rights));
  if (application) add('applicant', [application.applicantPartyId]);
  add('licensee', licenseePartyIds);
  const grants = [...title.grants.values()].filter((grant) =>
    overlap(grantSpan(title, grant), { from: shanghaiDate(at) }),
  );
  add(
    'grantee',
    grants.map(({ granteePartyId }) => granteePartyId),
  );
  const entries = [...title.entries.values()].filter((entry) => entryStands(entry, at));
  add('holder', holdersOf(entries));
  for (const standing of ['claimed', 'registered'] as const) {
    const pledges = [...title.pledges.values()].filter(
      (pledge) => pledgeStanding(pledge, at) === standing,
    );
    add(
      standing === 'claimed' ? 'claimant' : 'pledgee',
      pledges.map(({ pledgeePartyId }) => pledgeePartyId),
    );
  }
  return concern;
};

const holdersOf = (rights: readonly Pick<RightStatement, 'holders'>[]): readonly string[] =>
  rights.flatMap(({ holders }) => holders.map(({ partyId }) => partyId));

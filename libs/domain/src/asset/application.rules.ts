import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { SubmitApplication } from './asset.commands.js';
import type { AssetEvent } from './asset.events.js';
import { applicationTerms, type AssetState, possibleSteps, standing } from './asset.state.js';
import { checkDescription } from './description.rule.js';
import { checkRights } from './rights-statement.rule.js';
import { schemeOf } from './schemes.js';

/** The same application again is so already; after a rejection a corrected one may be sent. */
export const submitApplication = (
  { data, meta }: SubmitApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  const { assetId, importId, parties, applicantPartyId, registrarPartyId } = data;
  if (meta.actor.role === 'manager' && meta.actor.partyId !== applicantPartyId) {
    return refuse('applicant_not_own_organisation');
  }
  const terms = applicationTerms(data);
  if (sameJson(state.application, terms)) return [];
  if (!possibleSteps[state.status].includes('submission')) {
    return refuse('asset_already_submitted', { assetId, ...standing(state) });
  }
  const scheme = schemeOf(data.scheme);
  if (registrarPartyId !== applicantPartyId) return refuse('registrar_not_applicant');
  checkParties(data);
  const warnings = checkDescription(data.description, scheme);
  checkRights(data.rights, data.description.source, applicantPartyId);
  return [
    {
      type: 'ApplicationSubmitted',
      data: {
        ...terms,
        assetId,
        scheme: scheme.reference,
        ...(importId === undefined ? {} : { importId }),
        parties,
        warnings,
      },
    },
  ];
};

const checkParties = ({ parties, applicantPartyId, rights }: SubmitApplication['data']): void => {
  const registered = new Set(parties.filter((p) => p.version > 0).map((p) => p.partyId));
  if (!registered.has(applicantPartyId)) {
    return refuse('applicant_not_registered', { partyId: applicantPartyId });
  }
  const holders = rights.flatMap((line) => line.holders.map(({ partyId }) => partyId));
  const unknown = [...new Set(holders)].filter((partyId) => !registered.has(partyId));
  if (unknown.length > 0) return refuse('holder_not_registered', { partyIds: unknown });
};

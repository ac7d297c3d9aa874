import type { AssetDescriptionDto } from '@ledger/contracts/asset/asset-description.dto.js';
import type { CircumstancesDto } from '@ledger/contracts/asset/circumstances.dto.js';
import type { SubmitApplicationDto } from '@ledger/contracts/asset/asset.dto.js';
import type { StatedRightDto } from '@ledger/contracts/asset/rights.dto.js';
import type { AssetDescription, RightStatement } from '@ledger/domain/asset/asset.events.js';
import type { ApplicationTerms } from '@ledger/domain/asset/asset.state.js';
import type { Circumstances } from '@ledger/domain/asset/circumstances.js';
import { refuse } from '@ledger/domain/refusal.js';
import { present } from '@ledger/contracts/present.js';
import { holdingIdOf } from '@ledger/event-store/ids.js';

/** An application in the words of the rules. In-house, the applicant keeps the register itself. */
export const termsOf = (
  body: SubmitApplicationDto,
  assetId: string,
  applicantPartyId: string,
): ApplicationTerms => {
  const { scheme = 'national-2026', registrarPartyId } = body;
  if (scheme !== 'in-house' && registrarPartyId === undefined) {
    return refuse('application_field_missing', { field: 'registrarPartyId' });
  }
  return {
    scheme,
    registrarPartyId: registrarPartyId ?? applicantPartyId,
    applicantPartyId,
    ...present({ externalNumber: body.externalNumber }),
    description: descriptionOf(body.description),
    rights: rightsOf(body.rights, assetId, applicantPartyId),
    ...present({ circumstances: circumstancesOf(body.circumstances) }),
  };
};

/** The lines of a rights statement, each with the id that its entry in the title will have. */
export const rightsOf = (
  lines: readonly StatedRightDto[],
  assetId: string,
  applicantPartyId: string,
): readonly RightStatement[] =>
  lines.map((line, index) => rightOf(line, holdingIdOf(assetId, index), applicantPartyId));

/** Members that are there, without the classes of the edge. */
export const circumstancesOf = (dto: CircumstancesDto | undefined): Circumstances | undefined =>
  dto && {
    ...present({
      entrusted: dto.entrusted && present({ ...dto.entrusted }),
      jointFusion: dto.jointFusion && {
        participantPartyIds: dto.jointFusion.participantPartyIds,
        contractAllocates: dto.jointFusion.contractAllocates,
        consents: dto.jointFusion.consents.map(({ partyId, digest }) => ({ partyId, digest })),
      },
      authorisedOperation: dto.authorisedOperation && present({ ...dto.authorisedOperation }),
      notSubstituting: dto.notSubstituting && { ...dto.notSubstituting },
      sourceAgreementUntil: dto.sourceAgreementUntil,
    }),
  };

export const descriptionOf = (dto: AssetDescriptionDto): AssetDescription => ({
  name: dto.name,
  summary: dto.summary,
  source: dto.source,
  form: dto.form,
  ...present({
    englishName: dto.englishName,
    content: dto.content,
    industry: dto.industry,
    domains: dto.domains,
    sourceUrl: dto.sourceUrl,
    territory: dto.territory,
    timeSpan: dto.timeSpan && {
      from: dto.timeSpan.from,
      ...present({ until: dto.timeSpan.until }),
    },
    updateFrequency: dto.updateFrequency,
    volume: dto.volume && present({ records: dto.volume.records, bytes: dto.volume.bytes }),
    structure: dto.structure,
    limits: dto.limits,
    category: dto.category,
    grade: dto.grade,
    origin: dto.origin,
    // Which version was relied on, the registry reads itself.
    sources: dto.sources?.map(({ assetId }) => ({ assetId, version: 0 })),
    fingerprint: dto.fingerprint && {
      contentDigest: dto.fingerprint.contentDigest,
      ...present({
        fields: dto.fingerprint.fields,
        sampleDigests: dto.fingerprint.sampleDigests,
      }),
    },
  }),
});

const rightOf = (
  dto: StatedRightDto,
  holdingId: string,
  applicantPartyId: string,
): RightStatement => ({
  holdingId,
  right: dto.right,
  holders: (dto.holders ?? [{ partyId: applicantPartyId }]).map(({ partyId, share }) => ({
    partyId,
    ...present({ share }),
  })),
  basis: dto.basis,
  from: dto.from,
  ...present({
    proofDigest: dto.proofDigest,
    until: dto.until,
    purposes: dto.purposes,
    fields: dto.fields,
    territory: dto.territory,
    remarks: dto.remarks,
  }),
});

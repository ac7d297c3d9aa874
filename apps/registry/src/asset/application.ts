import type { AssetDescriptionDto } from '@ledger/contracts/asset/asset-description.dto.js';
import type { SubmitApplicationDto } from '@ledger/contracts/asset/asset.dto.js';
import type { StatedRightDto } from '@ledger/contracts/asset/rights.dto.js';
import type { SubmitApplication } from '@ledger/domain/asset/asset.commands.js';
import type { AssetDescription, RightStatement } from '@ledger/domain/asset/asset.events.js';
import type { PartyEvidence } from '@ledger/domain/party/party.state.js';
import { holdingIdOf } from '@ledger/event-store/ids.js';

export interface Applying {
  readonly assetId: string;
  readonly applicantPartyId: string;
  readonly parties: readonly PartyEvidence[];
}

/** An application as the rules judge it. In-house, the applicant keeps the register itself. */
export const applicationOf = (
  body: SubmitApplicationDto,
  { assetId, applicantPartyId, parties }: Applying,
): SubmitApplication['data'] => ({
  assetId,
  scheme: body.scheme,
  registrarPartyId: applicantPartyId,
  applicantPartyId,
  ...present({ externalNumber: body.externalNumber }),
  description: descriptionOf(body.description),
  rights: body.rights.map((line, index) =>
    rightOf(line, holdingIdOf(assetId, index), applicantPartyId),
  ),
  parties,
});

/** Everybody whom an application relies on: the applicant and all holders, each once. */
export const partiesNamed = (
  { rights }: SubmitApplicationDto,
  applicantPartyId: string,
): readonly string[] => {
  const holders = rights.flatMap((line) => line.holders ?? []).map(({ partyId }) => partyId);
  return [...new Set([applicantPartyId, ...holders])];
};

const descriptionOf = (dto: AssetDescriptionDto): AssetDescription => ({
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
    territory: dto.territory,
    remarks: dto.remarks,
  }),
});

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only the members that are there: an event has no member without a value. */
const present = <T extends object>(members: T): Present<T> =>
  Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as Present<T>;

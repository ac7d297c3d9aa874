import type { CertificateSheet } from '@ledger/documents/certificate.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { schemeWords } from '@ledger/domain/policy/scheme.words.js';
import { rightLabels } from '@ledger/domain/title/title-extract.words.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { PartyNames } from '@ledger/http/parties/party-names.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import { certificateFold } from './certificate.projection.js';
import { stateOn } from './certificate.state.js';
import { CertificateView } from './certificate.view.js';
import { PUBLIC_ADDRESS } from '@ledger/http/public-address.js';

/** What is printed of a certificate: as the system has it at the moment of printing. */
@Injectable()
export class CertificateSheets {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(PartyNames) private readonly names: PartyNames,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUBLIC_ADDRESS) private readonly address: string,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  /** The number of a public certificate as it was typed, or `undefined`: there is none. */
  async numberOf(typed: string | undefined, after: number | undefined) {
    await readYourWrites(this.readModels, certificateFold.name, after);
    if (typed === undefined) return undefined;
    const certificateNo = typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
    const found = { certificateNo, isPublic: true, issuedAt: Not(IsNull()) };
    const isThere = await this.dataSource.getRepository(CertificateView).existsBy(found);
    return isThere ? certificateNo : undefined;
  }

  /** Throws `not_found`, also for numbers of in-house ledgers, which are not public. */
  async sheetOf(certificateNo: string, after: number | undefined): Promise<CertificateSheet> {
    const sheet = await this.publicSheet(certificateNo, after);
    if (!sheet) throw problem('not_found');
    return sheet;
  }

  /** `undefined` where `sheetOf` throws. */
  async publicSheet(
    certificateNo: string,
    after: number | undefined,
  ): Promise<CertificateSheet | undefined> {
    await readYourWrites(this.readModels, certificateFold.name, after);
    const row = await this.dataSource
      .getRepository(CertificateView)
      .findOneBy({ certificateNo, isPublic: true });
    if (!row || row.issuedAt === null) return undefined;
    const at = this.clock.now();
    const today = shanghaiDate(at);
    const registrants = registrantsOf(row);
    const recorded = [
      ...registrants,
      ...row.entries.flatMap(({ holderPartyIds }) => holderPartyIds),
    ];
    const standIns = await this.standings.standIns([row.registrarPartyId, ...recorded]);
    const [registrar = row.registrarPartyId] = standIns.of(row.registrarPartyId);
    const holdersOf = (ids: readonly string[]) => [
      ...new Set(ids.flatMap((id) => standIns.of(id))),
    ];
    const holders = holdersOf(recorded);
    const { of: named } = await this.names.on(today, [registrar, ...holders]);
    return {
      certificateNo,
      assetId: row.assetId,
      name: row.name,
      scheme: schemeWords[row.scheme],
      standing: stateOn(row, today),
      registrants: holdersOf(registrants).map(named),
      registrar: named(registrar),
      rights: row.entries.map(({ right, holderPartyIds }) => ({
        label: rightLabels[right],
        holders: holdersOf(holderPartyIds).map(named),
      })),
      issuedOn: shanghaiDate(row.issuedAt),
      validFrom: row.registeredOn ?? shanghaiDate(row.issuedAt),
      validUntil: row.validUntil ?? undefined,
      endedOn: row.endedOn ?? undefined,
      lookUpUrl: `${this.address}/v1/certificates/${encodeURIComponent(certificateNo)}.html`,
      at,
      version: row.version,
    };
  }
}

/** The applicant while he holds any of what was registered, and then those who do. */
const registrantsOf = ({
  applicantPartyId,
  registeredEntries,
}: CertificateView): readonly string[] => {
  const held = registeredEntries.flatMap(({ holderPartyIds }) => holderPartyIds);
  return applicantPartyId !== null && (held.length === 0 || held.includes(applicantPartyId))
    ? [applicantPartyId]
    : [...new Set(held)];
};

import type { AttachSampleDto } from '@ledger/contracts/offer/sample.dto.js';
import { present } from '@ledger/contracts/present.js';
import type { DocumentStore } from '@ledger/database/side/side-stores.js';
import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import type { OfferState } from '@ledger/domain/offer/offer.state.js';
import type { SampleField } from '@ledger/domain/offer/sample.js';
import { type AttachSample, checkRecords } from '@ledger/domain/offer/sample.rules.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { csvStream } from '@ledger/http/downloads/csv.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { DOCUMENTS } from '@ledger/http/tokens.js';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ListingEvidence } from './listing.evidence.js';

/** Samples as files: made from their records, kept by digest, and only where they pass the rules. */
@Injectable()
export class SampleFiles {
  constructor(
    @Inject(ListingEvidence) private readonly evidence: ListingEvidence,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(DOCUMENTS) private readonly documents: DocumentStore,
  ) {}

  /**
   * Lays the file down and answers what the decision is to be made from. Records that no sample may
   * have are refused before any byte is kept.
   */
  async keep(
    offerId: string,
    body: AttachSampleDto,
    actorPartyId: string,
  ): Promise<AttachSample['data']> {
    const { joint: standsFor } = await this.standings.of(actorPartyId);
    const { gates, samples } = await this.evidence.ofOwn(offerId, actorPartyId, standsFor);
    const said = recordsOf(body);
    const bytes = Buffer.concat(await csvStream(linesOf(said)).toArray());
    checkRecords(said, bytes.length, samples.content);
    const digest = createHash('sha256').update(bytes).digest('hex');
    await this.documents.put({ bytes, mediaType: 'text/csv' });
    return { offerId, ...said, digest, bytes: bytes.length, gates, samples, standsFor };
  }

  /** The offer as its own stream has it: what was taken away a moment ago is gone. */
  async offer(offerId: string): Promise<OfferState> {
    return (await this.loop.load(offerKind, `offer-${offerId}`)).state;
  }

  async bytesOf(digest: string): Promise<Uint8Array> {
    const kept = await this.documents.get(digest);
    if (kept === undefined) throw new Error(`Sample ${digest} is lost.`);
    return kept.bytes;
  }
}

const recordsOf = ({ fields, records, declaresNoPersonalInformation }: AttachSampleDto) => ({
  fields: fields.map(({ name, type, description }) => ({
    name,
    type,
    ...present({ description }),
  })),
  records: records.map(({ values }) => values),
  declaresNoPersonalInformation,
});

/** Numbers are written as they are: only text is kept from being run by a spreadsheet program. */
const linesOf = ({ fields, records }: ReturnType<typeof recordsOf>) =>
  Readable.from([
    fields.map(({ name }) => name),
    ...records.map((record) =>
      record.map((value, at) => (isNumber(fields[at]?.type, value) ? { number: value } : value)),
    ),
  ]);

const isNumber = (type: SampleField['type'] | undefined, value: string): boolean =>
  (type === 'integer' || type === 'decimal') && value !== '';

import { isOpened } from '@ledger/domain/pledge-search/opened-events.js';
import { pledgeSearchKind } from '@ledger/domain/pledge-search/pledge-search.decider.js';
import type { PledgeSearchEvent } from '@ledger/domain/pledge-search/pledge-search.events.js';
import { pledgeSearchStream } from '@ledger/domain/pledge-search/pledge-search.state.js';
import type { FoundTitle } from '@ledger/domain/pledge-search/search-result.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { DocumentStore } from '@ledger/database/side/side-stores.js';
import { canonicalJson } from '@ledger/event-store/canonical-json.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import {
  EvidenceReader,
  type InclusionProof,
  type StreamProof,
} from '@ledger/evidence/proofs/evidence-reader.js';
import { DOCUMENTS } from '@ledger/http/tokens.js';
import { NotYet, pause } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { certificateFormat, type Placed, type TitleProof, titleProofJson } from './certificate.js';
import { namesIn } from './certificate-names.js';
import { CertificateKeys } from './certificate-keys.js';

type Found = { readonly titles: readonly FoundTitle[] };
type Searched = Extract<RecordedOf<PledgeSearchEvent>, { readonly type: 'PledgeSearched' }>;

/** How often and how long a reaction looks for its checkpoint before it is tried again later. */
const lookEveryMs = 50;
const looksMax = 100;
/** Proofs read at once. */
const proofsAtOnce = 8;

/**
 * Makes the certificate of every search, once the log is sealed beyond the search's position: the
 * checkpoint is embedded, so that what it says can be checked against one held elsewhere.
 */
@Injectable()
export class SearchCertifying implements Process {
  readonly name = 'search-certifying';
  readonly categories = ['search'];
  readonly reactsTo = ['PledgeSearched'];
  private readonly handle;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(EvidenceReader) private readonly evidence: EvidenceReader,
    @Inject(CertificateKeys) private readonly keys: CertificateKeys,
    @Inject(DOCUMENTS) private readonly documents: DocumentStore,
  ) {
    this.handle = loop.handler(pledgeSearchKind);
  }

  async react(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const { data } = event as Searched;
    const { no, query, asOf } = data;
    const stream = query.kind === 'asset' ? titleStream(query.assetId) : event.stream;
    const found = await this.sealed(stream, asOf, signal);
    const proof =
      query.kind === 'asset'
        ? titleProofJson(await this.titleProof(stream, asOf, found))
        : { checkpoint: found.checkpoint.note };
    const bytes = await this.signed(event as Searched, proof, found.checkpoint.origin);
    const certificateDigest = await this.documents.put({ bytes, mediaType: 'application/json' });
    await this.handle(
      pledgeSearchStream(no),
      {
        type: 'IssueSearchCertificate',
        data: {
          no,
          certificateDigest,
          treeSize: found.checkpoint.size,
          keyId: this.keys.keyId,
        },
      },
      reactionTo(event, this.name),
    );
  }

  /** Waits until the state map's checkpoint covers every event up to a position. */
  private async sealed(stream: string, asOf: number, signal: AbortSignal): Promise<StreamProof> {
    for (let look = 0; look < looksMax && !signal.aborted; look++) {
      const found = await this.evidence.streamState(stream);
      if (found !== undefined && found.through >= asOf) return found;
      await pause(lookEveryMs, signal);
    }
    throw new NotYet(`The log is not sealed up to position ${asOf}.`);
  }

  private async titleProof(
    stream: string,
    asOf: number,
    { proof: state, checkpoint }: StreamProof,
  ): Promise<TitleProof> {
    const events = await this.log.read(stream, 1, state.leaf?.version ?? 1);
    const anchor = await this.evidence.inclusionUpTo(asOf, checkpoint.size);
    if (anchor === undefined) throw new NotYet(`Position ${asOf} has no proof yet.`);
    const seen = events.findLast(({ position }) => position <= asOf)?.version ?? 0;
    const wanted = events.filter(
      ({ type, version }) =>
        version === seen || version === seen + 1 || (version < seen && isOpened(type)),
    );
    const placed: Placed[] = [];
    for (let from = 0; from < wanted.length; from += proofsAtOnce) {
      const some = wanted.slice(from, from + proofsAtOnce);
      placed.push(...(await Promise.all(some.map((one) => this.placed(one, checkpoint.size)))));
    }
    return { checkpoint: checkpoint.note, anchor, state, events, placed, seen };
  }

  private async placed(event: RecordedEvent, size: number): Promise<Placed> {
    const { position, version, recordedAt } = event;
    const proof: InclusionProof | undefined = await this.evidence.inclusion(position, size);
    if (proof === undefined) throw new NotYet(`Position ${position} has no proof yet.`);
    return { version, recordedAt, proof };
  }

  private async signed({ data }: Searched, proof: object, issuer: string): Promise<Buffer> {
    const { no, query, searcherPartyId, searchedAt, asOf, finding, resultDigest } = data;
    const result = await this.documents.get(resultDigest);
    if (result === undefined) throw new Error(`The result of search ${no} is lost.`);
    const found = JSON.parse(Buffer.from(result.bytes).toString('utf8')) as Found;
    const names = await namesIn(this.log, { ...data, titles: found.titles });
    const unsigned = {
      format: certificateFormat,
      statement: {
        no,
        issuer,
        query,
        searcherPartyId,
        searchedAt,
        asOf,
        finding,
        resultDigest,
        result: found,
        names,
        meaning,
      },
      proof,
    };
    const signature = await this.keys.sign(Buffer.from(canonicalJson(unsigned)));
    return Buffer.from(canonicalJson({ ...unsigned, signature }));
  }
}

/** Printed on every certificate, so that nobody reads more into it. */
const meaning = {
  zh:
    '本证明说明截至所载日志位置本登记簿的记载；位次为登记先后，不是对优先受偿权的法律结论。' +
    '“无存续的负担”（none）仅就本登记簿而言，不及于其他登记机构。' +
    '所列许可为记入登记簿者；依权利人授权在交易中出售的普通许可不记入登记簿。',
  en:
    'It says what this ledger had recorded up to the position named. Places are the order of ' +
    'registration and no legal conclusion on priority. "none" means that nothing stood in this ' +
    'ledger; it says nothing of other registers. Licences are those written into the title: ' +
    'ordinary ones that are sold under the holder’s authorisation are not.',
};

import { verifiedCosignature } from '../cosignature.js';
import type { NoteVerifier } from '../signed-note.js';
import { parseNote, parseSignatureLine } from '../signed-note.js';
import type { CheckpointPlace, PlaceReceipt, PublishedCheckpoint } from './checkpoint-place.js';
import { LogContradicted } from './checkpoint-place.js';

/** Hashes that prove that the tree of `before` leaves is a prefix of that of `after`. */
export type ConsistencyProof = (before: number, after: number) => Promise<readonly Buffer[]>;

export interface WitnessOptions {
  /** Submission prefix, without a slash at its end. */
  readonly url: string;
  readonly key: NoteVerifier;
  readonly consistency: ConsistencyProof;
}

const answerMsMax = 10_000;
/** Far more characters than an answer needs, which is some signature lines. */
const answerCharactersMax = 64 * 1024;
/** A witness may first say where it stands; more answers of that kind mean that others submit. */
const attemptsMax = 3;

/** A witness that is asked to cosign, c2sp.org/tlog-witness (`add-checkpoint`). */
export class Witness implements CheckpointPlace {
  readonly name: string;
  private knownSize = 0;
  private origin = '';

  constructor(private readonly options: WitnessOptions) {
    this.name = `witness ${options.key.name}`;
  }

  async publish(checkpoint: PublishedCheckpoint): Promise<readonly PlaceReceipt[]> {
    if (checkpoint.origin !== this.origin) [this.origin, this.knownSize] = [checkpoint.origin, 0];
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const answer = await this.submit(checkpoint);
      const text = await this.textOf(answer);
      if (answer.status === 200) return this.receipts(checkpoint, text);
      if (answer.status !== 409) throw this.refusal(checkpoint, answer.status, text);
      this.knownSize = Number(/^(\d{1,16})\n?$/.exec(text)?.[1] ?? Number.NaN);
      if (!(this.knownSize <= checkpoint.size)) throw this.ahead(checkpoint);
    }
    throw new Error(`${this.name} stands elsewhere each time it is asked.`);
  }

  private async submit({ size, note }: PublishedCheckpoint): Promise<Response> {
    const isProven = this.knownSize > 0 && this.knownSize < size;
    const proof = isProven ? await this.options.consistency(this.knownSize, size) : [];
    const lines = [`old ${this.knownSize}`, ...proof.map((hash) => hash.toString('base64'))];
    return fetch(`${this.options.url}/add-checkpoint`, {
      method: 'POST',
      body: `${lines.join('\n')}\n\n${note}`,
      signal: AbortSignal.timeout(answerMsMax),
    });
  }

  private async textOf({ body }: Response): Promise<string> {
    let text = '';
    // Leaving the loop cancels what is still to come.
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      if (text.length > answerCharactersMax)
        throw new Error(`${this.name} answers with more than a witness has to say.`);
    }
    return text;
  }

  private receipts({ size, note }: PublishedCheckpoint, text: string): readonly PlaceReceipt[] {
    this.knownSize = size;
    const { key } = this.options;
    const body = parseNote(note).text;
    const lines = text.split('\n').filter((line) => line !== '');
    const valid = lines.filter((line) => verifiedCosignature(body, parseSignatureLine(line), key));
    if (valid.length === 0) throw new Error(`${this.name} answered without a valid cosignature.`);
    return valid.slice(0, 1).map((line) => ({ witness: key.name, line: `${line}\n` }));
  }

  private refusal({ origin, size }: PublishedCheckpoint, status: number, text: string): Error {
    const message = `${this.name} refuses the checkpoint of ${size} entries of ${origin}`;
    if (status !== 422) return new Error(`${message}: ${status} ${text.slice(0, 200)}`);
    return new LogContradicted(`${message}: it does not continue the one of ${this.knownSize}.`);
  }

  private ahead({ origin, size }: PublishedCheckpoint): Error {
    if (Number.isNaN(this.knownSize)) return new Error(`${this.name} does not say its size.`);
    return new LogContradicted(
      `${this.name} has cosigned ${this.knownSize} entries of ${origin}; here are ${size}.`,
    );
  }
}

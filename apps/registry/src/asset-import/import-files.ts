import { type DocumentStore, documentBytesMax } from '@ledger/database/side/side-stores.js';
import { DOCUMENTS } from '@ledger/http/tokens.js';
import { Inject, Injectable } from '@nestjs/common';

/** The files of imports in the document store, cut into pieces that each fit a document. */
@Injectable()
export class ImportFiles {
  constructor(@Inject(DOCUMENTS) private readonly documents: DocumentStore) {}

  /** Keeps a file and answers the digests of its pieces, in order. */
  async keep(bytes: Buffer): Promise<readonly string[]> {
    const digests: string[] = [];
    for (let from = 0; from < bytes.length; from += documentBytesMax) {
      const piece = bytes.subarray(from, from + documentBytesMax);
      digests.push(await this.documents.put({ bytes: piece, mediaType: pieceMediaType }));
    }
    return digests;
  }

  /** The file that was kept, or undefined where a piece of it is gone. */
  async find(partDigests: readonly string[]): Promise<Buffer | undefined> {
    const pieces: Buffer[] = [];
    for (const digest of partDigests) {
      const piece = await this.documents.get(digest);
      if (piece === undefined) return undefined;
      pieces.push(piece.bytes);
    }
    return Buffer.concat(pieces);
  }
}

const pieceMediaType = 'application/octet-stream';

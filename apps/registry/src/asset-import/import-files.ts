import type { DocumentStore } from '@ledger/database/side/side-stores.js';
import { refuse } from '@ledger/domain/refusal.js';
import { DOCUMENTS } from '@ledger/http/tokens.js';
import { Inject, Injectable } from '@nestjs/common';
import { type FileBytes, partOf } from './reading/file-bytes.js';

/** What an import keeps in one document: a reader holds one or two of them at a time. */
const pieceBytes = 1024 * 1024;

/** A file as it was kept. */
export interface KeptFile {
  /** Digests of its pieces, in order. */
  readonly partDigests: readonly string[];
  readonly bytes: number;
}

/** The files of imports in the document store, cut into pieces that each fit a document. */
@Injectable()
export class ImportFiles {
  constructor(@Inject(DOCUMENTS) private readonly documents: DocumentStore) {}

  /** Keeps a file and answers the digests of its pieces, in order. */
  async keep(file: FileBytes): Promise<readonly string[]> {
    const digests: string[] = [];
    for (let from = 0; from < file.length; from += pieceBytes) {
      const bytes = await partOf(file, from, from + pieceBytes);
      digests.push(await this.documents.put({ bytes, mediaType: pieceMediaType }));
    }
    return digests;
  }

  /**
   * The file that was kept, read piece by piece. Reading refuses with `import_file_gone` where a
   * piece is no longer there.
   */
  find({ partDigests, bytes }: KeptFile): FileBytes {
    const pieces = new Pieces(this.documents, partDigests);
    return {
      length: bytes,
      async *read(from, upTo) {
        for (let at = from; at < upTo;) {
          const piece = await pieces.piece(Math.floor(at / pieceBytes));
          const start = at % pieceBytes;
          const part = piece.subarray(start, start + upTo - at);
          if (part.length === 0) return refuse('import_file_gone');
          yield part;
          at += part.length;
        }
      },
    };
  }
}

/** The piece that was read last is at hand: what reads a workbook goes on in it. */
class Pieces {
  private last: { readonly index: number; readonly bytes: Promise<Buffer> } | undefined;

  constructor(
    private readonly documents: DocumentStore,
    private readonly digests: readonly string[],
  ) {}

  piece(index: number): Promise<Buffer> {
    if (this.last?.index !== index) this.last = { index, bytes: this.read(index) };
    return this.last.bytes;
  }

  private async read(index: number): Promise<Buffer> {
    const found = await this.documents.get(this.digests[index] ?? '');
    return found?.bytes ?? refuse('import_file_gone');
  }
}

const pieceMediaType = 'application/octet-stream';

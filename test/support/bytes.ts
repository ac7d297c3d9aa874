import type { Response } from 'supertest';

/** Keeps the body of an answer as it came: for `.buffer(true).parse(bytesOf as never)`. */
export const bytesOf = (
  response: Response,
  end: (error: Error | null, body: Buffer) => void,
): void => {
  const pieces: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (piece: Buffer) => void pieces.push(piece));
  stream.on('end', () => end(null, Buffer.concat(pieces)));
};

import { eventDigest, isChained, noDigest } from '../digest.js';
import { type Appended, EventIdTaken } from '../event-log.js';
import type { AppendRequest } from './append-request.js';
import type { Reader } from './reader.js';

/**
 * The answer to a request whose first event is in the log already: what was recorded then, as far
 * as its events follow one another. Throws `EventIdTaken` where that was in another stream.
 */
export const earlierAppend = async (
  reader: Reader,
  { stream, expected, chained }: AppendRequest,
): Promise<Appended> => {
  const firstId = chained[0]?.id ?? '';
  const first =
    expected === 'any' ? await reader.byId(firstId) : { stream, version: expected.version + 1 };
  if (first?.stream !== stream) throw new EventIdTaken(firstId);
  const past = await reader.stream(stream, first.version, first.version + chained.length - 1);
  const different = chained.findIndex(({ id }, index) => past[index]?.id !== id);
  const events = different === -1 ? past : past.slice(0, different);
  const last = events.at(-1);
  if (!last) throw new Error(`Event ${firstId} was in the log and is not there now.`);
  const digest = isChained(stream) ? eventDigest(last) : noDigest;
  return { events, head: { version: last.version, digest }, repeated: true };
};

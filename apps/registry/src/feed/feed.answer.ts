import { cloudEventOf, type FeedItem } from './cloud-event.js';
import type { FeedPage } from './feed.pages.js';
import type { Beat } from './live-feeds.js';

export const ndjsonMediaType = 'application/x-ndjson';
export const sseMediaType = 'text/event-stream';

/** How long a browser waits before it connects again. */
const reconnectMs = 3_000;

const jsonOf = (item: FeedItem): string => JSON.stringify(cloudEventOf(item));

/** A page as lines. */
export const ndjsonPage = ({ items }: FeedPage): string =>
  items.map((item) => `${jsonOf(item)}\n`).join('');

/** A followed feed as lines; an empty line is the sign of life. */
export async function* ndjsonBeats(beats: AsyncGenerator<Beat>): AsyncGenerator<string> {
  for await (const { page } of beats) yield ndjsonPage(page) || '\n';
}

/**
 * A followed feed as Server-Sent Events. The id of each is its position; a beat moves the id on
 * past what was not for this reader, so that he need not walk it again when he comes back.
 */
export async function* sseBeats(beats: AsyncGenerator<Beat>): AsyncGenerator<string> {
  yield `retry: ${reconnectMs}\n\n`;
  for await (const { page } of beats) {
    const events = page.items.map((item) => `id: ${item.position}\ndata: ${jsonOf(item)}\n\n`);
    yield `${events.join('')}id: ${page.through}\n:\n\n`;
  }
}

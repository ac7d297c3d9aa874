import { sseBeats } from './feed.answer.js';
import { LiveFeeds, streamsPerPartyMax } from './live-feeds.js';

const nothing = () =>
  Promise.resolve({ items: [], through: 0, isFull: false, lentSubjects: [] as string[] });

const opened = (feeds: LiveFeeds) => {
  const gone = new AbortController();
  return { gone, text: sseBeats(feeds.follow('a-party', 0, nothing, gone.signal)) };
};

describe('the place of a stream', () => {
  it('is given back by a reader who left before the first beat', async () => {
    const feeds = new LiveFeeds({ caughtUp: () => Promise.resolve(false) });
    for (let left = 0; left <= streamsPerPartyMax; left++) {
      const { gone, text } = opened(feeds);
      await text.next();
      await text.return(undefined);
      gone.abort();
    }
    expect(() => opened(feeds)).not.toThrow();
  });

  it('is kept by one who stays: one more than allowed is refused', () => {
    const feeds = new LiveFeeds({ caughtUp: () => Promise.resolve(false) });
    for (let open = 0; open < streamsPerPartyMax; open++) opened(feeds);
    expect(() => opened(feeds)).toThrow();
  });
});

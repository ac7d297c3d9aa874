import { ProgressBoard } from './progress-board.js';

const forever = 2 ** 31 - 1;

describe('the progress board', () => {
  it('ends a rest as soon as somebody waits for that name', async () => {
    const board = new ProgressBoard();
    const { signal } = new AbortController();
    const resting = board.rest('one', forever, signal);
    const waited = board.wait('one', 5, forever);
    await resting;
    board.set('one', 5);
    expect(await waited).toBe(true);
  });

  it('does not let rest what is waited for, nor what has rested long enough', async () => {
    const board = new ProgressBoard();
    const { signal } = new AbortController();
    const waited = board.wait('one', 5, forever);
    await board.rest('one', forever, signal);
    await board.rest('two', -1, signal);
    board.giveUp('one');
    expect(await waited).toBe(false);
  });

  it('lets others rest, until the signal aborts or the time is over', async () => {
    const board = new ProgressBoard();
    const ending = new AbortController();
    const resting = board.rest('two', forever, ending.signal);
    const waited = board.wait('one', 5, forever);
    ending.abort();
    await resting;
    await board.rest('two', 1, new AbortController().signal);
    board.set('one', 6);
    expect(await waited).toBe(true);
  });
});

import { InTurnGuard } from './in-turn.guard.js';

describe('who waits for his turn', () => {
  it('begins in a turn of the event loop of his own, in the order of arrival', async () => {
    const guard = new InTurnGuard();
    let turn = 0;
    const count = (): NodeJS.Immediate =>
      setImmediate(() => {
        turn += 1;
        if (turn < 50) count();
      });
    count();
    const began: number[] = [];
    const order: string[] = [];
    const enter = async (name: string): Promise<void> => {
      expect(await guard.canActivate()).toBe(true);
      began.push(turn);
      order.push(name);
    };
    await Promise.all(['a', 'b', 'c', 'd'].map(enter));
    expect(order).toEqual(['a', 'b', 'c', 'd']);
    expect(new Set(began).size).toBe(4);
  });
});

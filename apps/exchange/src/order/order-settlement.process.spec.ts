import type { OrderCommand } from '@ledger/domain/order/order.commands.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import {
  accept,
  after,
  day,
  deliver,
  fund,
  refund,
  withdrawRefund,
} from '@ledger/domain/order/testing/course-samples.js';
import { orderId, place, seller, sign, buyer } from '@ledger/domain/order/testing/order-samples.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { noStream } from '@ledger/event-store/digest.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { newEvent } from '@ledger/event-store/testing/new-event.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { OrderEvidence } from './order.evidence.js';
import { OrderSettlementProcess } from './order-settlement.process.js';
import { OrderSettling } from './order-settling.js';
import { TradingRules } from './trading-rules.js';

const clock = { now: () => day('2026-03-13') };
const stream = `order-${orderId}`;

const paid = [place('ordinary'), sign(seller), sign(buyer), fund('120000.00'), deliver()];

/** Has the process hear the last event of an order, where it reacts to it; answers what follows. */
const heard = async (commands: readonly OrderCommand[]): Promise<readonly string[]> => {
  const log = new InMemoryEventLog(clock);
  const loop = new CommandLoop(log, clock);
  const given = after(...commands);
  const { events } = await log.append(
    stream,
    noStream,
    given.map(({ type, data }) => newEvent({ type, data: data as never })),
  );
  const evidence = new OrderEvidence(loop, clock, new Standings(loop, clock));
  const rules = new TradingRules(loop, clock);
  const settling = new OrderSettling(loop, loop.handler(orderKind), evidence, rules);
  const process = new OrderSettlementProcess(loop, clock, settling);
  const last = events.at(-1);
  if (last !== undefined && process.reactsTo.includes(last.type)) await process.react(last);
  return (await log.read(stream, given.length + 1)).map(({ type }) => type);
};

describe('what is accepted and wholly paid', () => {
  it('is settled, whichever came last', async () => {
    expect(await heard([...paid, accept()])).toEqual(['OrderSettled']);
    expect(await heard(paid)).toEqual([]);
  });

  it('waits while a refund does, and is settled when that is taken back', async () => {
    const refunding = [...paid, accept(), refund('partial', '20000.00')];
    expect(await heard(refunding)).toEqual([]);
    const late = day('2026-03-13');
    expect(await heard([...refunding, withdrawRefund(seller, late)])).toEqual(['OrderSettled']);
  });
});

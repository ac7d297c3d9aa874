import { dataSource } from '@ledger/database/connection.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { ChargeDueSweep } from './charge-due.sweep.js';
import { ChargeScheduleView } from './charge-schedule.view.js';
import type { OrderCharging } from './order-charging.js';

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await dataSource(database.appUrl, [ChargeScheduleView]).initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

describe('charging by the clock', () => {
  it('comes to every order, however many refuse before it', async () => {
    await source.query(
      `INSERT INTO read.charge_schedule (order_id, next_on, last_position)
       SELECT 'order-' || lpad(n::text, 4, '0'), '2026-11-01', n FROM generate_series(1, 1001) AS n`,
    );
    const asked: string[] = [];
    const refusing = {
      due: (orderId: string) => {
        asked.push(orderId);
        if (orderId === 'order-1001') return Promise.resolve({ events: [{}], replayed: false });
        return Promise.reject(caught(() => refuse('order_shares_exceed_price', { orderId })));
      },
    };
    const sweep = new ChargeDueSweep(refusing as unknown as OrderCharging, source);
    const now = '2026-11-20T02:00:00.000Z';
    expect([await sweep.run(now), await sweep.run(now), await sweep.run(now)]).toEqual([0, 0, 1]);
    expect([asked.length, new Set(asked).size]).toEqual([1_001, 1_001]);
    expect(await sweep.run(now)).toBe(0);
    expect(asked.slice(1_001)).toEqual(asked.slice(0, 500));
  });
});

const caught = (act: () => never): Error => {
  try {
    return act();
  } catch (error) {
    return error as Error;
  }
};

import { specOf } from '../testing/decider-spec.js';
import { usageKind } from './usage.decider.js';
import type { RecordedUse, UsageLine } from './usage.events.js';
import {
  buyer,
  correction,
  openedEvent,
  orderId,
  outsider,
  recordedEvent,
  report,
  type Report,
  seller,
  use,
  uses,
} from './testing/usage-samples.js';

const given = specOf(usageKind.decider);
const flagged = (line: UsageLine, ground: RecordedUse['ground']): RecordedUse =>
  ground === undefined ? line : { ...line, ground };

describe('a report of use', () => {
  it('opens the first period and is recorded with what it was judged by', () =>
    given()
      .when(report(uses(1, 2)))
      .then(openedEvent, recordedEvent(uses(1, 2))));

  it('is recorded once: what is known is left out, and nothing but what is known is silence', () => {
    const past = given(openedEvent, recordedEvent(uses(1, 2)));
    past.when(report(uses(2, 3, 3))).then(recordedEvent(uses(3)));
    past.when(report(uses(2, 1))).thenNothing();
  });

  it('knows each meter by itself', () =>
    given(openedEvent, recordedEvent(uses(1)))
      .when(report(uses(1), { meterId: 'gateway-2' }))
      .then(recordedEvent(uses(1), 'gateway-2')));

  it('takes events in any order, and a quantity of nothing, which fills a gap', () =>
    given(openedEvent, recordedEvent(uses(9)))
      .when(report([use(4), use(2, { quantity: 0 })]))
      .then(recordedEvent([use(4), use(2, { quantity: 0 })])));

  it('is split into events that fit, where its uses are many and long', () => {
    const lines = Array.from({ length: 500 }, (_, at) =>
      use(100_000_000_000 + at, {
        usedAt: '2026-02-01T01:00:00.123456Z',
        quantity: 100_000_000_000,
        result: 'miss',
      }),
    );
    const events = given(openedEvent).when(report(lines)).events();
    expect(events.map(({ type }) => type)).toEqual(['UsageRecorded', 'UsageRecorded']);
    for (const { data } of events) expect(JSON.stringify(data).length).toBeLessThan(62_000);
  });
});

describe('who reports', () => {
  const past = given(openedEvent);
  const recorded = recordedEvent(uses(1));

  it('is the seller, who stands in his place, or the operator', () => {
    past.when(report(uses(1))).then(recorded);
    past.when(report(uses(1), { by: outsider, standsFor: [outsider, seller] })).then(recorded);
    past.when(report(uses(1), { by: outsider, role: 'operator' })).then(recorded);
  });

  it('is not the buyer, and to others there is no such order', () => {
    past.when(report(uses(1), { by: buyer })).thenRefused('not_the_metering_side', { orderId });
    past.when(report(uses(1), { by: outsider })).thenRefused('order_not_found', { orderId });
  });

  it('finds nothing to meter where the order gives no licence', () => {
    const { entitlement: _, ...order } = report([]).data.order;
    const command = report(uses(1));
    const bare = { ...command, data: { ...command.data, order: { ...order, stage: 'placed' } } };
    past.when(bare as typeof command).thenRefused('order_not_in_use', { orderId, state: 'placed' });
  });
});

describe('what does not count', () => {
  it.each<[string, string, RecordedUse['ground']]>([
    ['the instant before the first day', '2026-02-28T15:59:59.999Z', 'beforeTerm'],
    ['the first instant of the first day', '2026-02-28T16:00:00.000Z', undefined],
    ['the last instant of the last day', '2026-03-15T15:59:59.999Z', undefined],
    ['the instant after it', '2026-03-15T16:00:00.000Z', 'afterExpiry'],
  ])('is judged by the day of use in Shanghai: %s', (_, usedAt, ground) => {
    const line = use(1, { usedAt });
    given(openedEvent)
      .when(report([line], { terms: { until: '2026-03-15' } }))
      .then(recordedEvent([flagged(line, ground)]));
  });

  it('are misses where results are counted; a miss after the last day is after the last day', () => {
    const metering = { unit: 'result' } as const;
    const opened = { ...openedEvent, data: { ...openedEvent.data, unit: 'result' } };
    const lines = [
      use(1, { result: 'hit' }),
      use(2, { result: 'miss' }),
      use(3, { result: 'miss', usedAt: '2026-02-01T01:00:00.000Z' }),
    ];
    const events = given(opened as typeof openedEvent)
      .when(report(lines, { terms: { metering } }))
      .events();
    expect(events.map(({ data }) => data)).toMatchObject([
      { unit: 'result', events: [{}, { ground: 'noResult' }, { ground: 'beforeTerm' }] },
    ]);
    given(opened as typeof openedEvent)
      .when(report([use(4), lines[0] ?? use(1)], { terms: { metering } }))
      .thenRefused('usage_result_missing', { sequences: [4] });
  });

  it('and where calls are counted, a miss counts', () => {
    const line = use(1, { result: 'miss' });
    given(openedEvent)
      .when(report([line]))
      .then(recordedEvent([line]));
  });
});

describe('an unsound batch is refused as a whole', () => {
  const refused = (
    code: Parameters<ReturnType<ReturnType<typeof given>['when']>['thenRefused']>[0],
    lines: readonly UsageLine[],
    obstacles: object,
    more: Report = {},
  ) =>
    given(openedEvent, recordedEvent(uses(1, 2)))
      .when(report(lines, more))
      .thenRefused(code, obstacles);

  it('one sequence number with two contents', () =>
    refused('usage_sequence_conflict', [use(5), use(6), use(5, { quantity: 2 })], {
      sequences: [5],
    }));

  it('a negative quantity that corrects nothing, a correction that takes nothing back', () => {
    refused('usage_quantity_unsound', [use(5, { quantity: -1 })], { sequences: [5] });
    refused('usage_quantity_unsound', [correction(5, 1, 0)], { sequences: [5] });
    refused('usage_quantity_unsound', [correction(5, 1, 3)], { sequences: [5] });
  });

  it('used later than now, beyond the tolerance', () => {
    const [last, beyond] = ['2026-03-16T02:05:00.000Z', '2026-03-16T02:05:00.001Z'];
    refused('usage_in_the_future', [use(5, { usedAt: beyond })], { sequences: [5] });
    given(openedEvent)
      .when(report([use(5, { usedAt: last })]))
      .then(recordedEvent([use(5, { usedAt: last })]));
  });

  it('used longer ago than is taken in', () => {
    const policy = { lateDaysMax: 10 };
    const [last, beyond] = ['2026-03-05T16:00:00.000Z', '2026-03-05T15:59:59.999Z'];
    const obstacles = { sequences: [5], earliest: '2026-03-06' };
    refused('usage_too_late', [use(5, { usedAt: beyond })], obstacles, { policy });
    given(openedEvent)
      .when(report([use(5, { usedAt: last })], { policy }))
      .then(recordedEvent([use(5, { usedAt: last })]));
  });

  it('but what was recorded before is not judged again', () =>
    given(openedEvent, recordedEvent(uses(1)))
      .when(report(uses(1), { policy: { lateDaysMax: 1 }, at: '2026-03-30T02:00:00.000Z' }))
      .thenNothing());
});

describe('a correction', () => {
  const past = given(openedEvent, recordedEvent([use(1, { quantity: 5 }), use(2)]));

  it('takes back a part or all of a use, also of one in the same batch', () => {
    past.when(report([correction(3, 1, -5)])).then(recordedEvent([correction(3, 1, -5)]));
    past
      .when(report([correction(4, 3, -2), use(3, { quantity: 2 })]))
      .then(recordedEvent([use(3, { quantity: 2 }), correction(4, 3, -2)]));
  });

  it('needs the use that it corrects', () =>
    past
      .when(report([correction(5, 4), correction(6, 6)]))
      .thenRefused('corrected_usage_not_found', { sequences: [5, 6] }));

  it('is made once, and is not corrected itself', () => {
    const once = given(
      openedEvent,
      recordedEvent([use(1, { quantity: 5 })]),
      recordedEvent([correction(2, 1)]),
    );
    const code = 'usage_already_corrected';
    once.when(report([correction(3, 1)])).thenRefused(code, { sequences: [3] });
    once.when(report([correction(3, 2)])).thenRefused(code, { sequences: [3] });
    past.when(report([correction(3, 1), correction(4, 1)])).thenRefused(code, { sequences: [4] });
  });

  it('takes back no more than stands for its month and its reason', () => {
    const code = 'correction_exceeds_usage';
    const month = '2026-03';
    past.when(report([correction(3, 1, -6)])).then(recordedEvent([correction(3, 1, -6)]));
    past
      .when(report([correction(3, 1, -7)]))
      .thenRefused(code, { sequences: [3], month, recorded: 6 });
    const february = { usedAt: '2026-02-01T01:00:00.000Z' };
    past
      .when(report([correction(3, 1, -1, february)]))
      .thenRefused(code, { sequences: [3], month: '2026-02', recorded: 0 });
  });
});

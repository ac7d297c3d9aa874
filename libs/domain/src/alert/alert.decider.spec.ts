import fc from 'fast-check';
import type { Meta } from '../decider.js';
import { specOf } from '../testing/decider-spec.js';
import { type RaiseAlert, watchKind, watchOfAlert, watchStream } from './alert.decider.js';
import type { WatchEvent } from './alert.events.js';
import type { Risk } from './risk.stake.js';

const given = specOf(watchKind.decider);
const meta = (partyId: string): Meta => ({
  actor: { person: 'token', partyId, role: 'lender' },
  now: '2026-11-21T02:00:00.000Z',
});
const said = {
  watchId: 'w',
  partyId: 'lender',
  ground: 'pledgee',
  assetId: 'asset',
  kind: 'gradeRaised',
  severity: 'warning',
  about: { to: 'core' },
} as const;

const raise = (key: string, kind: 'gradeRaised' | 'assetEnded' = 'gradeRaised'): RaiseAlert => ({
  type: 'RaiseAlert',
  data: { ...said, kind, fact: { key } },
  meta: meta('system'),
});
const raised = (
  key: string,
  n: number,
  kind: 'gradeRaised' | 'assetEnded' = 'gradeRaised',
): WatchEvent => ({
  type: 'AlertRaised',
  data: { ...said, kind, fact: { key }, alertId: `w.${n}` },
});
const acknowledge = (alertId: string, partyId = 'lender') => ({
  type: 'AcknowledgeAlert' as const,
  data: { watchId: 'w', alertId, note: '已复核' },
  meta: meta(partyId),
});
const acknowledged: WatchEvent = {
  type: 'AlertAcknowledged',
  data: { watchId: 'w', alertId: 'w.1', partyId: 'lender', note: '已复核' },
};

describe('an alert', () => {
  it('is raised once per fact and kind, and numbered', () => {
    given().when(raise('e-1')).then(raised('e-1', 1));
    given(raised('e-1', 1)).when(raise('e-1')).thenNothing();
    given(raised('e-1', 1)).when(raise('e-2')).then(raised('e-2', 2));
    given(raised('e-1', 1))
      .when(raise('e-1', 'assetEnded'))
      .then(raised('e-1', 2, 'assetEnded'));
  });

  it('is acknowledged by whom it is addressed to, once', () => {
    given(raised('e-1', 1)).when(acknowledge('w.1')).then(acknowledged);
    given(raised('e-1', 1), acknowledged).when(acknowledge('w.1')).thenNothing();
    given(raised('e-1', 1)).when(acknowledge('w.1', 'other')).thenRefused('alert_not_found');
    given(raised('e-1', 1)).when(acknowledge('w.2')).thenRefused('alert_not_found');
    given().when(acknowledge('w.1')).thenRefused('alert_not_found');
  });

  it('is acknowledged by whoever stands in its addressee’s place, the addressee no more', () => {
    const standing = (partyId: string, standsFor: readonly string[]) => {
      const said = acknowledge('w.1', partyId);
      return { ...said, data: { ...said.data, standsFor } };
    };
    given(raised('e-1', 1))
      .when(standing('heir', ['heir', 'lender']))
      .then(acknowledged);
    given(raised('e-1', 1))
      .when(standing('heir', ['heir']))
      .thenRefused('alert_not_found');
    given(raised('e-1', 1)).when(standing('lender', [])).thenRefused('alert_not_found');
  });

  it('names its watch', () => {
    expect([watchOfAlert('w.1'), watchOfAlert('w.0'), watchOfAlert('w')]).toEqual([
      'w',
      undefined,
      undefined,
    ]);
    expect(watchStream('w')).toBe('watch-w');
  });
});

describe('a fact about a source', () => {
  it('reaches an asset once, by whichever path', () => {
    const data = {
      watchId: 'i',
      assetId: 'asset',
      viaAssetId: 'b',
      rootAssetId: 'a',
      depth: 2,
      kind: 'sourceEnded',
      severity: 'warning',
      fact: { key: 'e-1' },
      about: {},
    } as const;
    const note = { type: 'NoteSourceImpact' as const, data, meta: meta('system') };
    given().when(note).then({ type: 'SourceImpactNoted', data });
    given({ type: 'SourceImpactNoted', data })
      .when({ ...note, data: { ...data, viaAssetId: 'c', depth: 3 } })
      .thenNothing();
  });
});

const risk = (key: string, daysLeftMax?: number): Risk => ({
  ...{ kind: 'barRaised', severity: 'warning', ground: 'pledgee' },
  breach: { key, ...(daysLeftMax !== undefined && { daysLeftMax }) },
  ...{ about: { barId: 'b' }, streams: [{ stream: 'title-asset', version: 7 }] },
});
const watch = { watchId: 'w', partyId: 'lender', assetId: 'asset' };
const assess = (risks: readonly Risk[], nextOn?: string) => ({
  type: 'AssessRisks' as const,
  data: { ...watch, grounds: ['pledgee'] as const, risks, ...(nextOn && { nextOn }) },
  meta: meta('system'),
});
const scheduled = (nextOn?: string): WatchEvent => ({
  type: 'WatchScheduled',
  data: { ...watch, grounds: ['pledgee'], ...(nextOn && { nextOn }) },
});
const alerted = (n: number, key: string, daysLeftMax?: number): WatchEvent => {
  const { streams, ...one } = risk(key, daysLeftMax);
  const fact = { key: daysLeftMax === undefined ? key : `${key} ${daysLeftMax}`, streams };
  return { type: 'AlertRaised', data: { ...watch, ...one, fact, alertId: `w.${n}` } };
};
const cured = (n: number, breachKey: string, how: 'over' | 'escalated' = 'over'): WatchEvent => ({
  type: 'AlertCured',
  data: { watchId: 'w', alertId: `w.${n}`, partyId: 'lender', breachKey, how },
});

describe('a breach', () => {
  it('is told once for as long as it lasts, and anew after it was cured', () => {
    given()
      .when(assess([risk('a')]))
      .then(alerted(1, 'a'), scheduled());
    given(alerted(1, 'a'), scheduled())
      .when(assess([risk('a')]))
      .thenNothing();
    given(alerted(1, 'a'), scheduled()).when(assess([])).then(cured(1, 'a'));
    given(alerted(1, 'a'), scheduled(), cured(1, 'a'))
      .when(assess([risk('a')]))
      .then(alerted(2, 'a'));
  });

  it('is told again as fewer days are left, never as more are', () => {
    given(alerted(1, 'a', 90), scheduled())
      .when(assess([risk('a', 30)]))
      .then(cured(1, 'a', 'escalated'), alerted(2, 'a', 30));
    given(alerted(1, 'a', 30), scheduled())
      .when(assess([risk('a', 90)]))
      .thenNothing();
    given(alerted(1, 'a'), scheduled())
      .when(assess([risk('a', 90)]))
      .then(cured(1, 'a', 'escalated'), alerted(2, 'a', 90));
  });

  it('says on which day to look again, when that changes', () => {
    given().when(assess([], '2026-12-01')).then(scheduled('2026-12-01'));
    given(scheduled('2026-12-01')).when(assess([], '2026-12-01')).thenNothing();
    given(scheduled('2026-12-01')).when(assess([])).then(scheduled());
  });

  it('is acknowledged without being cured', () => {
    const seen: WatchEvent = {
      type: 'AlertAcknowledged',
      data: { watchId: 'w', alertId: 'w.1', partyId: 'lender', note: '已复核' },
    };
    given(alerted(1, 'a'), scheduled(), seen)
      .when(assess([risk('a')]))
      .thenNothing();
    given(alerted(1, 'a'), scheduled(), seen).when(assess([])).then(cured(1, 'a'));
  });

  it('has as many alerts as it began, however often it is looked at', () => {
    const { decide, evolve, initialState } = watchKind.decider;
    const rounds = fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c')), { maxLength: 30 });
    fc.assert(
      fc.property(rounds, (looks) => {
        const all: WatchEvent[] = [];
        let begun = 0;
        for (const [n, keys] of looks.entries()) {
          const before = looks[n - 1] ?? [];
          begun += keys.filter((key) => !before.includes(key)).length;
          const state = all.reduce(evolve, initialState());
          all.push(...decide(assess(keys.map((key) => risk(key))), state));
        }
        const raisedIds = all.flatMap(({ type, data }) =>
          type === 'AlertRaised' ? [data.alertId] : [],
        );
        expect(raisedIds).toEqual(Array.from({ length: begun }, (_, n) => `w.${n + 1}`));
        const lasting = all.reduce(evolve, initialState()).breaches;
        expect([...lasting.keys()].sort()).toEqual([...(looks.at(-1) ?? [])].sort());
      }),
    );
  });
});

describe('a watch list', () => {
  const put = { type: 'WatchAsset' as const, data: { watchId: 'w', assetId: 'asset' } };
  const off = { type: 'UnwatchAsset' as const, data: { watchId: 'w', reason: '不再授信' } };
  const listed: WatchEvent = { type: 'AssetWatched', data: watch };
  const unlisted: WatchEvent = {
    type: 'AssetUnwatched',
    data: { ...watch, reason: '不再授信' },
  };

  it('takes an asset once, and lets its owner take it off', () => {
    given()
      .when({ ...put, meta: meta('lender') })
      .then(listed);
    given(listed)
      .when({ ...put, meta: meta('lender') })
      .thenNothing();
    given(listed)
      .when({ ...off, meta: meta('lender') })
      .then(unlisted);
    given(listed, unlisted)
      .when({ ...put, meta: meta('lender') })
      .then(listed);
  });

  it('goes on with whoever stands in its owner’s place', () => {
    const heir = meta('heir');
    const mine = { ...off, data: { ...off.data, standsFor: ['heir', 'lender'] }, meta: heir };
    given(listed).when(mine).then(unlisted);
    const notMine = { ...off, data: { ...off.data, standsFor: ['heir'] }, meta: heir };
    given(listed).when(notMine).thenRefused('watch_not_found');
    const system = { actor: { person: 'risk-watch', partyId: 'system', role: 'system' as const } };
    const handOn = { ...put, data: { ...put.data, note: '拟授信', forPartyId: 'heir' } };
    given()
      .when({ ...handOn, meta: { ...heir, ...system } })
      .then({ type: 'AssetWatched', data: { ...watch, note: '拟授信', partyId: 'heir' } });
    given(listed)
      .when({ ...off, meta: { ...heir, ...system } })
      .then(unlisted);
    // Nobody puts anything on another's list.
    given()
      .when({ ...handOn, meta: meta('lender') })
      .then({ type: 'AssetWatched', data: { ...watch, note: '拟授信' } });
  });

  it('is nobody else’s', () => {
    given(listed)
      .when({ ...off, meta: meta('other') })
      .thenRefused('watch_not_found');
    given(listed, unlisted)
      .when({ ...off, meta: meta('lender') })
      .thenRefused('watch_not_found');
  });
});

import type { Meta } from '../decider.js';
import { specOf } from '../testing/decider-spec.js';
import { type RaiseAlert, watchKind, watchOfAlert, watchStream } from './alert.decider.js';
import type { WatchEvent } from './alert.events.js';

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

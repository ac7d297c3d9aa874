import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { directionOf } from './label-change.projection.js';

type Change = Extract<AssetEvent, { type: 'AssetReclassified' }>['data'];

const change = (from: Change['from'], to: Change['to']): Change => ({
  assetId: 'asset',
  applicantPartyId: 'bank',
  from,
  to,
  reason: '复评',
  validUntil: '2027-11-20',
  policyVersion: 1,
  sources: [],
});

describe('what a change of a label did', () => {
  it.each([
    ['raised', { grade: 'general' }, { grade: 'core' }],
    ['lowered', { grade: 'core' }, { grade: 'important' }],
    ['confirmed', { grade: 'core' }, { grade: 'core' }],
    ['changed', { grade: 'core' }, { grade: 'core', category: 'business' }],
    ['changed', {}, { grade: 'core' }],
  ] as const)('%s', (direction, from, to) => expect(directionOf(change(from, to))).toBe(direction));
});

import { content } from '../offer/testing/sample-offer.js';
import { specOf } from '../testing/decider-spec.js';
import {
  needDaysMax,
  needKind,
  needMatchesMax,
  needRevisionsMax,
  type NoteMatch,
} from './need.decider.js';
import type { NeedContent, NeedEvent } from './need.events.js';
import { needMatchingPolicy } from './need-matching.policy.js';

const buyer = '11111111-1111-5111-8111-111111111111';
const other = '22222222-2222-5222-8222-222222222222';
const needId = 'aaaaaaaa-aaaa-5aaa-8aaa-aaaaaaaaaaaa';
const offerId = 'bbbbbbbb-bbbb-5bbb-8bbb-bbbbbbbbbbbb';
const policy = { version: 2, content: needMatchingPolicy.shipped!() };
const need: NeedContent = {
  terms: { text: '企业登记信息', deliveryModes: ['api'] },
  until: '2026-03-31',
  published: [],
};

const meta = (partyId = buyer, now = '2026-03-02T02:00:00.000Z') => ({
  actor: { person: 'person-token', partyId, role: 'manager' as const },
  now,
});
const state = (more: Partial<NeedContent> = {}) => ({
  type: 'StateNeed' as const,
  data: { needId, ...need, ...more },
  meta: meta(),
});
const revise = (more: Partial<NeedContent> = {}, by = buyer, now?: string) => ({
  type: 'ReviseNeed' as const,
  data: { needId, ...need, ...more },
  meta: meta(by, now),
});
const close = (by = buyer) => ({
  type: 'CloseNeed' as const,
  data: { needId, reason: '已采购' },
  meta: meta(by),
});
const note = (more: Partial<NoteMatch['data']> = {}, now?: string) => ({
  type: 'NoteMatch' as const,
  data: { needId, offerId, offerVersion: 2, sellerPartyId: other, content, policy, ...more },
  meta: meta(other, now),
});
const acknowledge = (matchNo: number, by = buyer) => ({
  type: 'AcknowledgeMatch' as const,
  data: { needId, matchNo },
  meta: meta(by),
});

const stated: NeedEvent = { type: 'NeedStated', data: { needId, ownerPartyId: buyer, ...need } };
const revised = (revision: number, more: Partial<NeedContent> = {}): NeedEvent => ({
  type: 'NeedRevised',
  data: { needId, revision, ...need, ...more },
});
const closed: NeedEvent = { type: 'NeedClosed', data: { needId, reason: '已采购' } };
const matched = (matchNo: number, revision = 1, offer = offerId): NeedEvent => ({
  type: 'NeedMatched',
  data: {
    ...{ needId, ownerPartyId: buyer, matchNo, revision, offerId: offer, offerVersion: 2 },
    score: 100,
    findings: [
      { criterion: 'text', outcome: 'met', points: 40, pointsMax: 40 },
      { criterion: 'delivery', outcome: 'met', points: 10, pointsMax: 10 },
    ],
    policyVersion: 2,
  },
});
const seen = (matchNo: number): NeedEvent => ({
  type: 'NeedMatchAcknowledged',
  data: { needId, matchNo },
});

const given = specOf(needKind.decider);

describe('stating a need', () => {
  it('records it as the actor’s, once', () => {
    given().when(state()).then(stated);
    given(stated).when(state()).thenRefused('need_already_stated');
  });

  it('stands from today to a year ahead', () => {
    for (const until of ['2026-03-02', '2027-03-03']) {
      expect(given().when(state({ until })).events()).toHaveLength(1);
    }
    expect(needDaysMax).toBe(366);
    for (const until of ['2026-03-01', '2027-03-04']) {
      given().when(state({ until })).thenRefused('need_until_out_of_range');
    }
  });

  it('asks for days that do not end before they begin', () => {
    const term = (until: string) => ({
      terms: { ...need.terms, term: { from: '2026-04-01', until } },
    });
    expect(
      given()
        .when(state(term('2026-04-01')))
        .events(),
    ).toHaveLength(1);
    given()
      .when(state(term('2026-03-31')))
      .thenRefused('need_term_reversed');
  });

  it('publishes ceiling and owner together with the need only', () => {
    expect(
      given()
        .when(state({ published: ['need', 'owner'] }))
        .events(),
    ).toHaveLength(1);
    given()
      .when(state({ published: ['owner'] }))
      .thenRefused('need_publication_incomplete');
  });
});

describe('revising a need', () => {
  const until = '2026-04-30';

  it('is the owner’s, also after the last day, and not after the end', () => {
    given(stated).when(revise({ until })).then(revised(2, { until }));
    given(stated).when(revise()).thenNothing();
    given(stated).when(revise({ until }, other)).thenRefused('need_not_found');
    given().when(revise({ until })).thenRefused('need_not_found');
    given(stated)
      .when(revise({ until }, buyer, '2026-04-15T02:00:00.000Z'))
      .then(revised(2, { until }));
    given(stated, closed).when(revise({ until })).thenRefused('need_over');
  });

  it('has an end itself', () => {
    const last = revised(needRevisionsMax, { until });
    given(stated, last)
      .when(revise())
      .then(revised(needRevisionsMax + 1));
    given(stated, revised(needRevisionsMax + 1, { until }))
      .when(revise())
      .thenRefused('need_revised_too_often');
  });
});

describe('an offer that is listed or changed', () => {
  it('is told to the owner with how it was compared', () =>
    given(stated).when(note()).then(matched(1)));

  it('is told once per offer and revision', () => {
    given(stated, matched(1))
      .when(note({ offerVersion: 3 }))
      .thenNothing();
    given(stated, matched(1))
      .when(note({ offerId: other }))
      .then(matched(2, 1, other));
    given(stated, matched(1), revised(2)).when(note()).then(matched(2, 2));
  });

  it('is not told where it breaks a limit or scores too little', () => {
    given(stated)
      .when(note({ content: { ...content, delivery: 'file' } }))
      .thenNothing();
    given(stated)
      .when(note({ content: { ...content, name: '遥感影像', summary: '卫星' } }))
      .thenNothing();
  });

  it('is not told to who offers it, nor after the last day or the end', () => {
    given(stated)
      .when(note({ sellerPartyId: buyer }))
      .thenNothing();
    given(stated).when(note({}, '2026-03-31T15:59:59.000Z')).then(matched(1));
    given(stated).when(note({}, '2026-03-31T16:00:00.000Z')).thenNothing();
    given(stated, closed).when(note()).thenNothing();
    given().when(note()).thenNothing();
  });

  it('is acknowledged by the owner, once', () => {
    given(stated, matched(1)).when(acknowledge(1)).then(seen(1));
    given(stated, matched(1), seen(1)).when(acknowledge(1)).thenNothing();
    given(stated, matched(1)).when(acknowledge(2)).thenRefused('need_match_not_found');
    given(stated, matched(1)).when(acknowledge(1, other)).thenRefused('need_not_found');
  });
});

describe('closing a need', () => {
  it('is the owner’s, and final', () => {
    given(stated).when(close()).then(closed);
    given(stated, closed).when(close()).thenNothing();
    given(stated).when(close(other)).thenRefused('need_not_found');
  });
});

describe('the stream of a need', () => {
  it('never grows beyond its limit', () => {
    const all = Array.from({ length: needMatchesMax }, (_, at) =>
      matched(at + 1, 1, `offer-${at}`),
    );
    given(stated, ...all)
      .when(note({ offerId: 'one-more' }))
      .thenNothing();
    // The statement and the end, revisions, matches and what is acknowledged of them.
    expect(needKind.eventsMax).toBe(2 + needRevisionsMax + 2 * needMatchesMax);
  });
});

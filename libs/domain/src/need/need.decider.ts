import { addDays, isDate, shanghaiDate } from '../calendar.js';
import type { Meta, StreamKind } from '../decider.js';
import type { InForce } from '../policy/in-force.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { NeedContent, NeedEvent } from './need.events.js';
import { isTold, matchingOf, type Offering } from './need-matching.js';
import type { NeedMatching } from './need-matching.policy.js';
import { evolveNeed, isLooking, type NeedState, type StatedNeed } from './need.state.js';

/** Days that a need may stand, at most: a leap year. */
export const needDaysMax = 366;
/** Revisions and matches of a need, at most; a match beyond is not told any more. */
export const needRevisionsMax = 1_000;
export const needMatchesMax = 5_000;

interface OfNeed {
  readonly needId: string;
  /** Pattern 2: in whose place the actor's organisation stands by now; absent: in its own only. */
  readonly standsFor?: readonly string[];
}

type Of<Type extends string, Data extends object> = {
  readonly type: Type;
  readonly data: Data;
  readonly meta: Meta;
};

/** A buyer says what he looks for, so that he is told of offers to come. */
export type StateNeed = Of<'StateNeed', NeedContent & { readonly needId: string }>;
export type ReviseNeed = Of<'ReviseNeed', NeedContent & OfNeed>;
export type CloseNeed = Of<'CloseNeed', OfNeed & { readonly reason: string }>;
export type AcknowledgeMatch = Of<'AcknowledgeMatch', OfNeed & { readonly matchNo: number }>;

/** Process: an offer was listed or changed. Pattern 2: the offer as its stream says it. */
export type NoteMatch = Of<
  'NoteMatch',
  Offering & {
    readonly needId: string;
    readonly offerId: string;
    readonly offerVersion: number;
    readonly sellerPartyId: string;
    readonly policy: InForce<NeedMatching>;
  }
>;

export type NeedCommand = StateNeed | ReviseNeed | CloseNeed | AcknowledgeMatch | NoteMatch;

/** `need-<needId>`. Its limits leave room for the statement and the closing. */
export const needKind: StreamKind<NeedCommand, NeedEvent, NeedState> = {
  category: 'need',
  decider: {
    initialState: () => undefined,
    evolve: evolveNeed,
    decide: (command, state) => {
      switch (command.type) {
        case 'StateNeed':
          return stateNeed(command, state);
        case 'ReviseNeed':
          return reviseNeed(command, ownNeed(state, command));
        case 'CloseNeed':
          return closeNeed(command, ownNeed(state, command));
        case 'AcknowledgeMatch':
          return acknowledgeMatch(command, ownNeed(state, command));
        case 'NoteMatch':
          return noteMatch(command, state);
      }
    },
  },
  schemaVersions: {
    NeedStated: 1,
    NeedRevised: 1,
    NeedMatched: 1,
    NeedMatchAcknowledged: 1,
    NeedClosed: 1,
  },
  eventsMax: 2 + needRevisionsMax + 2 * needMatchesMax,
};

const stateNeed = ({ data, meta }: StateNeed, state: NeedState): NeedEvent[] => {
  const { needId } = data;
  if (state !== undefined) return refuse('need_already_stated', { needId });
  checkContent(data, meta);
  const stated = { needId, ownerPartyId: meta.actor.partyId, ...contentOf(data) };
  return [{ type: 'NeedStated', data: stated }];
};

/** A need whose last day has passed may be given another one: so it goes on. */
const reviseNeed = ({ data, meta }: ReviseNeed, need: StatedNeed): NeedEvent[] => {
  const { needId } = data;
  if (need.isClosed) return refuse('need_over', { needId });
  const content = contentOf(data);
  if (sameJson(content, need.content)) return [];
  checkContent(data, meta);
  if (need.revision > needRevisionsMax) {
    return refuse('need_revised_too_often', { needId, most: needRevisionsMax });
  }
  return [{ type: 'NeedRevised', data: { needId, revision: need.revision + 1, ...content } }];
};

const closeNeed = ({ data }: CloseNeed, need: StatedNeed): NeedEvent[] => {
  const { needId, reason } = data;
  return need.isClosed ? [] : [{ type: 'NeedClosed', data: { needId, reason } }];
};

const acknowledgeMatch = ({ data }: AcknowledgeMatch, need: StatedNeed): NeedEvent[] => {
  const { needId, matchNo } = data;
  const isOpen = need.matches.get(matchNo);
  if (isOpen === undefined) return refuse('need_match_not_found', { needId, matchNo });
  return isOpen ? [{ type: 'NeedMatchAcknowledged', data: { needId, matchNo } }] : [];
};

/** Once per offer and revision, and never of what the owner offers himself. */
const noteMatch = ({ data, meta }: NoteMatch, need: NeedState): NeedEvent[] => {
  const { offerId, offerVersion, sellerPartyId, policy } = data;
  if (need === undefined || !isLooking(need, meta.now)) return [];
  if (need.told.has(offerId) || sellerPartyId === need.ownerPartyId) return [];
  if (need.matches.size >= needMatchesMax) return [];
  const matching = matchingOf(need.content.terms, data, policy.content);
  if (!isTold(matching, policy.content)) return [];
  const { needId, ownerPartyId, revision } = need;
  const { score, findings } = matching;
  const matchNo = need.matches.size + 1;
  const found = { matchNo, revision, offerId, offerVersion, score, findings };
  const told = { needId, ownerPartyId, ...found, policyVersion: policy.version };
  return [{ type: 'NeedMatched', data: told }];
};

const contentOf = ({ terms, until, published }: NeedContent): NeedContent => ({
  terms,
  until,
  published,
});

const checkContent = ({ terms, until, published }: NeedContent, { now }: Meta): void => {
  const today = shanghaiDate(now);
  const last = addDays(today, needDaysMax);
  if (!isDate(until) || until < today || until > last) {
    refuse('need_until_out_of_range', { until, notBefore: today, notAfter: last });
  }
  const { term } = terms;
  if (term?.until !== undefined && term.until < term.from) {
    refuse('need_term_reversed', { from: term.from, until: term.until });
  }
  if (published.length > 0 && !published.includes('need')) {
    refuse('need_publication_incomplete', { published });
  }
};

/** Another organisation's need is not there to be changed, published or not. */
const ownNeed = (
  state: NeedState,
  { data: { needId, standsFor }, meta: { actor } }: ReviseNeed | CloseNeed | AcknowledgeMatch,
): StatedNeed => {
  const isOwn = state && (standsFor ?? [actor.partyId]).includes(state.ownerPartyId);
  return state && isOwn ? state : refuse('need_not_found', { needId });
};

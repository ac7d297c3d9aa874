import type { AssetEvent } from './asset.events.js';
import type { AssetState } from './asset.state.js';
import { described, evolveCorrections, overtaken } from './correction.state.js';
import type { LifeEvent } from './life.events.js';
import { statusAfter } from './life.graph.js';
import type { Ending, Objection } from './registration-life.js';
import { evolveReview } from './review.state.js';

/** The facts that `evolveLife` folds; a draft is folded with the applications. */
type Fact = Exclude<LifeEvent, { readonly type: 'ApplicationDrafted' }>;

type DataOf<Type extends LifeEvent['type']> = Extract<LifeEvent, { readonly type: Type }>['data'];

const ofLife: Readonly<Record<Fact['type'], true>> = {
  ApplicationReturned: true,
  ApplicationSupplemented: true,
  ApplicationWithdrawn: true,
  ApplicationPublicised: true,
  SupplementRequested: true,
  ReviewSupplemented: true,
  ReviewExtended: true,
  ObjectionRaised: true,
  ObjectionAnswered: true,
  ObjectionUpheld: true,
  ObjectionDismissed: true,
  RequestFiled: true,
  RequestRefused: true,
  RequestWithdrawn: true,
  RegistrationChanged: true,
  RegistrationRenewed: true,
  RegistrationSuspended: true,
  RegistrationRestored: true,
  CancellationRequested: true,
  CancellationRefused: true,
  RegistrationCancelled: true,
  RegistrationRevoked: true,
  RegistrationExpired: true,
  CertificateAdjusted: true,
  RegistrationCorrectionProposed: true,
  RegistrationCorrected: true,
  RegistrationCorrectionRejected: true,
};

export const isOfLife = (event: AssetEvent): event is Fact => Object.hasOwn(ofLife, event.type);

export const evolveLife = (before: AssetState, event: Fact): AssetState => {
  const state = { ...before, status: statusAfter(before.status, event.type) };
  switch (event.type) {
    case 'ApplicationReturned': {
      const { missing, supplementBy } = event.data;
      const returned = { missing, ...(supplementBy !== undefined && { supplementBy }) };
      return { ...state, returned };
    }
    case 'ApplicationPublicised':
    case 'SupplementRequested':
    case 'ReviewSupplemented':
    case 'ReviewExtended':
      return evolveReview(state, event);
    case 'ObjectionRaised': {
      const { objectorPartyId, reasons, stage } = event.data;
      const raised = { objectorPartyId, reasons, stage };
      return { ...state, objections: [...(state.objections ?? []), raised] };
    }
    case 'ObjectionAnswered': {
      const { objectionNo, accepts, statement, evidenceDigests } = event.data;
      return objectionIs(state, objectionNo, { answer: { accepts, statement, evidenceDigests } });
    }
    case 'ObjectionUpheld': {
      const { objectionNo, outcome, reason } = event.data;
      return objectionIs(state, objectionNo, { outcome, reason });
    }
    case 'ObjectionDismissed':
      return dismissed(state, event.data);
    case 'RequestFiled':
      return asking(state, event.data);
    case 'RequestRefused':
    case 'RequestWithdrawn':
      return without(state, event.data.request);
    case 'RegistrationRenewed':
      return renewed(without(state, 'renewal'), event.data);
    case 'RegistrationSuspended':
      return { ...state, suspension: { barId: event.data.barId } };
    case 'RegistrationRestored': {
      const { suspension: _, ...rest } = state;
      return rest;
    }
    case 'CancellationRequested': {
      const { requestId, ground, reason } = event.data;
      return { ...state, cancellation: { requestId, ground, reason } };
    }
    case 'CancellationRefused': {
      const { cancellation: _, ...rest } = state;
      return rest;
    }
    case 'RegistrationChanged':
      return overtaken(without(described(state, event.data.description), 'change'));
    case 'RegistrationCorrectionProposed':
    case 'RegistrationCorrected':
    case 'RegistrationCorrectionRejected':
      return evolveCorrections(state, event);
    case 'ApplicationSupplemented':
      return supplemented(state, event.data);
    case 'RegistrationCancelled':
    case 'RegistrationRevoked':
      return { ...state, ended: endingOf(event.data) };
    case 'ApplicationWithdrawn':
    case 'RegistrationExpired':
      return state;
    case 'CertificateAdjusted':
      return { ...state, adjustedBy: [...(state.adjustedBy ?? []), event.data.transferId] };
  }
};

type Data<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>['data'];

const dismissed = (state: AssetState, data: Data<'ObjectionDismissed'>): AssetState => {
  const { objectionNo, reviewBy, reason, on } = data;
  const decided = objectionIs(state, objectionNo, { outcome: 'dismissed', reason });
  if (reviewBy === undefined) return decided;
  const { publicity: { until = '' } = {}, uncountedUntil = until } = state;
  return { ...decided, reviewBy, uncountedUntil: later(on ?? until, uncountedUntil) };
};

const endingOf = ({
  assetId: _,
  on: _on,
  ...ended
}: Data<'RegistrationCancelled' | 'RegistrationRevoked'>): Ending => ended;

const later = (one: string, other: string): string => (one > other ? one : other);

const objectionIs = (
  state: AssetState,
  objectionNo: number,
  now: Pick<Objection, 'answer' | 'outcome' | 'reason'>,
): AssetState => ({
  ...state,
  objections: (state.objections ?? []).map((known, index) =>
    index === objectionNo - 1 ? { ...known, ...now } : known,
  ),
});

const renewed = (
  state: AssetState,
  { validUntil, sourceAgreementUntil }: DataOf<'RegistrationRenewed'>,
): AssetState => {
  const { application } = state;
  if (application === undefined || sourceAgreementUntil === undefined) {
    return { ...state, validUntil };
  }
  const circumstances = { ...application.circumstances, sourceAgreementUntil };
  return { ...state, validUntil, application: { ...application, circumstances } };
};

const supplemented = (state: AssetState, data: DataOf<'ApplicationSupplemented'>): AssetState => {
  const { application, procedure: _, ...rest } = state;
  if (application === undefined) return state;
  const { circumstances: _before, ...kept } = application;
  const { description, rights, circumstances, procedure } = data;
  return {
    ...rest,
    application: { ...kept, description, rights, ...(circumstances && { circumstances }) },
    ...(procedure && { procedure }),
  };
};

const asking = (state: AssetState, { request, requestId }: DataOf<'RequestFiled'>): AssetState => ({
  ...state,
  requests: { ...state.requests, [request]: requestId },
});

const without = (state: AssetState, request: 'change' | 'renewal'): AssetState => {
  const { [request]: _, ...requests } = state.requests ?? {};
  return { ...state, requests };
};

import { addDays } from '../calendar.js';
import type { AssetEvent } from './asset.events.js';

export const caseTasks = [
  'acceptance',
  'supplement',
  'review',
  'objection',
  'change',
  'renewal',
  'correction',
] as const;

/** Something that the registrar or the applicant has to do with an asset. Dates are in Shanghai. */
export type CaseTask = {
  /**
   * `acceptance`: accept or return; `supplement`: bring what is missing, or what the review asks for;
   * `review`: publicise, register or reject; `objection`: investigate and decide; `change`, `renewal`: do or refuse; `correction`:
   * another person approves or rejects.
   */
  readonly task: (typeof caseTasks)[number];
  /** Whose turn it is. */
  readonly by: 'registrar' | 'applicant';
  /** The day from which it waits. */
  readonly since: string;
  /** Its last day, inclusive; absent: it has none, or none that runs while an objection is open. */
  readonly dueBy?: string;
  /** The first day on which it can be finished, where that is later: publicity comes first. */
  readonly notBefore?: string;
  /** Of an objection, or of a change that follows from one. */
  readonly objectionNo?: number;
  readonly stage?: 'publicity' | 'registered';
  /** What is missing from the application. */
  readonly missing?: readonly string[];
  /** What the holder asked for, or the correction that was proposed. */
  readonly requestId?: string;
  readonly reason?: string;
};

type Tasks = readonly CaseTask[];

/** What is to be done after a fact that counts from a day. */
export const tasksAfter = (tasks: Tasks, event: AssetEvent, since: string): Tasks => {
  switch (event.type) {
    case 'ApplicationSubmitted':
    case 'ApplicationSupplemented':
      return clocked('acceptance', since, event.data.procedure?.acceptBy);
    case 'ApplicationReturned':
      return [supplementOf(event.data, since)];
    case 'ApplicationAccepted':
      return clocked('review', since, event.data.reviewBy);
    case 'ApplicationPublicised': {
      const { reviewBy, until } = event.data;
      return reviewUntil(supplementOver(tasks), reviewBy, addDays(until, 1));
    }
    case 'SupplementRequested':
      return whileSupplemented(tasks, event.data, since);
    case 'ReviewSupplemented':
    case 'ReviewExtended':
      return reviewUntil(supplementOver(tasks), event.data.reviewBy);
    case 'ObjectionRaised':
    case 'ObjectionUpheld':
    case 'ObjectionDismissed':
      return afterObjection(tasks, event, since);
    case 'RequestFiled': {
      const { request, requestId, reason, decideBy: dueBy } = event.data;
      const asked = { task: request, by: 'registrar', since, ...(dueBy && { dueBy }) } as const;
      return [...withoutRequest(tasks, request), { ...asked, requestId, reason }];
    }
    case 'RequestRefused':
    case 'RequestWithdrawn':
      return withoutRequest(tasks, event.data.request);
    case 'RegistrationChanged':
      return tasks.filter(({ task }) => task !== 'change' && task !== 'correction');
    case 'RegistrationCorrectionProposed': {
      const { correctionId: requestId, reason } = event.data;
      return [...tasks, { task: 'correction', by: 'registrar', since, requestId, reason }];
    }
    case 'RegistrationCorrected':
      return tasks.filter(({ task }) => task !== 'correction');
    case 'RegistrationCorrectionRejected':
      return tasks.filter(({ requestId }) => requestId !== event.data.correctionId);
    case 'RegistrationRenewed':
      return tasks.filter(({ task }) => task !== 'renewal');
    case 'ApplicationDrafted':
    case 'ApplicationRejected':
    case 'ApplicationWithdrawn':
    case 'AssetRegistered':
    case 'RegistrationCancelled':
    case 'RegistrationRevoked':
    case 'RegistrationExpired':
      return [];
    case 'ObjectionAnswered':
    case 'CertificateIssued':
    case 'CertificateAdjusted':
    case 'RegistrationSuspended':
    case 'RegistrationRestored':
    case 'CancellationRequested':
    case 'CancellationRefused':
    case 'AssetReclassified':
    case 'QualityAssessed':
    case 'SourcesProposed':
    case 'SourcesAdopted':
    case 'SourcesDropped':
    case 'DuplicateNoticed':
    case 'DuplicateResolved':
      return tasks;
  }
};

/** What the registrar has to do by a day; where the scheme has no clock, nothing is waited for. */
const clocked = (task: CaseTask['task'], since: string, dueBy: string | undefined): Tasks =>
  dueBy === undefined ? [] : [{ task, by: 'registrar', since, dueBy }];

/** While an objection to an application is open, no term of its review runs (guide art. 28). */
const reviewUntil = (tasks: Tasks, dueBy: string | undefined, notBefore?: string): Tasks => {
  const isHeldUp = tasks.some(({ task, stage }) => task === 'objection' && stage === 'publicity');
  return tasks.map((known) => {
    if (known.task !== 'review') return known;
    const { dueBy: before, ...review } = known;
    const until = isHeldUp ? undefined : (dueBy ?? before);
    return { ...review, ...(until && { dueBy: until }), ...(notBefore && { notBefore }) };
  });
};

type Asked = Extract<
  AssetEvent,
  { readonly type: 'ApplicationReturned' | 'SupplementRequested' }
>['data'];

const supplementOf = ({ missing, supplementBy: dueBy }: Asked, since: string): CaseTask => ({
  ...{ task: 'supplement', by: 'applicant', since },
  ...(dueBy && { dueBy }),
  missing,
});

/** None of these days counts as one of the review, and it does not end before them. */
const whileSupplemented = (
  tasks: Tasks,
  asked: Extract<AssetEvent, { readonly type: 'SupplementRequested' }>['data'],
  since: string,
): Tasks => {
  const { supplementBy, reviewBy } = asked;
  const notBefore = supplementBy && addDays(supplementBy, 1);
  return [...reviewUntil(tasks, reviewBy, notBefore), supplementOf(asked, since)];
};

/** Nothing is waited for any more that a review asked for. */
const supplementOver = (tasks: Tasks): Tasks => {
  if (!tasks.some(({ task }) => task === 'supplement')) return tasks;
  return tasks.flatMap((known) => {
    if (known.task === 'supplement') return [];
    const { notBefore: _, ...review } = known;
    return [review];
  });
};

/** Without what the holder asked for; not what an objection led to. */
const withoutRequest = (tasks: Tasks, request: 'change' | 'renewal'): Tasks =>
  tasks.filter(({ task, requestId }) => task !== request || requestId === undefined);

type OfObjection = Extract<
  AssetEvent,
  { readonly type: 'ObjectionRaised' | 'ObjectionUpheld' | 'ObjectionDismissed' }
>;

const afterObjection = (tasks: Tasks, event: OfObjection, since: string): Tasks => {
  const { objectionNo } = event.data;
  const others = tasks.filter(
    (known) => known.task !== 'objection' || known.objectionNo !== objectionNo,
  );
  switch (event.type) {
    case 'ObjectionRaised': {
      const { stage, investigateBy: dueBy } = event.data;
      const raised = { task: 'objection', by: 'registrar', since, stage, objectionNo } as const;
      return reviewUntil([...others, { ...raised, ...(dueBy && { dueBy }) }], undefined);
    }
    case 'ObjectionDismissed':
      return reviewUntil(others, event.data.reviewBy);
    case 'ObjectionUpheld':
      return event.data.outcome === 'change'
        ? [...others, { task: 'change', by: 'registrar', since, objectionNo }]
        : others;
  }
};

import type {
  ClassificationEvent,
  Label,
  SourceGrade,
} from '../classification/classification.events.js';
import type { Grading } from '../classification/grading.js';
import type { DuplicateEvent } from '../fingerprint/fingerprint.events.js';
import type { LineageEvent } from '../lineage/lineage.events.js';
import type { QualityEvent } from '../quality/quality.events.js';
import { standsOver } from '../quality/standing-assessment.js';
import type { AssetDescription, SourceReference } from './asset-description.js';

/** What is known of an asset beside its registration: label, quality, sources, likeness. */
export type KnowledgeState = {
  /** The last grading; absent: what the application says stands. */
  readonly classification?: {
    readonly label: Label;
    readonly validUntil: string;
    /** The sources that it lies below, with a reason; absent: it takes the higher of all. */
    readonly excepted?: readonly SourceGrade[];
    readonly grading?: Grading;
  };
  /** The assessment of the latest day, whose score a valuation uses. */
  readonly quality?: {
    readonly assessmentId: string;
    readonly assessedOn: string;
    readonly score: string;
  };
  readonly proposedSources?: {
    readonly proposalId: string;
    readonly sources: readonly SourceReference[];
  };
  /** The last change of sources that was not adopted, and why. */
  readonly droppedSources?: {
    readonly proposalId: string;
    readonly ground: 'cycle' | 'tooLarge' | 'sourceNotRegistered';
    readonly path: readonly string[];
  };
  /** Suspected duplicates by their number, from 1. */
  readonly duplicates?: readonly {
    readonly duplicateId: string;
    readonly decision?: 'unfounded' | 'upheld';
  }[];
};

/** What an asset's state must have for its knowledge to be folded. */
type Described = KnowledgeState & {
  readonly application?: { readonly description: AssetDescription };
};

export const evolveKnowledge = <State extends Described>(
  state: State,
  event: ClassificationEvent | QualityEvent | LineageEvent | DuplicateEvent,
): State => {
  switch (event.type) {
    case 'AssetReclassified': {
      const { to, validUntil, exceptionReason, sources, grading } = event.data;
      const excepted = exceptionReason !== undefined && { excepted: sources };
      const graded = { label: to, validUntil, ...excepted, ...(grading && { grading }) };
      return { ...state, classification: graded };
    }
    case 'QualityAssessed': {
      const { assessmentId, assessedOn, score } = event.data;
      if (!standsOver({ assessedOn }, state.quality)) return state;
      return { ...state, quality: { assessmentId, assessedOn, score } };
    }
    case 'SourcesProposed': {
      const { proposalId, sources } = event.data;
      return { ...state, proposedSources: { proposalId, sources } };
    }
    case 'SourcesAdopted': {
      const { proposedSources: _, ...rest } = state;
      return { ...(rest as State), ...madeFrom(state, event.data.sources) };
    }
    case 'SourcesDropped': {
      const { proposedSources: _, ...rest } = state;
      const { proposalId, ground, path } = event.data;
      return { ...(rest as State), droppedSources: { proposalId, ground, path } };
    }
    case 'DuplicateNoticed': {
      const { duplicateId } = event.data;
      return { ...state, duplicates: [...(state.duplicates ?? []), { duplicateId }] };
    }
    case 'DuplicateResolved': {
      const { duplicateNo, decision } = event.data;
      const duplicates = (state.duplicates ?? []).map((known, index) =>
        index === duplicateNo - 1 ? { ...known, decision } : known,
      );
      return { ...state, duplicates };
    }
  }
};

/** What was found of the data before an application is made anew holds for the new one, too. */
export const keptKnowledge = ({ classification, quality }: KnowledgeState): KnowledgeState => ({
  ...(classification && { classification }),
  ...(quality && { quality }),
});

/** What an asset is made from is what its description says. */
const madeFrom = <State extends Described>(
  { application }: State,
  sources: readonly SourceReference[],
): Partial<State> =>
  (application && {
    application: { ...application, description: { ...application.description, sources } },
  }) as Partial<State>;

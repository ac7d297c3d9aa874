import type { AssetState } from './asset.state.js';
import type { LifeEvent } from './life.events.js';

/** Facts that move the term of a review; those of objections are folded with these. */
type Fact = Extract<
  LifeEvent,
  {
    readonly type:
      'ApplicationPublicised' | 'SupplementRequested' | 'ReviewSupplemented' | 'ReviewExtended';
  }
>;

export const evolveReview = (state: AssetState, event: Fact): AssetState => {
  const { reviewBy = state.reviewBy } = event.data;
  const { supplement, notBrought = supplement && true, ...awaitingNothing } = state;
  const term = reviewBy !== undefined && { reviewBy };
  switch (event.type) {
    case 'ApplicationPublicised': {
      const { from, until, withheldReason } = event.data;
      const withheld = withheldReason !== undefined && { withheldReason };
      return { ...awaitingNothing, publicity: { from, until, ...withheld }, ...term };
    }
    case 'SupplementRequested': {
      const { missing, on, supplementBy } = event.data;
      const asked = {
        ...{ missing, on },
        ...(supplementBy !== undefined && { supplementBy }),
        ...(state.reviewBy !== undefined && { previousReviewBy: state.reviewBy }),
      };
      return { ...awaitingNothing, supplement: asked, ...term };
    }
    case 'ReviewSupplemented': {
      const { explanation, evidenceDigests } = event.data;
      return { ...awaitingNothing, supplemented: { explanation, evidenceDigests }, ...term };
    }
    case 'ReviewExtended': {
      const { reason } = event.data;
      const still = notBrought && { notBrought };
      return { ...awaitingNothing, ...still, reviewExtension: { reason }, ...term };
    }
  }
};

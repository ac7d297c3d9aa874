import type { AssetEvent } from './asset.events.js';
import { applicationTerms, type AssetState } from './asset.state.js';
import { evolveKnowledge, keptKnowledge } from './knowledge.state.js';
import { evolveLife, isOfLife } from './life.state.js';

export const initialAsset = (): AssetState => ({ status: 'none' });

/** Facts that say what the asset is, the whole of it. */
const describing: ReadonlySet<AssetEvent['type']> = new Set<AssetEvent['type']>([
  'ApplicationSubmitted',
  'ApplicationSupplemented',
  'RegistrationChanged',
  'RegistrationCorrected',
]);

export const evolveAsset = (before: AssetState, event: AssetEvent): AssetState => {
  const version = (before.version ?? 0) + 1;
  const state = withContents({ ...evolved(before, event), version }, event);
  if (!describing.has(event.type)) return state;
  return { ...state, describedAt: [...(state.describedAt ?? []), version] };
};

/** A change leaves what was true until then; a correction says that it never was. */
const withContents = (state: AssetState, { type }: AssetEvent): AssetState => {
  const { contentDigests: known = [], application } = state;
  const digest = application?.description.fingerprint?.contentDigest;
  if (digest === undefined) return state;
  if (type === 'RegistrationCorrected') {
    return { ...state, contentDigests: [...known.slice(0, -1), digest] };
  }
  const isStated = type === 'AssetRegistered' || type === 'RegistrationChanged';
  if (!isStated || known.at(-1) === digest) return state;
  return { ...state, contentDigests: [...known, digest] };
};

const evolved = (state: AssetState, event: AssetEvent): AssetState => {
  if (isOfLife(event)) return evolveLife(state, event);
  switch (event.type) {
    case 'ApplicationDrafted':
      return {
        status: 'draft',
        draft: applicationTerms({ ...event.data, scheme: event.data.scheme.name }),
        ...keptKnowledge(state),
      };
    case 'ApplicationSubmitted': {
      const { scheme, procedure } = event.data;
      return {
        status: 'submitted',
        application: applicationTerms({ ...event.data, scheme: scheme.name }),
        schemeVersion: scheme.version,
        ...(procedure && { procedure }),
        ...keptKnowledge(state),
      };
    }
    case 'ApplicationAccepted': {
      const { reviewBy } = event.data;
      return { ...state, status: 'accepted', ...(reviewBy !== undefined && { reviewBy }) };
    }
    case 'ApplicationRejected': {
      const { ground, explanation } = event.data;
      return { ...state, status: 'rejected', rejection: { ground, explanation } };
    }
    case 'AssetRegistered': {
      const { validUntil } = event.data;
      return { ...state, status: 'registered', ...(validUntil !== undefined && { validUntil }) };
    }
    case 'CertificateIssued':
      return { ...state, certificateNo: event.data.certificateNo };
    case 'AssetReclassified':
    case 'QualityAssessed':
    case 'SourcesProposed':
    case 'SourcesAdopted':
    case 'SourcesDropped':
    case 'DuplicateNoticed':
    case 'DuplicateResolved':
      return evolveKnowledge(state, event);
  }
};

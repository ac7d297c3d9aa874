import { shanghaiDate } from '../calendar.js';
import { corrector } from '../four-eyes.js';
import { refuse } from '../refusal.js';
import type { RuleBook } from '../policy/rule-book.js';
import { sameJson } from '../same-json.js';
import { filedUnder } from './application.rules.js';
import type { AssetDescription, AssetEvent } from './asset.events.js';
import { checkRegistrar, checkStep } from './asset.guards.js';
import type { ApplicationTerms, AssetState } from './asset.state.js';
import { checkDescription, type FormWarning } from './description.rule.js';
import type {
  ApproveRegistrationCorrection,
  ProposeRegistrationCorrection,
  RejectRegistrationCorrection,
} from './life.commands.js';
import { sidesOf } from './life.rules.js';
import { checkSameSource, redescribed } from './redescription.rules.js';
import type { ProposedRedescription } from './registration-life.js';
import { checkRights } from './rights-statement.rule.js';

/** Four eyes: one person of the registrar's proposes, another approves. Nothing changes yet. */
export const proposeCorrection = (
  { data, meta }: ProposeRegistrationCorrection,
  state: AssetState,
): readonly AssetEvent[] => {
  const { assetId, correctionId, correctedEvent, reason } = data;
  const terms = checkRegistrar(meta, state);
  checkStep('corrections', state, meta);
  const known = state.corrections?.[correctionId];
  const { description } = judged(state, terms, data);
  const said = { correctionId, correctedEvent, description, reason };
  if (known !== undefined) {
    const { proposer: _, decided: _decided, ...before } = known;
    return sameJson(before, said) ? [] : refuse('title_id_taken', { id: correctionId });
  }
  if (sameJson(terms.description, description)) {
    return refuse('correction_not_possible', { field: 'description' });
  }
  const by = { proposer: meta.actor.person, on: shanghaiDate(meta.now) };
  const proposed = { assetId, ...sidesOf(terms), ...said, ...by };
  return [{ type: 'RegistrationCorrectionProposed', data: proposed }];
};

/** Judged again by the asset of now: a grading or a scheme's limits may stand otherwise. */
export const approveCorrection = (
  { data: { assetId, correctionId, rules }, meta }: ApproveRegistrationCorrection,
  state: AssetState,
): readonly AssetEvent[] => {
  const terms = checkRegistrar(meta, state);
  const found = correctionOf(state, correctionId);
  if (found.decided === 'approved') return [];
  checkStep('corrections', state, meta);
  const approver = corrector(found, meta.actor.person);
  const { correctedEvent, reason, proposer } = found;
  // The label is graded by itself, and may have been since.
  const { category: _c, grade: _g, origin: _o, ...unlabelled } = found.description;
  const said = { correctedEvent, description: unlabelled, rules };
  const { description, warnings } = judged(state, terms, said);
  const eyes = { proposer, approver, on: shanghaiDate(meta.now) };
  const corrected = { correctionId, correctedEvent, description, reason, ...eyes, warnings };
  return [{ type: 'RegistrationCorrected', data: { assetId, ...sidesOf(terms), ...corrected } }];
};

export const rejectCorrection = (
  { data: { assetId, correctionId, reason }, meta }: RejectRegistrationCorrection,
  state: AssetState,
): readonly AssetEvent[] => {
  checkRegistrar(meta, state);
  const found = correctionOf(state, correctionId);
  if (found.decided === 'rejected') return [];
  checkStep('corrections', state, meta);
  const approver = corrector(found, meta.actor.person);
  const data = { assetId, correctionId, reason, approver, on: shanghaiDate(meta.now) };
  return [{ type: 'RegistrationCorrectionRejected', data }];
};

const correctionOf = (
  { corrections = {} }: AssetState,
  correctionId: string,
): ProposedRedescription =>
  corrections[correctionId] ?? refuse('correction_not_found', { correctionId });

type Stated = {
  readonly correctedEvent: number;
  readonly description: AssetDescription;
  readonly rules: RuleBook;
};

/**
 * A correction keeps to what its scheme asks of a description. Where the data comes from decided who
 * may have which right, so it is registered anew (guide art. 35); only in a holder's own ledger,
 * which claims nothing, a source that was written down wrongly is set right, if the rights bear it.
 */
const judged = (
  state: AssetState,
  terms: ApplicationTerms,
  { correctedEvent, description: stated, rules }: Stated,
): { readonly description: AssetDescription; readonly warnings: readonly FormWarning[] } => {
  const { describedAt = [] } = state;
  if (!describedAt.includes(correctedEvent)) {
    const last = describedAt.at(-1);
    refuse('correction_event_wrong', last === undefined ? {} : { correctedEvent: last });
  }
  const description = redescribed(state, terms, stated);
  const { scheme } = filedUnder(rules, state, terms);
  if (scheme.registrar === 'designated') checkSameSource(terms.description, description);
  const warnings = checkDescription(description, scheme);
  checkRights(terms.rights, description.source, terms.applicantPartyId, terms.circumstances);
  return { description, warnings };
};

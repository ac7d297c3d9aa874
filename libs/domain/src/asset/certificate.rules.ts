import { designationInForce } from '../policy/rule-book.js';
import { refuse } from '../refusal.js';
import { filedUnder } from './application.rules.js';
import type { AssetEvent } from './asset.events.js';
import { checkRegistrar, checkSystem } from './asset.guards.js';
import type { AssetState } from './asset.state.js';
import type { AdjustCertificate, IssueCertificate } from './life.commands.js';
import { everRegistered } from './life.graph.js';
import { standing } from './possible-steps.js';
import { certificateNumber } from './schemes.js';

/**
 * Gives a registration its number, also one that has ended meanwhile: a number that was drawn is
 * never left out (annex 6), and the look-up says what has become of it. The process that draws it
 * may repeat itself.
 */
export const issueCertificate = (
  { data: { assetId, month, serial, registeredOn, rules }, meta }: IssueCertificate,
  state: AssetState,
): readonly AssetEvent[] => {
  const terms = checkRegistrar(meta, state);
  if (!everRegistered.includes(state.status)) {
    return refuse('asset_step_not_possible', standing(state, meta));
  }
  const { scheme } = filedUnder(rules, state, terms);
  const designation = designationInForce(rules, registeredOn);
  const registrar = { partyId: terms.registrarPartyId, designation };
  const certificateNo = certificateNumber(scheme, registrar, month, serial);
  if (state.certificateNo === certificateNo) return [];
  if (state.certificateNo !== undefined) {
    return refuse('certificate_already_issued', { certificateNo: state.certificateNo });
  }
  const { validUntil } = state;
  const until = validUntil !== undefined && { validUntil };
  const isPublic = scheme.certificate.isPublic && ({ isPublic: true } as const);
  return [{ type: 'CertificateIssued', data: { assetId, certificateNo, ...until, ...isPublic } }];
};

/** Rights moved in the title (转让登记, guide art. 34): the certificate follows, each time once. */
export const adjustCertificate = (
  { data, meta }: AdjustCertificate,
  state: AssetState,
): readonly AssetEvent[] => {
  checkSystem(meta, state);
  const isAlive = state.status === 'registered' || state.status === 'suspended';
  const isKnown = (state.adjustedBy ?? []).includes(data.transferId);
  return isAlive && !isKnown ? [{ type: 'CertificateAdjusted', data }] : [];
};

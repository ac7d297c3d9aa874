import { refuse } from '../refusal.js';
import type { IssueCertificate } from './asset.commands.js';
import type { AssetEvent } from './asset.events.js';
import { checkRegistrar } from './asset.guards.js';
import { type AssetState, standing } from './asset.state.js';
import { certificateNumber, schemeOf } from './schemes.js';

/** Gives the registered asset its number; the process that draws it may repeat itself. */
export const issueCertificate = (
  { data: { assetId, month, serial }, meta }: IssueCertificate,
  state: AssetState,
): readonly AssetEvent[] => {
  const { scheme, registrarPartyId } = checkRegistrar(meta, state);
  if (state.status !== 'registered') return refuse('asset_step_not_possible', standing(state));
  const certificateNo = certificateNumber(schemeOf(scheme), registrarPartyId, month, serial);
  if (state.certificateNo === certificateNo) return [];
  if (state.certificateNo !== undefined) {
    return refuse('certificate_already_issued', { certificateNo: state.certificateNo });
  }
  return [{ type: 'CertificateIssued', data: { assetId, certificateNo } }];
};

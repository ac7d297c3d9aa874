import type { Decider, Meta, StreamKind } from '../decider.js';
import type { PartyEvidence } from '../party/party.state.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { AssetEvent, RejectionGround } from './asset.events.js';
import {
  type ApplicationTerms,
  applicationTerms,
  type AssetState,
  type AssetStep,
  evolveAsset,
  initialAsset,
  possibleSteps,
  standing,
} from './asset.state.js';
import { checkDescription } from './description.rule.js';
import { checkRights } from './rights-statement.rule.js';
import { certificateNumber, schemeOf } from './schemes.js';

export type SubmitApplication = {
  readonly type: 'SubmitApplication';
  readonly data: ApplicationTerms & {
    readonly assetId: string;
    readonly importId?: string;
    /**
     * The applicant and every holder as their streams stood when the handler read them (pattern 2:
     * evidence in the command; a registration is never undone, so nothing is checked again).
     */
    readonly parties: readonly PartyEvidence[];
  };
  readonly meta: Meta;
};

export type AcceptApplication = {
  readonly type: 'AcceptApplication';
  readonly data: { readonly assetId: string };
  readonly meta: Meta;
};

export type RejectApplication = {
  readonly type: 'RejectApplication';
  readonly data: {
    readonly assetId: string;
    readonly ground: RejectionGround;
    readonly explanation: string;
  };
  readonly meta: Meta;
};

export type RegisterAsset = {
  readonly type: 'RegisterAsset';
  readonly data: { readonly assetId: string };
  readonly meta: Meta;
};

export type IssueCertificate = {
  readonly type: 'IssueCertificate';
  readonly data: {
    readonly assetId: string;
    /** `yyyy-MM` of the series that the serial was drawn from. */
    readonly month: string;
    readonly serial: number;
  };
  readonly meta: Meta;
};

export type AssetCommand =
  SubmitApplication | AcceptApplication | RejectApplication | RegisterAsset | IssueCertificate;

export const assetDecider: Decider<AssetCommand, AssetEvent, AssetState> = {
  initialState: initialAsset,
  evolve: evolveAsset,
  decide: (command, state) => {
    switch (command.type) {
      case 'SubmitApplication':
        return submitApplication(command, state);
      case 'AcceptApplication':
        return acceptApplication(command, state);
      case 'RejectApplication':
        return rejectApplication(command, state);
      case 'RegisterAsset':
        return registerAsset(command, state);
      case 'IssueCertificate':
        return issueCertificate(command, state);
    }
  },
};

/** `asset-<assetId>`: the life of one asset, decades of changes and renewals included. */
export const assetKind: StreamKind<AssetCommand, AssetEvent, AssetState> = {
  category: 'asset',
  decider: assetDecider,
  schemaVersions: {
    ApplicationSubmitted: 1,
    ApplicationAccepted: 1,
    ApplicationRejected: 1,
    AssetRegistered: 1,
    CertificateIssued: 1,
  },
  eventsMax: 1_000,
};

/** The same application again is so already; after a rejection a corrected one may be sent. */
const submitApplication = (
  { data, meta }: SubmitApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  const { assetId, importId, parties, applicantPartyId, registrarPartyId } = data;
  if (meta.actor.role === 'manager' && meta.actor.partyId !== applicantPartyId) {
    return refuse('applicant_not_own_organisation');
  }
  const terms = applicationTerms(data);
  if (sameJson(state.application, terms)) return [];
  if (!possibleSteps[state.status].includes('submission')) {
    return refuse('asset_already_submitted', { assetId, ...standing(state) });
  }
  const scheme = schemeOf(data.scheme);
  if (registrarPartyId !== applicantPartyId) return refuse('registrar_not_applicant');
  checkParties(data);
  const warnings = checkDescription(data.description, scheme);
  checkRights(data.rights, data.description.source, applicantPartyId);
  return [
    {
      type: 'ApplicationSubmitted',
      data: {
        ...terms,
        assetId,
        scheme: scheme.reference,
        ...(importId === undefined ? {} : { importId }),
        parties,
        warnings,
      },
    },
  ];
};

const acceptApplication = (
  { data: { assetId }, meta }: AcceptApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  checkRegistrar(meta, state);
  if (state.status === 'accepted') return [];
  checkStep('acceptance', state);
  return [{ type: 'ApplicationAccepted', data: { assetId } }];
};

const rejectApplication = (
  { data: { assetId, ground, explanation }, meta }: RejectApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  checkRegistrar(meta, state);
  if (state.status === 'rejected' && sameJson(state.rejection, { ground, explanation })) return [];
  checkStep('rejection', state);
  return [{ type: 'ApplicationRejected', data: { assetId, ground, explanation } }];
};

/** Complete at this instant (guide art. 26); the title opens from the rights it names. */
const registerAsset = (
  { data: { assetId }, meta }: RegisterAsset,
  state: AssetState,
): readonly AssetEvent[] => {
  const { registrarPartyId, applicantPartyId, rights } = checkRegistrar(meta, state);
  if (state.status === 'registered') return [];
  checkStep('registration', state);
  return [
    { type: 'AssetRegistered', data: { assetId, registrarPartyId, applicantPartyId, rights } },
  ];
};

/** Gives the registered asset its number; the process that draws it may repeat itself. */
const issueCertificate = (
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

/** An asset is there only for its registrar and our own processes: others are told it is not. */
const checkRegistrar = ({ actor }: Meta, { application }: AssetState): ApplicationTerms =>
  application && (actor.role === 'system' || actor.partyId === application.registrarPartyId)
    ? application
    : refuse('asset_not_found');

const checkStep = (step: AssetStep, state: AssetState): void =>
  possibleSteps[state.status].includes(step)
    ? undefined
    : refuse('asset_step_not_possible', { step, ...standing(state) });

const checkParties = ({ parties, applicantPartyId, rights }: SubmitApplication['data']): void => {
  const registered = new Set(parties.filter((p) => p.version > 0).map((p) => p.partyId));
  if (!registered.has(applicantPartyId)) {
    return refuse('applicant_not_registered', { partyId: applicantPartyId });
  }
  const holders = rights.flatMap((line) => line.holders.map(({ partyId }) => partyId));
  const unknown = [...new Set(holders)].filter((partyId) => !registered.has(partyId));
  if (unknown.length > 0) return refuse('holder_not_registered', { partyIds: unknown });
};

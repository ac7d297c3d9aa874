import { shanghaiDate } from '../calendar.js';
import { reclassify } from '../classification/classification.rules.js';
import type { Decider, StreamKind } from '../decider.js';
import { noteDuplicate, resolveDuplicate } from '../fingerprint/duplicate.rules.js';
import { decideSources, proposeSources } from '../lineage/lineage.rules.js';
import { assessQuality } from '../quality/quality.rules.js';
import * as application from './application.rules.js';
import type { AssetCommand } from './asset.commands.js';
import type { AssetEvent } from './asset.events.js';
import { evolveAsset, initialAsset } from './asset.fold.js';
import type { AssetState } from './asset.state.js';
import { asRecorded, seenBy } from './asset.succession.js';
import * as certificate from './certificate.rules.js';
import { dueBy } from './clock.rules.js';
import * as correction from './correction.rules.js';
import * as ending from './ending.rules.js';
import * as life from './life.rules.js';
import { answerObjection, raiseObjection, resolveObjection } from './objection.rules.js';
import * as request from './request.rules.js';
import * as review from './review.rules.js';
import { requestSupplement, supplementReview } from './supplement.rules.js';

/**
 * What the clock has brought about comes first: a command is decided on the asset as it is now,
 * whether or not a sweep has written that down.
 */
const decide = (command: AssetCommand, state: AssetState): readonly AssetEvent[] => {
  const { actingFor, heldBy, ...data } = command.data;
  const due = dueBy(state, data.assetId, shanghaiDate(command.meta.now));
  const now = due.reduce(evolveAsset, state);
  if (actingFor === undefined) return [...due, ...decideNow(command, now)];
  const seen = seenBy(now, command.meta.actor, actingFor, heldBy);
  const decided = decideNow({ ...command, data } as AssetCommand, seen);
  return [...due, ...decided.map((event) => asRecorded(event, now))];
};

const decideNow = (command: AssetCommand, state: AssetState): readonly AssetEvent[] => {
  switch (command.type) {
    case 'DraftApplication':
      return application.draftApplication(command, state);
    case 'SubmitApplication':
      return application.submitApplication(command, state);
    case 'SubmitDraft':
      return application.submitDraft(command, state);
    case 'SupplementApplication':
      return application.supplementApplication(command, state);
    case 'SupplementReview':
      return supplementReview(command, state);
    case 'WithdrawApplication':
      return application.withdrawApplication(command, state);
    case 'AcceptApplication':
      return review.acceptApplication(command, state);
    case 'ReturnApplication':
      return review.returnApplication(command, state);
    case 'RequestSupplement':
      return requestSupplement(command, state);
    case 'RejectApplication':
      return review.rejectApplication(command, state);
    case 'PubliciseApplication':
      return review.publiciseApplication(command, state);
    case 'ExtendReview':
      return review.extendReview(command, state);
    case 'RegisterAsset':
      return review.registerAsset(command, state);
    case 'RaiseObjection':
      return raiseObjection(command, state);
    case 'AnswerObjection':
      return answerObjection(command, state);
    case 'ResolveObjection':
      return resolveObjection(command, state);
    case 'SettleDue':
      return [];
    case 'Reclassify':
      return reclassify(command, state);
    case 'AssessQuality':
      return assessQuality(command, state);
    case 'ProposeSources':
      return proposeSources(command, state);
    case 'DecideSources':
      return decideSources(command, state);
    case 'NoteDuplicate':
      return noteDuplicate(command, state);
    case 'ResolveDuplicate':
      return resolveDuplicate(command, state);
    case 'IssueCertificate':
    case 'AdjustCertificate':
    case 'RequestChange':
    case 'RequestRenewal':
    case 'RefuseRequest':
    case 'WithdrawRequest':
    case 'ChangeRegistration':
    case 'RenewRegistration':
    case 'SuspendRegistration':
    case 'RestoreRegistration':
    case 'RevokeRegistration':
    case 'CancelExOfficio':
    case 'ProposeRegistrationCorrection':
    case 'ApproveRegistrationCorrection':
    case 'RejectRegistrationCorrection':
    case 'RequestCancellation':
    case 'DecideCancellation':
      return decideRegistered(command, state);
  }
};

type AfterRegistration = Extract<
  AssetCommand,
  {
    type:
      | 'IssueCertificate'
      | 'AdjustCertificate'
      | 'RequestChange'
      | 'RequestRenewal'
      | 'RefuseRequest'
      | 'WithdrawRequest'
      | 'ChangeRegistration'
      | 'RenewRegistration'
      | 'SuspendRegistration'
      | 'RestoreRegistration'
      | 'RevokeRegistration'
      | 'CancelExOfficio'
      | 'ProposeRegistrationCorrection'
      | 'ApproveRegistrationCorrection'
      | 'RejectRegistrationCorrection'
      | 'RequestCancellation'
      | 'DecideCancellation';
  }
>;

/** The life of what is registered. */
const decideRegistered = (command: AfterRegistration, state: AssetState): readonly AssetEvent[] => {
  switch (command.type) {
    case 'IssueCertificate':
      return certificate.issueCertificate(command, state);
    case 'AdjustCertificate':
      return certificate.adjustCertificate(command, state);
    case 'RequestChange':
      return request.requestChange(command, state);
    case 'RequestRenewal':
      return request.requestRenewal(command, state);
    case 'RefuseRequest':
      return request.refuseRequest(command, state);
    case 'WithdrawRequest':
      return request.withdrawRequest(command, state);
    case 'ChangeRegistration':
      return life.changeRegistration(command, state);
    case 'RenewRegistration':
      return life.renewRegistration(command, state);
    case 'SuspendRegistration':
      return life.suspendRegistration(command, state);
    case 'RestoreRegistration':
      return life.restoreRegistration(command, state);
    case 'ProposeRegistrationCorrection':
      return correction.proposeCorrection(command, state);
    case 'ApproveRegistrationCorrection':
      return correction.approveCorrection(command, state);
    case 'RejectRegistrationCorrection':
      return correction.rejectCorrection(command, state);
    case 'RequestCancellation':
      return ending.requestCancellation(command, state);
    case 'DecideCancellation':
      return ending.decideCancellation(command, state);
    case 'CancelExOfficio':
      return ending.cancelExOfficio(command, state);
    case 'RevokeRegistration':
      return ending.revokeRegistration(command, state);
  }
};

export const assetDecider: Decider<AssetCommand, AssetEvent, AssetState> = {
  initialState: initialAsset,
  evolve: evolveAsset,
  decide,
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
    ApplicationDrafted: 1,
    ApplicationReturned: 1,
    ApplicationSupplemented: 1,
    ApplicationWithdrawn: 1,
    ApplicationPublicised: 1,
    SupplementRequested: 1,
    ReviewSupplemented: 1,
    ReviewExtended: 1,
    ObjectionRaised: 1,
    ObjectionAnswered: 1,
    ObjectionUpheld: 1,
    ObjectionDismissed: 1,
    RequestFiled: 1,
    RequestRefused: 1,
    RequestWithdrawn: 1,
    RegistrationChanged: 1,
    RegistrationRenewed: 1,
    RegistrationSuspended: 1,
    RegistrationRestored: 1,
    CancellationRequested: 1,
    CancellationRefused: 1,
    RegistrationCancelled: 1,
    RegistrationRevoked: 1,
    RegistrationExpired: 1,
    CertificateAdjusted: 1,
    RegistrationCorrectionProposed: 1,
    RegistrationCorrected: 1,
    RegistrationCorrectionRejected: 1,
    AssetReclassified: 1,
    QualityAssessed: 1,
    SourcesProposed: 1,
    SourcesAdopted: 1,
    SourcesDropped: 1,
    DuplicateNoticed: 1,
    DuplicateResolved: 1,
  },
  eventsMax: 1_000,
};

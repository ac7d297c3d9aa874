import { reclassify } from '../classification/classification.rules.js';
import type { Decider, StreamKind } from '../decider.js';
import { noteDuplicate, resolveDuplicate } from '../fingerprint/duplicate.rules.js';
import { decideSources, proposeSources } from '../lineage/lineage.rules.js';
import { assessQuality } from '../quality/quality.rules.js';
import { submitApplication } from './application.rules.js';
import type { AssetCommand } from './asset.commands.js';
import type { AssetEvent } from './asset.events.js';
import { type AssetState, evolveAsset, initialAsset } from './asset.state.js';
import { issueCertificate } from './certificate.rules.js';
import { acceptApplication, registerAsset, rejectApplication } from './review.rules.js';

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

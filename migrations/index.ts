import { EventLog1795000000001 } from './0001-event-log.js';
import { ReadModels1795000000002 } from './0002-read-models.js';
import { SideStores1795000000003 } from './0003-side-stores.js';
import { Parties1795000000010 } from './0010-parties.js';
import { Assets1795000000011 } from './0011-assets.js';
import { Certificates1795000000012 } from './0012-certificates.js';
import { PartyStanding1795000000014 } from './0014-party-standing.js';
import { Life1795000000013 } from './0013-life.js';
import { AssetImports1795000000020 } from './0020-asset-imports.js';
import { AssetSearch1795000000021 } from './0021-asset-search.js';
import { ImportDrafts1795000000022 } from './0022-import-drafts.js';
import { TitlesAndPledges1795000000030 } from './0030-titles-and-pledges.js';
import { TitleHolders1795000000031 } from './0031-title-holders.js';
import { ValuationView1795000000040 } from './0040-valuation-view.js';
import { OfferView1795000000050 } from './0050-offer-view.js';
import { OrderView1795000000051 } from './0051-order-view.js';
import { Evidence1795000000060 } from './0060-evidence.js';
import { Rebuilds1795000000070 } from './0070-rebuilds.js';
import { Feed1795000000100 } from './0100-feed.js';
import { Webhooks1795000000101 } from './0101-webhooks.js';
import { Labels1795000000090 } from './0090-labels.js';
import { Alerts1795000000091 } from './0091-alerts.js';
import { Lineage1795000000092 } from './0092-lineage.js';
import { Duplicates1795000000093 } from './0093-duplicates.js';
import { FeedAgain1795000000114 } from './0114-feed-again.js';
import { AssetHolders1795000000115 } from './0115-asset-holders.js';
import { Publicity1795000000110 } from './0110-publicity.js';
import { Fingerprints1795000000111 } from './0111-fingerprints.js';
import { PledgeLife1795000000120 } from './0120-pledge-life.js';
import { CreditBases1795000000122 } from './0122-credit-bases.js';
import { RiskMonitor1795000000121 } from './0121-risk-monitor.js';
import { Financings1795000000130 } from './0130-financings.js';
import { Journals1795000000150 } from './0150-journals.js';
import { Books1795000000140 } from './0140-books.js';
import { AccountingSuggestions1795000000141 } from './0141-accounting-suggestions.js';
import { Postings1795000000160 } from './0160-postings.js';
import { Disclosures1795000000161 } from './0161-disclosures.js';
import { OrderCourse1795000000180 } from './0180-order-course.js';
import { Sharings1795000000182 } from './0182-sharings.js';
import { Accounts1795000000181 } from './0181-accounts.js';
import { OfferAssessment1795000000190 } from './0190-offer-assessment.js';
import { WalletHolds1795000000170 } from './0170-wallet-holds.js';
import { ChargesCount1795000000218 } from './0218-charges-count.js';
import { Charges1795000000192 } from './0192-charges.js';
import { Market1795000000191 } from './0191-market.js';
import { PartyNames1795000000204 } from './0204-party-names.js';
import { PartyCountry1795000000216 } from './0216-party-country.js';
import { AssetNameHeads1795000000214 } from './0214-asset-name-heads.js';
import { JointProjections1795000000210 } from './0210-joint-projections.js';
import { ParticipantNames1795000000217 } from './0217-participant-names.js';
import { RegistrationCases1795000000230 } from './0230-registration-cases.js';
import { Comparables1795000000250 } from './0250-comparables.js';
import { QuietAppends1795000000252 } from './0252-quiet-appends.js';
import { SelfConflictingLock1795000000272 } from './0272-self-conflicting-lock.js';
import { PartyCorrections1795000000273 } from './0273-party-corrections.js';
import { ProjectionVersions1795000000246 } from './0246-projection-versions.js';
import { RoomForUpdates1795000000224 } from './0224-room-for-updates.js';
import { OfferProducts1795000000196 } from './0196-offer-products.js';
import { Needs1795000000197 } from './0197-needs.js';
import { Dataspace1795000000198 } from './0198-dataspace.js';
import { NoteFacts1795000000200 } from './0200-note-facts.js';
import { CheckpointSize1795000000203 } from './0203-checkpoint-size.js';
import { RebuildIndexes1795000000222 } from './0222-rebuild-indexes.js';
import { FeedWithoutBodies1795000000228 } from './0228-feed-without-bodies.js';
import { FeedOfAuditors1795000000229 } from './0229-feed-of-auditors.js';
import { FeedSpans1795000000260 } from './0260-feed-spans.js';
import { OneIndexOfEntries1795000000261 } from './0261-one-index-of-entries.js';
import { TransferCases1795000000296 } from './0296-transfer-cases.js';
import { Circumstances1795000000288 } from './0288-circumstances.js';
import { WaitingClasses1795000000297 } from './0297-waiting-classes.js';
import { MonthlyComparables1795000000299 } from './0299-monthly-comparables.js';
import { SketchSchemes1795000000306 } from './0306-sketch-schemes.js';
import { CertificateRegistrants1795000000308 } from './0308-certificate-registrants.js';

/** All migrations, in order. Forward only: what was released is never edited. */
export const migrations = [
  EventLog1795000000001,
  ReadModels1795000000002,
  SideStores1795000000003,
  Parties1795000000010,
  Assets1795000000011,
  Certificates1795000000012,
  PartyStanding1795000000014,
  Life1795000000013,
  AssetImports1795000000020,
  AssetSearch1795000000021,
  ImportDrafts1795000000022,
  TitlesAndPledges1795000000030,
  TitleHolders1795000000031,
  ValuationView1795000000040,
  OfferView1795000000050,
  OrderView1795000000051,
  Evidence1795000000060,
  Rebuilds1795000000070,
  Labels1795000000090,
  Alerts1795000000091,
  Lineage1795000000092,
  Duplicates1795000000093,
  Feed1795000000100,
  Webhooks1795000000101,
  FeedAgain1795000000114,
  AssetHolders1795000000115,
  Publicity1795000000110,
  Fingerprints1795000000111,
  PledgeLife1795000000120,
  Financings1795000000130,
  RiskMonitor1795000000121,
  CreditBases1795000000122,
  Journals1795000000150,
  Books1795000000140,
  AccountingSuggestions1795000000141,
  Postings1795000000160,
  Disclosures1795000000161,
  OrderCourse1795000000180,
  Accounts1795000000181,
  Sharings1795000000182,
  OfferAssessment1795000000190,
  Market1795000000191,
  Charges1795000000192,
  OfferProducts1795000000196,
  Needs1795000000197,
  Dataspace1795000000198,
  CheckpointSize1795000000203,
  WalletHolds1795000000170,
  NoteFacts1795000000200,
  PartyNames1795000000204,
  RebuildIndexes1795000000222,
  FeedWithoutBodies1795000000228,
  FeedOfAuditors1795000000229,
  PartyCountry1795000000216,
  AssetNameHeads1795000000214,
  ChargesCount1795000000218,
  JointProjections1795000000210,
  ParticipantNames1795000000217,
  RegistrationCases1795000000230,
  RoomForUpdates1795000000224,
  Comparables1795000000250,
  QuietAppends1795000000252,
  ProjectionVersions1795000000246,
  SelfConflictingLock1795000000272,
  FeedSpans1795000000260,
  OneIndexOfEntries1795000000261,
  PartyCorrections1795000000273,
  MonthlyComparables1795000000299,
  TransferCases1795000000296,
  WaitingClasses1795000000297,
  Circumstances1795000000288,
  SketchSchemes1795000000306,
  CertificateRegistrants1795000000308,
];

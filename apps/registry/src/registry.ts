import type { ServiceDefinition } from '@ledger/service/slice.js';
import { AlertModule } from './alert/alert.module.js';
import { alertProjections, alertViews } from './alert/alert.views.js';
import { AssetAlertingProcess } from './alert/asset-alerting.process.js';
import { CopyAlertingProcess } from './alert/copy-alerting.process.js';
import { SourceGradesProcess } from './alert/source-grades.process.js';
import { SourceImpactProcess } from './alert/source-impact.process.js';
import { SourcePastProcess } from './alert/source-past.process.js';
import { AssetDueSweep } from './asset/asset-due.sweep.js';
import { CaseOverdueSweep } from './asset/case-overdue.sweep.js';
import { AssetEnding } from './asset/asset-ending.process.js';
import { AssetModule } from './asset/asset.module.js';
import { assetProjections, assetViews } from './asset/asset.views.js';
import { TransferOverdueSweep } from './asset/transfer-overdue.sweep.js';
import { AssetImportModule } from './asset-import/asset-import.module.js';
import { AssetImportProcess } from './asset-import/asset-import.process.js';
import { assetImportProjections, assetImportViews } from './asset-import/asset-import.views.js';
import { BookTakeoverProcess } from './book/book-takeover.process.js';
import { BookModule } from './book/book.module.js';
import { bookProjections, bookViews } from './book/book.views.js';
import { CertificateAdjusting } from './certificate/certificate-adjusting.process.js';
import { CertificateIssuing } from './certificate/certificate-issuing.process.js';
import { CertificateWaitingSweep } from './certificate/certificate-waiting.sweep.js';
import { CertificateModule } from './certificate/certificate.module.js';
import { certificateProjections, certificateViews } from './certificate/certificate.views.js';
import { ClassificationModule } from './classification/classification.module.js';
import {
  classificationProjections,
  classificationViews,
} from './classification/classification.views.js';
import { RegradingSweep } from './classification/regrading.sweep.js';
import { DuplicateBarringProcess } from './duplicate/duplicate-barring.process.js';
import { DuplicateResolutionProcess } from './duplicate/duplicate-resolution.process.js';
import { DuplicateSearchProcess } from './duplicate/duplicate-search.process.js';
import { DuplicateModule } from './duplicate/duplicate.module.js';
import { duplicateProjections, duplicateViews } from './duplicate/duplicate.views.js';
import { DocumentPrintingModule } from './document-printing/document-printing.module.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { CoverageSweep, CoverageWatchProcess } from './financing/coverage-watch.process.js';
import { FinancingCollateralProcess } from './financing/financing-collateral.process.js';
import { FinancingModule } from './financing/financing.module.js';
import { financingProjections, financingViews } from './financing/financing.views.js';
import { FeedModule } from './feed/feed.module.js';
import { feedProjections, feedViews } from './feed/feed.views.js';
import { WebhookDelivery } from './feed/webhook/webhook-delivery.sweep.js';
import { AmortisationRunProcess } from './journal/amortisation-run.process.js';
import { BookPostingProcess } from './journal/book-posting.process.js';
import { JournalModule } from './journal/journal.module.js';
import { journalProjections, journalViews } from './journal/journal.views.js';
import { PeriodSealingProcess } from './journal/period-sealing.process.js';
import { VoucherReversalProcess } from './journal/voucher-reversal.process.js';
import { LineageCheckProcess } from './lineage/lineage-check.process.js';
import { LineageModule } from './lineage/lineage.module.js';
import { lineageProjections, lineageViews } from './lineage/lineage.views.js';
import { PartyModule } from './party/party.module.js';
import { partyProjections, partyViews } from './party/party.views.js';
import { SuccessionProcess } from './party/succession.process.js';
import { PledgeLapseSweep } from './pledge/pledge-lapse.sweep.js';
import { PledgeModule } from './pledge/pledge.module.js';
import { pledgeProjections, pledgeViews } from './pledge/pledge.views.js';
import { PledgeSearchModule } from './pledge-search/pledge-search.module.js';
import { SearchCertifying } from './pledge-search/search-certifying.process.js';
import { projectionVersions } from './projection-versions.js';
import { PolicyModule } from './policy/policy.module.js';
import { RegistrarCodeProcess } from './policy/registrar-code.process.js';
import { QualityModule } from './quality/quality.module.js';
import { qualityProjections, qualityViews } from './quality/quality.views.js';
import { RiskModule } from './risk/risk.module.js';
import { riskProjections, riskViews } from './risk/risk.views.js';
import { RiskWatchProcess } from './risk/risk-watch.process.js';
import { RiskSweep } from './risk/risk.sweep.js';
import { ReportingModule } from './reporting/reporting.module.js';
import { reportingProjections, reportingViews } from './reporting/reporting.views.js';
import { InsolvencyBarsProcess } from './title/insolvency-bars.process.js';
import { LicenceReservationProcess } from './title/licence-reservation.process.js';
import { TitleLapseSweep } from './title/title-lapse.sweep.js';
import { TitleOpeningProcess } from './title/title-opening.process.js';
import { TitleModule } from './title/title.module.js';
import { titleProjections, titleViews } from './title/title.views.js';
import { ValuationModule } from './valuation/valuation.module.js';
import { valuationProjections, valuationViews } from './valuation/valuation.views.js';

/** The registry: who is who, what is registered, who may do what with it, what it is worth. */
export const registry: ServiceDefinition = {
  name: 'registry',
  title: '数据资产登记 · Data-asset registry',
  description: '主体、资产、产权、质押与评估。 Parties, assets, titles, pledges and appraisals.',
  port: 3000,
  slices: [
    { module: PolicyModule, processes: [RegistrarCodeProcess] },
    {
      module: PartyModule,
      views: partyViews,
      projections: partyProjections,
      processes: [SuccessionProcess],
    },
    {
      module: AssetModule,
      views: assetViews,
      projections: assetProjections,
      processes: [AssetEnding],
      sweeps: [AssetDueSweep, CaseOverdueSweep, TransferOverdueSweep],
    },
    {
      module: AssetImportModule,
      views: assetImportViews,
      projections: assetImportProjections,
      processes: [AssetImportProcess],
    },
    {
      module: CertificateModule,
      views: certificateViews,
      projections: certificateProjections,
      processes: [CertificateIssuing, CertificateAdjusting],
      sweeps: [CertificateWaitingSweep],
    },
    {
      module: TitleModule,
      views: titleViews,
      projections: titleProjections,
      processes: [TitleOpeningProcess, LicenceReservationProcess, InsolvencyBarsProcess],
      sweeps: [TitleLapseSweep],
    },
    {
      module: PledgeModule,
      views: pledgeViews,
      projections: pledgeProjections,
      sweeps: [PledgeLapseSweep],
    },
    { module: PledgeSearchModule, processes: [SearchCertifying] },
    {
      module: FinancingModule,
      views: financingViews,
      projections: financingProjections,
      processes: [FinancingCollateralProcess, CoverageWatchProcess],
      sweeps: [CoverageSweep],
    },
    {
      module: BookModule,
      views: bookViews,
      projections: bookProjections,
      processes: [BookTakeoverProcess],
    },
    { module: ValuationModule, views: valuationViews, projections: valuationProjections },
    {
      module: ClassificationModule,
      views: classificationViews,
      projections: classificationProjections,
      sweeps: [RegradingSweep],
    },
    { module: QualityModule, views: qualityViews, projections: qualityProjections },
    {
      module: AlertModule,
      views: alertViews,
      projections: alertProjections,
      processes: [
        AssetAlertingProcess,
        CopyAlertingProcess,
        SourceGradesProcess,
        SourceImpactProcess,
        SourcePastProcess,
      ],
    },
    {
      module: RiskModule,
      views: riskViews,
      projections: riskProjections,
      processes: [RiskWatchProcess],
      sweeps: [RiskSweep],
    },
    {
      module: LineageModule,
      views: lineageViews,
      projections: lineageProjections,
      processes: [LineageCheckProcess],
    },
    {
      module: DuplicateModule,
      views: duplicateViews,
      projections: duplicateProjections,
      processes: [DuplicateSearchProcess, DuplicateBarringProcess, DuplicateResolutionProcess],
    },
    { module: ReportingModule, views: reportingViews, projections: reportingProjections },
    {
      module: JournalModule,
      views: journalViews,
      projections: journalProjections,
      processes: [
        BookPostingProcess,
        AmortisationRunProcess,
        VoucherReversalProcess,
        PeriodSealingProcess,
      ],
    },
    { module: DocumentPrintingModule },
    { module: EvidenceModule },
    {
      module: FeedModule,
      views: feedViews,
      projections: feedProjections,
      sweeps: [WebhookDelivery],
    },
  ],
  versions: projectionVersions,
};

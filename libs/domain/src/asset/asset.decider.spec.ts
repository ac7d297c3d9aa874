import { shippedRuleBook } from '../policy/rule-book.js';
import { specOf } from '../testing/decider-spec.js';
import type { AssetCommand } from './asset.commands.js';
import { assetDecider } from './asset.decider.js';
import type { AssetEvent } from './asset.events.js';
import * as sample from './testing/application.js';

const rules = shippedRuleBook();
const { assetId, bank, partner, application, described, submitted } = sample;
const given = specOf(assetDecider);

const submit = (data = application()): AssetCommand => ({
  type: 'SubmitApplication',
  data,
  meta: sample.managerMeta,
});
const accept: AssetCommand = {
  type: 'AcceptApplication',
  data: { assetId, rules },
  meta: sample.registrarMeta,
};
const reject = (explanation = '来源合同已失效'): AssetCommand => ({
  type: 'RejectApplication',
  data: { assetId, ground: 'unlawfulSource', explanation },
  meta: sample.registrarMeta,
});
const register: AssetCommand = {
  type: 'RegisterAsset',
  data: { assetId, rules },
  meta: sample.registrarMeta,
};
const issue = (serial = 1): AssetCommand => ({
  type: 'IssueCertificate',
  data: { assetId, month: '2026-11', serial, registeredOn: '2026-11-21', rules },
  meta: sample.systemMeta,
});

const accepted: AssetEvent = { type: 'ApplicationAccepted', data: { assetId } };
const rejected: AssetEvent = {
  type: 'ApplicationRejected',
  data: { assetId, ground: 'unlawfulSource', explanation: '来源合同已失效' },
};
const registered: AssetEvent = {
  type: 'AssetRegistered',
  data: {
    assetId,
    registrarPartyId: bank,
    applicantPartyId: bank,
    rights: application().rights,
  },
};
const issued: AssetEvent = {
  type: 'CertificateIssued',
  data: { assetId, certificateNo: 'N3f2a1b0c202611000001' },
};

describe('submitting an application', () => {
  it('records it under the scheme as it stands, with the party versions relied on', () =>
    given().when(submit()).then(submitted()));

  it('says nothing when the same application comes again, at any later time', () => {
    const again = submit(
      application({ parties: [{ partyId: bank, version: 2 }], importId: 'i-2' }),
    );
    given(submitted()).when(again).thenNothing();
    given(submitted(), accepted, registered, issued).when(submit()).thenNothing();
    given(submitted(), rejected).when(submit()).thenNothing();
  });

  it('refuses another application for the same asset, naming the steps possible now', () =>
    given(submitted())
      .when(submit(described({ name: '另一数据' })))
      .thenRefused('asset_already_submitted', {
        assetId,
        status: 'submitted',
        possible: ['acceptance', 'return', 'rejection', 'withdrawal'],
      }));

  it('takes a corrected application after a rejection', () => {
    const corrected = described({ source: 'generated' });
    given(submitted(), rejected).when(submit(corrected)).then(submitted(corrected));
  });

  it('refuses a manager who applies for another organisation', () =>
    given()
      .when({
        ...submit(),
        meta: { ...sample.managerMeta, actor: { ...sample.managerMeta.actor, partyId: partner } },
      })
      .thenRefused('applicant_not_own_organisation'));

  it('refuses a registrar other than the applicant: in-house is the holder’s own ledger', () =>
    given()
      .when(submit(application({ registrarPartyId: partner })))
      .thenRefused('registrar_not_applicant'));

  it('refuses an applicant or a holder that is not registered', () => {
    for (const parties of [[], [{ partyId: bank, version: 0 }]]) {
      given()
        .when(submit(application({ parties })))
        .thenRefused('applicant_not_registered', { partyId: bank });
    }
    const jointly = [{ ...sample.holding, holders: [{ partyId: bank }, { partyId: partner }] }];
    given()
      .when(submit(application({ rights: jointly })))
      .thenRefused('holder_not_registered', { partyIds: [partner] });
  });

  it('takes core-grade and derived data: in-house makes no claim against third parties', () => {
    const core = described({ grade: 'core' });
    given().when(submit(core)).then(submitted(core));
    const derived = described({ source: 'derived' });
    given().when(submit(derived)).then(submitted(derived));
  });
});

describe('reviewing an application', () => {
  it('accepts once', () => {
    given(submitted()).when(accept).then(accepted);
    given(submitted(), accepted).when(accept).thenNothing();
  });

  it('rejects with a coded ground, before or after acceptance, once', () => {
    given(submitted()).when(reject()).then(rejected);
    given(submitted(), accepted).when(reject()).then(rejected);
    given(submitted(), rejected).when(reject()).thenNothing();
    given(submitted(), rejected)
      .when(reject('另一理由'))
      .thenRefused('asset_step_not_possible', {
        step: 'rejection',
        status: 'rejected',
        possible: ['submission'],
      });
  });

  it('does not accept what was rejected or is registered', () => {
    given(submitted(), rejected).when(accept).thenRefused('asset_step_not_possible');
    given(submitted(), accepted, registered)
      .when(accept)
      .thenRefused('asset_step_not_possible', {
        step: 'acceptance',
        status: 'registered',
        possible: ['change', 'suspension', 'cancellation', 'revocation', 'corrections'],
      });
  });

  it('is for the registrar: to others the asset is not there', () => {
    const outsider = { ...sample.registrarMeta.actor, partyId: partner };
    for (const command of [accept, reject(), register]) {
      given(submitted())
        .when({ ...command, meta: { ...command.meta, actor: outsider } })
        .thenRefused('asset_not_found');
    }
    given().when(accept).thenRefused('asset_not_found');
  });
});

describe('registering an asset', () => {
  it('is complete with the rights that the title opens with', () =>
    given(submitted(), accepted).when(register).then(registered));

  it('says nothing the second time', () =>
    given(submitted(), accepted, registered).when(register).thenNothing());

  it('needs acceptance first', () => {
    given(submitted())
      .when(register)
      .thenRefused('asset_step_not_possible', {
        step: 'registration',
        status: 'submitted',
        possible: ['acceptance', 'return', 'rejection', 'withdrawal'],
      });
    given(submitted(), rejected).when(register).thenRefused('asset_step_not_possible');
  });
});

describe('issuing a certificate', () => {
  it('numbers it N, registrar, month, serial', () =>
    given(submitted(), accepted, registered).when(issue()).then(issued));

  it('says nothing when the same number is issued again', () =>
    given(submitted(), accepted, registered, issued).when(issue()).thenNothing());

  it('refuses a second number', () =>
    given(submitted(), accepted, registered, issued)
      .when(issue(2))
      .thenRefused('certificate_already_issued', { certificateNo: 'N3f2a1b0c202611000001' }));

  it('refuses an asset that is not registered', () =>
    given(submitted(), accepted).when(issue()).thenRefused('asset_step_not_possible'));
});

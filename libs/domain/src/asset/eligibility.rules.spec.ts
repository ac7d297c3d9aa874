import type { PartyState } from '../party/party.state.js';
import { shippedRuleBook } from '../policy/rule-book.js';
import { shippedSchemes } from '../policy/scheme.policies.js';
import type { RefusalCode } from '../refusal.js';
import { specOf } from '../testing/decider-spec.js';
import { assetDecider } from './asset.decider.js';
import { eligibility, filingParty } from './eligibility.rules.js';
import { shortcomings } from './filing.rules.js';
import type { SubmitApplication } from './life.commands.js';
import { digest, operation } from './testing/application.js';
import * as national from './testing/national.js';

const { bank, partner, registrar, filed, describing, command, applicantOn } = national;
const given = specOf(assetDecider);
const day = '2026-03-02';

const submit = (data: SubmitApplication['data']) => {
  const { assetId: _, ...terms } = data;
  return given().when(command('SubmitApplication', terms, applicantOn(day)));
};
const takes = (data: SubmitApplication['data']) => expect(submit(data).events()).toHaveLength(1);
const refuses = (
  data: SubmitApplication['data'],
  code: RefusalCode,
  articles?: readonly string[],
) =>
  expect(() => submit(data).events()).toThrow(
    expect.objectContaining({
      code,
      obstacles: expect.objectContaining(articles === undefined ? {} : { articles }),
    }),
  );
const party = (partyClass: 'enterprise' | 'governmentOrgan' | 'publicInstitution') => ({
  parties: [{ partyId: bank, version: 1, partyClass }],
});

describe('who may register under the national scheme', () => {
  it('is no organ for data from performing its duties; what it bought is no such data', () => {
    for (const source of ['generated', 'automatedPublic'] as const) {
      refuses(describing({ source }, party('governmentOrgan')), 'organ_data_not_registrable', [
        '15',
      ]);
    }
    takes(describing({ source: 'agreement' }, party('governmentOrgan')));
    takes(describing({ source: 'generated' }, party('publicInstitution')));
    takes(describing({ source: 'generated' }, party('enterprise')));
  });

  it('is nobody for core data', () => {
    refuses(describing({ grade: 'core' }), 'core_data_not_registrable', ['15', '22']);
    takes(describing({ grade: 'important' }));
  });

  it('is whoever derived it from registered data that he names', () => {
    const sources = [{ assetId: 'source-1', version: 0 }];
    const read = (isRegistered: boolean) => ({
      sourcesRead: [{ assetId: 'source-1', version: 7, isRegistered }],
    });
    refuses(describing({ source: 'derived' }), 'derived_sources_missing', ['20', '21']);
    const unregistered = ['source_not_registered', ['20', '21']] as const;
    refuses(describing({ source: 'derived', sources }), ...unregistered);
    refuses(describing({ source: 'derived', sources }, read(false)), ...unregistered);
    const [event] = submit(describing({ source: 'derived', sources }, read(true))).events();
    expect(event).toMatchObject({
      data: { description: { sources: [{ assetId: 'source-1', version: 7 }] } },
    });
  });

  it('is no entrusted processor, unless it was agreed', () => {
    refuses(filed({ circumstances: { entrusted: {} } }), 'entrusted_processor_not_eligible', [
      '21',
    ]);
    takes(filed({ circumstances: { entrusted: { agreedRightsDigest: digest } } }));
    refuses(
      filed({ circumstances: { entrusted: { agreedRightsDigest: 'x' } } }),
      'proof_digest_malformed',
    );
  });

  it('is a participant of a fusion for an operation right with the others’ consent', () => {
    const joint = (contractAllocates: boolean, ...consenting: string[]) => ({
      circumstances: {
        jointFusion: {
          participantPartyIds: [bank, partner, registrar],
          contractAllocates,
          consents: consenting.map((partyId) => ({ partyId, digest })),
        },
      },
    });
    const withOperation = { rights: [...filed().rights, operation] };
    takes(filed(joint(false)));
    refuses(filed({ ...withOperation, ...joint(false) }), 'fusion_consent_missing', ['21']);
    refuses(filed({ ...withOperation, ...joint(false, partner) }), 'fusion_consent_missing');
    takes(filed({ ...withOperation, ...joint(false, partner, registrar) }));
    takes(filed({ ...withOperation, ...joint(true) }));
  });

  it('is an operator of public data after the public-data platform', () => {
    refuses(
      filed({ circumstances: { authorisedOperation: {} } }),
      'public_platform_registration_required',
      ['15'],
    );
    takes(filed({ circumstances: { authorisedOperation: { platformRegistrationNo: 'G-1' } } }));
  });

  it('is nobody for an operation right in gathered data, unless in a product that replaces nothing', () => {
    const rights = [...filed().rights, operation];
    const gathered = describing({ source: 'automatedPublic' }, { rights });
    refuses(gathered, 'operation_right_not_for_automated_data');
    takes(describing({ source: 'automatedPublic' }));
    const notSubstituting = { statement: '仅提供指数', digest };
    takes({ ...gathered, circumstances: { notSubstituting } });
  });
});

describe('the registrar', () => {
  it('keeps others’ data, and is designated for the scheme', () => {
    refuses(filed({ registrarPartyId: bank }), 'registrar_own_data', ['10']);
    const rights = [
      { ...filed().rights[0]!, holders: [{ partyId: bank }, { partyId: registrar }] },
    ];
    refuses(filed({ rights }), 'registrar_own_data');
    refuses(filed({ rules: shippedRuleBook() }), 'registrar_not_designated');
  });

  it('becomes no holder by what is brought later', () => {
    const returned = [
      ...submit(filed()).events(),
      national.fact('ApplicationReturned', { missing: ['合同'], calendarVersion: 1 }),
    ];
    const bring = (partyId: string) => {
      const rights = [{ ...filed().rights[0]!, holders: [{ partyId: bank }, { partyId }] }];
      const { description, parties, rules } = filed();
      const known = [...parties, { partyId, version: 1 }];
      const data = { description, rights, parties: known, rules };
      return given(...returned).when(command('SupplementApplication', data, applicantOn(day)));
    };
    bring(registrar).thenRefused('registrar_own_data', {
      ...{ field: 'registrarPartyId', articles: ['10'] },
    });
    expect(bring(partner).events()).toHaveLength(1);
  });
});

describe('an organisation that takes no part', () => {
  const registration = {
    identifier: { kind: 'uscc', value: '91440300MADX00019R' },
    name: '示例公司',
    partyClass: 'enterprise',
  } as const;
  const seen = (state: PartyState, date = day) => filingParty(bank, 3, state, date);

  it('is seen as its stream has it on the day', () => {
    expect(seen({ registration })).toEqual({
      ...{ partyId: bank, version: 3, partyClass: 'enterprise' },
    });
    expect(seen({ registration, suspension: { reason: '待核实', on: day } })).toMatchObject({
      isSuspended: true,
    });
    const succession = { kind: 'merger', successors: [{ partyId: partner }], on: day } as const;
    expect(seen({ registration, succession })).toMatchObject({ successorPartyIds: [partner] });
    expect(seen({ registration, succession }, '2026-03-01')).not.toHaveProperty(
      'successorPartyIds',
    );
  });

  it('applies for nothing and is given nothing, under any scheme', () => {
    const suspended = { partyId: bank, version: 3, isSuspended: true } as const;
    const gone = { partyId: bank, version: 3, successorPartyIds: [partner] };
    for (const scheme of ['national-2026', 'in-house'] as const) {
      const registrarPartyId = scheme === 'in-house' ? bank : registrar;
      const keeper = { scheme, registrarPartyId };
      refuses(filed({ ...keeper, parties: [suspended] }), 'party_suspended');
      refuses(filed({ ...keeper, parties: [gone] }), 'party_succeeded');
    }
    const rights = [{ ...filed().rights[0]!, holders: [{ partyId: bank }, { partyId: partner }] }];
    const parties = [...filed().parties, { ...suspended, partyId: partner }];
    refuses(filed({ rights, parties }), 'party_suspended');
  });
});

describe('a source agreement', () => {
  const beijing = (sourceAgreementUntil: string) => {
    const data = describing(
      { content: '户号；用电量' },
      { scheme: 'beijing-data-ip', circumstances: { sourceAgreementUntil } },
    );
    const [submitted] = submit(data).events();
    const rules = national.rules;
    const accepted = national.fact('ApplicationAccepted', {});
    const publicised = national.fact('ApplicationPublicised', {
      ...{ from: '2026-03-09', until: '2026-03-23', calendarVersion: 1 },
    });
    const register = command('RegisterAsset', { rules }, national.registrarOn('2026-03-24'));
    return given(submitted!, accepted, publicised).when(register);
  };

  it('that ends earlier ends the certificate with it (Beijing art. 13)', () => {
    expect(beijing('2027-12-31').events()).toMatchObject([{ data: { validUntil: '2027-12-31' } }]);
    expect(beijing('2039-12-31').events()).toMatchObject([{ data: { validUntil: '2029-03-23' } }]);
    expect(beijing('2026-03-24').events()).toMatchObject([{ data: { validUntil: '2026-03-24' } }]);
    beijing('2026-03-23').thenRefused('source_agreement_over', { until: '2026-03-23' });
  });

  it('has a last day that exists', () =>
    refuses(filed({ circumstances: { sourceAgreementUntil: '2026-02-29' } }), 'date_invalid'));
});

describe('what is missing for a scheme', () => {
  const lacking = (data: SubmitApplication['data']) =>
    shortcomings(
      { terms: data, parties: data.parties, sourcesRead: [] },
      shippedSchemes['national-2026'],
    );

  it('is nothing of a whole application', () => expect(lacking(filed())).toEqual([]));

  it('is every field that is not there, every limit that is broken, every rule that says no', () => {
    const { timeSpan: _, volume: _volume, limits: _limits, ...description } = filed().description;
    const poor = filed({
      description: { ...description, name: '长'.repeat(41), grade: 'core' },
      rights: [],
    });
    expect(lacking(poor)).toEqual([
      { code: 'application_field_missing', field: 'timeSpan' },
      { code: 'application_field_missing', field: 'volume' },
      { code: 'application_field_missing', field: 'limits' },
      { code: 'application_field_too_long', field: 'name' },
      { code: 'rights_count_invalid', field: 'rights' },
      { code: 'applicant_holds_no_right', field: 'rights' },
      { code: 'core_data_not_registrable', field: 'grade' },
    ]);
  });

  it('is written into a draft, which becomes the application once it is complete', () => {
    const { timeSpan: _, ...description } = filed().description;
    const { assetId: _id, ...poor } = filed({ description });
    const [draft] = given()
      .when(command('DraftApplication', poor, applicantOn(day)))
      .events();
    expect(draft).toMatchObject({
      type: 'ApplicationDrafted',
      data: { missing: ['application_field_missing timeSpan'] },
    });
    const relied = { parties: poor.parties, rules: poor.rules };
    const hand = command('SubmitDraft', relied, applicantOn(day));
    given(draft!).when(hand).thenRefused('application_field_missing', { field: 'timeSpan' });
    const { assetId: _other, ...whole } = filed();
    const [better] = given(draft!)
      .when(command('DraftApplication', whole, applicantOn(day)))
      .events();
    expect(better).toMatchObject({ data: { missing: [] } });
    expect(given(draft!, better!).when(hand).events()).toMatchObject([
      { type: 'ApplicationSubmitted', data: { scheme: { name: 'national-2026', version: 1 } } },
    ]);
  });
});

describe('a draft', () => {
  it('is told once of a source that is not registered', () => {
    const { assetId: _, ...derived } = describing({
      source: 'derived',
      sources: [{ assetId: 'source-1', version: 0 }],
    });
    const [draft] = given()
      .when(command('DraftApplication', derived, applicantOn(day)))
      .events();
    expect(draft).toMatchObject({ data: { missing: ['source_not_registered sources'] } });
  });
});

describe('the table of who may register', () => {
  it('names the articles of every rule', () => {
    for (const { articles } of Object.values(eligibility)) expect(articles).not.toEqual([]);
  });
});

import fc from 'fast-check';
import { specOf } from '../testing/decider-spec.js';
import { type DeclareExport, exportKind } from './cross-border.decider.js';
import { exportBases, type ExportEvent } from './cross-border.events.js';
import { crossBorderPolicy } from './cross-border.policy.js';
import { countedOf, evolveExportYear, initialExportYear } from './cross-border.state.js';

const exporter = '11111111-1111-5111-8111-111111111111';
const content = crossBorderPolicy.shipped!();
const now = '2026-11-20T02:00:00.000Z';
const meta = { actor: { person: 'p', partyId: exporter, role: 'manager' as const }, now };
const said = {
  exportId: 'a',
  year: 2026,
  on: '2026-11-20',
  destination: 'SG',
  receiver: '境外接收方',
  basis: 'belowThreshold' as const,
  isImportant: false,
  persons: 1_000,
  sensitivePersons: 0,
};
type Said = Omit<DeclareExport['data'], 'policy'>;
const declare = (more: Partial<Said> = {}, at = now): DeclareExport => ({
  type: 'DeclareExport',
  data: { ...said, ...more, policy: { version: 1, content } },
  meta: { ...meta, now: at },
});
const declared = (more: Partial<Said> = {}): ExportEvent => ({
  type: 'ExportDeclared',
  data: { ...said, ...more, exporterPartyId: exporter, policyVersion: 1 },
});
const paper = { documentDigest: 'd'.repeat(64) };
const given = specOf(exportKind.decider);

describe('an export below the threshold', () => {
  it('is declared, once', () => {
    given().when(declare()).then(declared());
    given(declared()).when(declare()).thenNothing();
  });

  it('may bring the year to 99,999 persons and not to 100,000', () => {
    const before = declared({ exportId: 'b', persons: 99_000 });
    given(before)
      .when(declare({ persons: 999 }))
      .then(declared({ persons: 999 }));
    given(before)
      .when(declare({ persons: 1_000 }))
      .thenRefused('export_basis_insufficient', {
        basis: 'belowThreshold',
        persons: 100_000,
        sensitivePersons: 0,
        needed: 'standardContract, certification',
      });
  });

  it('contains nothing sensitive', () =>
    given()
      .when(declare({ sensitivePersons: 1 }))
      .thenRefused('export_basis_insufficient'));
});

describe('what predecessors have counted', () => {
  it('counts with the exporter’s own, and is kept with what rested on it', () => {
    const inherited = { persons: 50_000, sensitivePersons: 0 };
    const before = declared({ exportId: 'b', persons: 49_000 });
    given(before)
      .when(declare({ persons: 999, inherited }))
      .then(declared({ persons: 999, inherited }));
    given(before)
      .when(declare({ persons: 1_000, inherited }))
      .thenRefused('export_basis_insufficient', {
        ...{ basis: 'belowThreshold', persons: 100_000, sensitivePersons: 0 },
        needed: 'standardContract, certification',
      });
    const repeated = given(before, declared({ persons: 999, inherited }));
    repeated.when(declare({ persons: 999 })).thenNothing();
  });
});

describe('a standard contract or a certification', () => {
  it.each(['standardContract', 'certification'] as const)('%s needs its paper', (basis) => {
    const many = { basis, persons: 500_000 };
    given().when(declare(many)).thenRefused('export_document_required');
    given()
      .when(declare({ ...many, ...paper }))
      .then(declared({ ...many, ...paper }));
  });

  it('carries 999,999 persons, 9,999 of them sensitive, and no more', () => {
    const basis = 'standardContract' as const;
    const most = { basis, persons: 999_999, sensitivePersons: 9_999, ...paper };
    given().when(declare(most)).then(declared(most));
    for (const beyond of [{ persons: 1_000_000 }, { sensitivePersons: 10_000 }]) {
      given()
        .when(declare({ ...most, ...beyond }))
        .thenRefused('export_basis_insufficient');
      const assessed = { ...most, ...beyond, basis: 'securityAssessment' as const };
      given().when(declare(assessed)).then(declared(assessed));
    }
  });
});

describe('important data', () => {
  it('leaves only after a security assessment', () => {
    for (const basis of ['necessity', 'belowThreshold', 'certification'] as const) {
      given()
        .when(declare({ isImportant: true, basis, ...paper }))
        .thenRefused('export_important_unassessed');
    }
    const assessed = { isImportant: true, basis: 'securityAssessment' as const, ...paper };
    given().when(declare(assessed)).then(declared(assessed));
  });
});

describe('exports that rest on something else than numbers', () => {
  it('do not use the year’s count up', () => {
    const millions = { basis: 'necessity' as const, persons: 5_000_000 };
    given().when(declare(millions)).then(declared(millions));
    given(declared({ ...millions, exportId: 'b' }))
      .when(declare({ persons: 99_999 }))
      .then(declared({ persons: 99_999 }));
  });

  it('say that there is no personal information only where there is none', () => {
    const basis = 'noPersonalOrImportant' as const;
    given().when(declare({ basis })).thenRefused('export_basis_contradicts_data');
    given()
      .when(declare({ basis, persons: 0 }))
      .then(declared({ basis, persons: 0 }));
  });

  it('need the zone’s list on record where they rest on it', () =>
    given()
      .when(declare({ basis: 'freeTradeZone' }))
      .thenRefused('export_document_required'));
});

describe('the year', () => {
  it('is China’s: an export of 1 January begins anew', () => {
    const late = '2026-12-31T16:00:00.000Z';
    given()
      .when(declare({ on: '2027-01-01' }, late))
      .thenRefused('export_date_wrong');
    given()
      .when(declare({ on: '2027-01-01', year: 2027 }, late))
      .then(declared({ on: '2027-01-01', year: 2027 }));
    given()
      .when(declare({ on: '2026-11-21' }))
      .thenRefused('export_date_wrong');
  });

  it('counts what was taken back no more', () => {
    const withdrawal = {
      type: 'WithdrawExport' as const,
      data: { exportId: 'b', year: 2026, reason: '未实际出境' },
      meta,
    };
    const withdrawn: ExportEvent = {
      type: 'ExportWithdrawn',
      data: { ...withdrawal.data, exporterPartyId: exporter },
    };
    const before = declared({ exportId: 'b', persons: 99_999 });
    given(before).when(withdrawal).then(withdrawn);
    given(before, withdrawn).when(withdrawal).thenNothing();
    given(before, withdrawn).when(declare()).then(declared());
    given().when(withdrawal).thenRefused('export_not_found');
  });

  it('comes to the sum of what is declared and stands, in whatever order', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            basis: fc.constantFrom(...exportBases),
            persons: fc.nat(1_000_000),
            sensitivePersons: fc.nat(1_000_000),
            isWithdrawn: fc.boolean(),
          }),
          { maxLength: 30 },
        ),
        (all) => {
          const events = all.flatMap(({ isWithdrawn, ...one }, index): ExportEvent[] => {
            const exportId = String(index);
            const event = declared({ ...one, exportId });
            const data = { exportId, exporterPartyId: exporter, year: 2026, reason: '' };
            return isWithdrawn ? [event, { type: 'ExportWithdrawn', data }] : [event];
          });
          const { counters } = events.reduce(evolveExportYear, initialExportYear());
          const live = all.filter(({ isWithdrawn }) => !isWithdrawn);
          const counted = live.map((one) => countedOf(one));
          const sum = (of: (one: (typeof counted)[number]) => number): number =>
            counted.reduce((total, one) => total + of(one), 0);
          expect(counters).toEqual({
            persons: sum(({ persons }) => persons),
            sensitivePersons: sum(({ sensitivePersons }) => sensitivePersons),
          });
        },
      ),
    ));
});

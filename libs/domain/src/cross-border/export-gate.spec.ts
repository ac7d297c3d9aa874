import { Refused } from '../refusal.js';
import { exportKind } from './cross-border.decider.js';
import type { ExportDeclaration } from './cross-border.events.js';
import { type Abroad, checkExport, checkUseAbroad, declaredFor } from './export-gate.js';

const orderId = 'order-1';
const declared = (more: Partial<ExportDeclaration> = {}): ExportDeclaration => ({
  exportId: 'export-1',
  exporterPartyId: 'seller',
  year: 2026,
  on: '2026-03-01',
  destination: 'SG',
  receiver: '境外接收方（新加坡）',
  orderId,
  basis: 'noPersonalOrImportant',
  isImportant: false,
  persons: 0,
  sensitivePersons: 0,
  policyVersion: 1,
  ...more,
});
const abroad = (
  declarations: readonly ExportDeclaration[],
  more: Partial<Abroad> = {},
): Abroad => ({
  year: 2026,
  isImportant: false,
  isPersonal: false,
  declared: declarations,
  ...more,
});
const refused = (wanted: Abroad): unknown => {
  try {
    return checkExport(orderId, wanted);
  } catch (error) {
    return error instanceof Refused ? error.code : error;
  }
};

describe('what a delivery abroad needs', () => {
  it('is a declaration, which it then names', () => {
    expect(refused(abroad([]))).toBe('order_export_undeclared');
    expect(checkExport(orderId, abroad([declared()]))).toEqual({
      exportId: 'export-1',
      year: 2026,
      destination: 'SG',
    });
  });

  it('is for important data one that rests on the assessment and keeps its result', () => {
    const important = (more: Partial<ExportDeclaration>) =>
      refused(abroad([declared(more)], { isImportant: true }));
    const assessed = { isImportant: true, basis: 'securityAssessment' } as const;
    expect(important({})).toBe('order_export_unassessed');
    expect(important({ isImportant: true, basis: 'standardContract' })).toBe(
      'order_export_unassessed',
    );
    expect(important(assessed)).toBe('order_export_unassessed');
    expect(important({ ...assessed, documentDigest: 'ab' })).toMatchObject({ year: 2026 });
  });

  it('is for personal information one that does not deny it', () => {
    const personal = (basis: ExportDeclaration['basis']) =>
      refused(abroad([declared({ basis })], { isPersonal: true }));
    expect(personal('noPersonalOrImportant')).toBe('order_export_understated');
    expect(personal('belowThreshold')).toMatchObject({ exportId: 'export-1' });
  });

  it('takes the last one that fits', () => {
    const later = declared({ exportId: 'export-2', basis: 'belowThreshold' });
    expect(refused(abroad([later, declared()], { isPersonal: true }))).toMatchObject({
      exportId: 'export-2',
    });
  });
});

it('one use of a licence is answered as the gate answers, with what is missing', () => {
  const answer = (wanted: Abroad): unknown => {
    try {
      return checkUseAbroad(orderId, wanted) ?? 'allowed';
    } catch (error) {
      return error instanceof Refused ? [error.code, error.obstacles['because']] : error;
    }
  };
  expect(answer(abroad([]))).toEqual(['use_abroad_not_covered', 'order_export_undeclared']);
  expect(answer(abroad([declared()], { isImportant: true }))).toEqual([
    'use_abroad_not_covered',
    'order_export_unassessed',
  ]);
  expect(answer(abroad([declared()], { isPersonal: true }))).toEqual([
    'use_abroad_not_covered',
    'order_export_understated',
  ]);
  expect(answer(abroad([declared()]))).toBe('allowed');
});

it('declarations count for their order and destination, until they are withdrawn', () => {
  const { evolve, initialState } = exportKind.decider;
  const year = (
    [
      { type: 'ExportDeclared', data: declared() },
      { type: 'ExportDeclared', data: declared({ exportId: 'export-2', destination: 'HK' }) },
      { type: 'ExportDeclared', data: declared({ exportId: 'export-3', orderId: 'order-2' }) },
      { type: 'ExportDeclared', data: declared({ exportId: 'export-4' }) },
      {
        type: 'ExportWithdrawn',
        data: { exportId: 'export-4', exporterPartyId: 'seller', year: 2026, reason: '误报' },
      },
    ] as const
  ).reduce(evolve, initialState());
  const ids = (...asked: [string, string?]) =>
    declaredFor(year, ...asked).map(({ exportId }) => exportId);
  expect(ids(orderId)).toEqual(['export-1', 'export-2']);
  expect(ids(orderId, 'HK')).toEqual(['export-2']);
  expect(ids('order-3')).toEqual([]);
});

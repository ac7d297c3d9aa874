import { specOf } from '../testing/decider-spec.js';
import type { PolicyState } from './policy.state.js';
import {
  carriesCode,
  codeOf,
  type ClaimRegistrarCode,
  registrarCodeKind,
  type RegistrarCodeEvent,
} from './registrar-code.decider.js';

const given = specOf(registrarCodeKind.decider);
const claim = (partyId: string, givenUpBy?: string): ClaimRegistrarCode => ({
  type: 'ClaimRegistrarCode',
  data: { code: '441', partyId, ...(givenUpBy !== undefined && { givenUpBy }) },
  meta: { actor: { person: 'p', partyId: 'operator', role: 'admin' }, now: '2026-11-20T02:00:00Z' },
});
const claimed = (partyId: string): RegistrarCodeEvent => ({
  type: 'RegistrarCodeClaimed',
  data: { code: '441', partyId },
});

describe('the code of a registrar', () => {
  it('is whoever claims it first, once', () => {
    given().when(claim('one')).then(claimed('one'));
    given(claimed('one')).when(claim('one')).thenNothing();
  });

  it('is no other’s while it is carried', () => {
    const taken = ['registrar_code_taken', { code: '441', partyId: 'one' }] as const;
    given(claimed('one'))
      .when(claim('two'))
      .thenRefused(...taken);
    given(claimed('one'))
      .when(claim('two', 'three'))
      .thenRefused(...taken);
  });

  it('goes on to another once it was given up', () => {
    given(claimed('one')).when(claim('two', 'one')).then(claimed('two'));
    given(claimed('one'), claimed('two')).when(claim('one')).thenRefused('registrar_code_taken');
  });
});

describe('a designation', () => {
  const version = (from: string, digit: string, schemes = ['national-2026']) => ({
    ...{ version: 1, from, reason: '列入名单' },
    content: { schemes, region: '44', digit },
  });
  const policy = (...versions: ReturnType<typeof version>[]): PolicyState => ({ versions });
  const today = '2026-11-20';

  it('carries its code as long as it is in force, and from when it will be', () => {
    expect(codeOf({ schemes: ['shenzhen'], region: '44', digit: '1' })).toBe('441');
    expect(carriesCode(policy(version('2026-01-01', '1')), '441', today)).toBe(true);
    expect(carriesCode(policy(version('2026-11-21', '1')), '441', today)).toBe(true);
    const moved = policy(version('2026-01-01', '1'), version(today, '2'));
    expect(['441', '442'].map((code) => carriesCode(moved, code, today))).toEqual([false, true]);
    const moving = policy(version('2026-01-01', '1'), version('2026-11-21', '2'));
    expect(['441', '442'].map((code) => carriesCode(moving, code, today))).toEqual([true, true]);
    expect(carriesCode(policy(), '441', today)).toBe(false);
  });

  it('for no scheme carries none', () => {
    const ended = policy(version('2026-01-01', '1'), version(today, '1', []));
    expect(carriesCode(ended, '441', today)).toBe(false);
  });
});

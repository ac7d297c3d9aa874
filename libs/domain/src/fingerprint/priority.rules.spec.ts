import { type Compared, givesPriority, isOneHolder } from './priority.rules.js';

const digest = 'ab'.repeat(32);
const registered: Compared = {
  status: 'registered',
  scheme: 'national-2026',
  contentDigests: [digest],
  applicants: ['p'],
  holders: ['p'],
};

describe('an earlier registration', () => {
  it.each([
    ['national', {}, true],
    ['local', { scheme: 'shenzhen' }, true],
    ['in-house', { scheme: 'in-house' }, false],
    ['revoked', { status: 'revoked' }, false],
    ['cancelled', { status: 'cancelled' }, true],
    ['run out', { status: 'expired' }, true],
    ['suspended', { status: 'suspended' }, true],
    ['changed since', { contentDigests: [digest, 'cd'] }, true],
    ['corrected since', { contentDigests: ['cd'] }, false],
  ] as const)('that is %s counts: %#', (_, more, counts) => {
    expect(givesPriority({ ...registered, ...more }, digest)).toBe(counts);
  });
  it('of what is alike counts by how it stands, whatever its digests', () => {
    expect(givesPriority({ ...registered, contentDigests: [] })).toBe(true);
    expect(givesPriority({ ...registered, scheme: 'in-house' })).toBe(false);
  });
});

describe('two assets', () => {
  const asset = (applicants: string, holders: string): Compared => ({
    ...registered,
    applicants: [...applicants],
    holders: [...holders],
  });
  it.each([
    ['of one applicant', asset('p', 'p'), asset('p', 'p'), true],
    ['of strangers', asset('p', 'p'), asset('x', 'x'), false],
    ['of strangers, the later without a title yet', asset('p', 'p'), asset('x', ''), false],
    ['of one applicant, the later without a title yet', asset('p', 'p'), asset('p', ''), true],
    ['of a merged organisation and its successor', asset('s', 's'), asset('s', 's'), true],
    ['of a divided one and one of its successors', asset('st', 'st'), asset('s', 's'), true],
    ['of a divided one and a stranger', asset('st', 'st'), asset('x', 'x'), false],
    ['of a seller and the buyer of all', asset('p', 'b'), asset('b', 'b'), true],
    ['of a buyer of all and the seller', asset('p', 'b'), asset('p', 'p'), false],
    ['of a seller and the buyer of a part', asset('p', 'pb'), asset('b', 'b'), false],
    ['of a seller of a part, who has the rest', asset('p', 'pb'), asset('p', 'p'), true],
    ['of a seller, for both buyers', asset('p', 'bc'), asset('b', 'bc'), true],
    ['of a seller, for one of two buyers', asset('p', 'bc'), asset('b', 'b'), false],
    ['of one, whom a stranger names beside himself', asset('p', 'p'), asset('x', 'px'), false],
    ['of a seller, the later one sold to him, too', asset('p', 'b'), asset('p', 'b'), true],
    ['of one, the later one sold to a stranger', asset('p', 'p'), asset('p', 'x'), false],
  ])('%s', (_, earlier, later, isOne) => expect(isOneHolder(earlier, later)).toBe(isOne));
});

import { networkList } from './networks.js';
import { isPublicAddress, TargetGuard } from './target-guard.js';

const inside = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.7',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  'no address',
  '',
  '127.1',
];
const outside = [
  '8.8.8.8',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.1',
  '223.255.255.255',
  '2400:3200::1',
  '2606:4700::1111',
];

describe('an address', () => {
  it.each(inside)('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(outside)('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));
});

const guardOf = (addresses: readonly string[], allowed: readonly string[] = []) => {
  const asked: string[] = [];
  const guard = new TargetGuard(networkList(allowed), (hostname) => {
    asked.push(hostname);
    return Promise.resolve(
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  });
  return { guard, asked };
};

describe('a name', () => {
  it('that leads to the public only may be connected', async () => {
    const { guard } = guardOf(['8.8.8.8', '2606:4700::1111']);
    expect(await guard.addressesOf('hooks.bank.cn', true)).toHaveLength(2);
  });

  it('of which one address leads inside the house is refused altogether', async () => {
    const { guard } = guardOf(['8.8.8.8', '::ffff:10.0.0.1']);
    await expect(guard.addressesOf('hooks.bank.cn', true)).rejects.toThrow('is not public');
  });

  it('without an address is refused', () =>
    expect(guardOf([]).guard.addressesOf('hooks.bank.cn', true)).rejects.toThrow('has no address'));

  it('is reached by https, and by http only where the operator allows the network', async () => {
    const { guard } = guardOf(['8.8.8.8']);
    await expect(guard.addressesOf('hooks.bank.cn', false)).rejects.toThrow('https');
    const own = guardOf(['10.0.0.1'], ['10.0.0.0/8']).guard;
    expect(await own.addressesOf('hooks.bank.cn', false)).toHaveLength(1);
    await expect(
      guardOf(['10.0.0.1', '11.0.0.1'], ['10.0.0.0/8']).guard.addressesOf('x.cn', false),
    ).rejects.toThrow('https');
  });

  it.each(['hooks.bank.example', 'a.test', 'invalid', 'a.INVALID.'])(
    '%s leads nowhere, and nobody is asked',
    async (name) => {
      const { guard, asked } = guardOf(['8.8.8.8']);
      await expect(guard.addressesOf(name, true)).rejects.toThrow('leads nowhere');
      expect(asked).toEqual([]);
    },
  );

  it.each(['10.0.0.1', '[::1]', '[::ffff:127.0.0.1]'])(
    'that is an address inside (%s) is refused without asking',
    async (name) => {
      const { guard, asked } = guardOf(['8.8.8.8']);
      await expect(guard.addressesOf(name, true)).rejects.toThrow('is not public');
      expect(asked).toEqual([]);
    },
  );
});

describe('a connection', () => {
  it('goes to an address that was checked for it: a name that moves inside is caught', async () => {
    const answers = [['8.8.8.8'], ['127.0.0.1']];
    const guard = new TargetGuard(networkList([]), () =>
      Promise.resolve((answers.shift() ?? []).map((address) => ({ address, family: 4 }))),
    );
    const connect = () =>
      new Promise((resolve) => {
        guard.lookup(true)('hooks.bank.cn', { all: true }, (error, addresses) =>
          resolve(error?.message ?? addresses),
        );
      });
    expect(await connect()).toEqual([{ address: '8.8.8.8', family: 4 }]);
    expect(await connect()).toBe('hooks.bank.cn leads to 127.0.0.1, which is not public');
  });
});

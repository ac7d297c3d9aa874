import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { networkList } from '@ledger/http/outbound/networks.js';
import { webhookConfiguration } from './webhook.configuration.js';
import { openWebhookSecrets, WebhookSecrets } from './webhook-secrets.js';

const local = { mode: 'local', dataDir: '/data' } as const;
const production = { mode: 'production', dataDir: '/data' } as const;

describe('the environment', () => {
  it('needs to say nothing on a developer’s machine, which may be its own receiver', () =>
    expect(webhookConfiguration({}, local)).toEqual({
      keyFile: '/data/keys/webhook.key',
      makesKey: true,
      allowedNetworks: ['127.0.0.0/8', '::1/128'],
      timeoutMs: 15_000,
      giveUpMs: 72 * 3_600_000,
    }));

  it('must name the key in production, where nothing inside is allowed by itself', () => {
    expect(() => webhookConfiguration({}, production)).toThrow('WEBHOOK_KEY_FILE is not set');
    expect(webhookConfiguration({ WEBHOOK_KEY_FILE: '/k' }, production)).toMatchObject({
      keyFile: '/k',
      makesKey: false,
      allowedNetworks: [],
    });
  });

  it.each([
    [{ WEBHOOK_ALLOWED_NETWORKS: '10.0.0.0' }, 'WEBHOOK_ALLOWED_NETWORKS'],
    [{ WEBHOOK_ALLOWED_NETWORKS: '10.0.0.0/33' }, 'WEBHOOK_ALLOWED_NETWORKS'],
    [{ WEBHOOK_ALLOWED_NETWORKS: 'intranet/8' }, 'WEBHOOK_ALLOWED_NETWORKS'],
    [{ WEBHOOK_TIMEOUT_MS: '0' }, 'WEBHOOK_TIMEOUT_MS'],
    [{ WEBHOOK_GIVE_UP_HOURS: 'x' }, 'WEBHOOK_GIVE_UP_HOURS'],
  ])('%j is refused with a sentence that names %s', (env, name) =>
    expect(() => webhookConfiguration(env, local)).toThrow(name),
  );

  it('names networks of both families', () => {
    const list = networkList(['10.0.0.0/8', 'fd00::/8']);
    expect([list.check('10.9.9.9'), list.check('fd12::1', 'ipv6')]).toEqual([true, true]);
    expect([list.check('11.0.0.0'), list.check('fc00::1', 'ipv6')]).toEqual([false, false]);
  });
});

describe('a secret', () => {
  const secrets = new WebhookSecrets(Buffer.alloc(32, 7));

  it('follows from key, subscription and number, and from nothing else', () => {
    const one = secrets.secretOf('w', 1);
    expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(secrets.secretOf('w', 1)).toBe(one);
    const others = [secrets.secretOf('w', 2), secrets.secretOf('v', 1)];
    expect([...others, new WebhookSecrets(Buffer.alloc(32, 8)).secretOf('w', 1)]).not.toContain(
      one,
    );
  });
});

describe('the key', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'webhook-key-'));
  const keyFile = path.join(folder, 'keys', 'webhook.key');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is made once where it may be, readable by its owner only', () => {
    const made = openWebhookSecrets({ keyFile, makesKey: true });
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    const again = openWebhookSecrets({ keyFile, makesKey: true });
    expect(again.secretOf('w', 1)).toBe(made.secretOf('w', 1));
    expect(Buffer.from(readFileSync(keyFile, 'utf8'), 'base64')).toHaveLength(32);
  });

  it('is refused when it is not there, too short, or open to others', () => {
    const missing = { keyFile: path.join(folder, 'none'), makesKey: false };
    expect(() => openWebhookSecrets(missing)).toThrow('is not there');
    const short = path.join(folder, 'short');
    writeFileSync(short, Buffer.alloc(31).toString('base64'), { mode: 0o600 });
    expect(() => openWebhookSecrets({ keyFile: short, makesKey: false })).toThrow(
      '32 random bytes',
    );
    chmodSync(keyFile, 0o644);
    expect(() => openWebhookSecrets({ keyFile, makesKey: true })).toThrow('chmod 600');
  });
});

import { withClient } from '@ledger/database/connection.js';

/** Events of one asset's life: applied for, accepted, registered, certificate issued. */
const eventsPerAsset = 4;
/** Events that one statement makes. */
const eventsPerStatement = 100_000;

/**
 * Fills an empty log with the lives of assets, as the owner and without the append function: what
 * is measured afterwards is reading. `assetsAtOnce` assets go through their lives side by side, as
 * the rows of an import do; all of them at once is the worst case for whoever folds rows.
 */
export const fillLog = (url: string, events: number, assetsAtOnce: number): Promise<void> =>
  withClient(url, async (client) => {
    await client.query(`SET synchronous_commit = off`);
    for (let from = 0; from < events; from += eventsPerStatement) {
      const to = Math.min(from + eventsPerStatement, events);
      await client.query(lives, [from, to - 1, assetsAtOnce]);
    }
    await client.query('VACUUM ANALYZE ledger.event');
  });

/** Position n belongs to block n / (4 w); within it to step (n / w) % 4 of asset n % w. */
const lives = `
  INSERT INTO ledger.event
  SELECT n + 1, 'asset-' || asset, step + 1, md5('event' || n)::uuid, type, 1,
    timestamptz '2026-01-01 00:00:00Z' + n * interval '1 millisecond', data, json_build_object(
      'effectiveOn', '2026-01-01', 'correlationId', md5('import' || number),
      'actor', json_build_object('person', 'token-8fd1', 'partyId', party, 'role', 'manager')),
    decode(md5('salt' || n), 'hex'), NULL, decode(repeat('00', 32), 'hex')
  FROM (
    SELECT n, number, step, md5('asset' || number)::uuid AS asset,
      md5('party' || number % 50)::uuid AS party
    FROM (
      SELECT n, n / $3::bigint % ${eventsPerAsset} AS step,
        n / ($3::bigint * ${eventsPerAsset}) * $3::bigint + n % $3::bigint AS number
      FROM generate_series($1::bigint, $2::bigint) AS n
    ) AS numbered
  ) AS e
  CROSS JOIN LATERAL (
    SELECT 'ApplicationSubmitted' AS type, json_build_object(
      'assetId', asset, 'applicantPartyId', party, 'registrarPartyId', party,
      'externalNumber', 'EXT-' || number, 'scheme', json_build_object('name', 'in-house', 'version', 1),
      'parties', json_build_array(json_build_object('partyId', party, 'version', 1)),
      'warnings', json_build_array(), 'description', json_build_object(
        'name', '小微企业用电信息 ' || number, 'source', 'agreement', 'form', 'table',
        'industry', '金融业', 'category', 'enterprise', 'grade', 'general',
        'summary', repeat('按合同取得的小微企业月度用电量，用于授信评估。', 4)),
      'rights', json_build_array(
        json_build_object('holdingId', md5('holding' || number)::uuid, 'right', 'holding',
          'basis', '数据采购合同', 'from', '2026-01-01',
          'holders', json_build_array(json_build_object('partyId', party))),
        json_build_object('holdingId', md5('processing' || number)::uuid, 'right', 'processing',
          'basis', '数据采购合同', 'from', '2026-01-01',
          'holders', json_build_array(json_build_object('partyId', party))))) AS data
    WHERE step = 0
    UNION ALL
    SELECT 'ApplicationAccepted', json_build_object('assetId', asset) WHERE step = 1
    UNION ALL
    SELECT 'AssetRegistered', json_build_object('assetId', asset, 'rights', json_build_array(
      json_build_object('holdingId', md5('holding' || number)::uuid, 'right', 'holding',
        'basis', '数据采购合同', 'from', '2026-01-01',
        'holders', json_build_array(json_build_object('partyId', party))))) WHERE step = 2
    UNION ALL
    SELECT 'CertificateIssued', json_build_object('assetId', asset,
      'certificateNo', 'DA-2026-' || number, 'serial', number) WHERE step = 3
  ) AS said`;

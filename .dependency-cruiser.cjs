/**
 * Which file may import which. Every rule has a reason here and a planted violation in
 * test/architecture/probes.spec.ts, which proves that it fires.
 */
const spec = '\\.spec\\.ts$|\\.contract\\.ts$|/testing/|/contract/';
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const domain = [
  rule(
    'domain-is-pure',
    'The rules must give the same answer in every replay: exact decimals and the calendar only.',
    { path: '^libs/domain/', pathNot: spec },
    { pathNot: ['^libs/domain/', npm('decimal\\.js', 'chinese-days', 'opencc-js')] },
  ),
  rule(
    'contracts-are-a-leaf',
    'A client may take the words on the wire without taking the server.',
    { path: '^libs/contracts/', pathNot: spec },
    {
      pathNot: [
        '^libs/(contracts|domain)/',
        npm('@nestjs/swagger', 'class-validator', 'class-transformer'),
      ],
    },
  ),
];

const paper = [
  rule(
    'documents-only-print',
    'The same content must give the same bytes, whoever prints it: no server, store or clock.',
    { path: '^libs/documents/', pathNot: spec },
    {
      pathNot: [
        '^libs/(documents|domain)/',
        '^(node:)?(fs|path|module)$',
        npm('pdfkit', '@types/pdfkit', 'qrcode', '@types/qrcode', '@types/node'),
      ],
    },
  ),
];

const houses = [
  rule(
    'apps-never-meet',
    'The two services know one another only through the log.',
    { path: '^apps/([^/]+)/' },
    { path: '^apps/', pathNot: '^apps/$1/' },
  ),
  rule(
    'slices-never-meet',
    'What two slices share lives in a library; a slice is read and changed by itself.',
    { path: '^apps/([^/]+)/src/([^/]+)/' },
    { path: '^apps/[^/]+/src/[^/]+/', pathNot: '^apps/$1/src/$2/' },
  ),
  rule(
    'libs-never-import-apps',
    'A library does not know who uses it.',
    { path: '^(libs|migrations)/' },
    { path: '^(apps|tools)/' },
  ),
];

const sides = [
  rule(
    'writes-never-read-views',
    'A read model is late by design: no command is decided by one.',
    { path: '\\.commands\\.controller\\.ts$' },
    { path: ['\\.(views?|projections?)\\.ts$', npm('typeorm', '@nestjs/typeorm')] },
  ),
  rule(
    'reads-never-decide',
    'The read side folds facts (state files) and leaves the rules to the write side.',
    { path: '\\.(projections?|views?|queries\\.controller)\\.ts$' },
    { path: '\\.decider\\.ts$' },
  ),
  rule(
    'drivers-stay-in-their-adapter',
    'Only the adapters of the log, the database library and the verifier speak to a server.',
    {
      path: '^(apps|libs|tools)/',
      pathNot: [
        '^tools/src/verify/',
        '^libs/event-store/src/(postgres|eventstoredb)/',
        '^libs/database/',
        spec,
      ],
    },
    { path: npm('pg', 'pg-pool', '@eventstore', '@kurrent') },
  ),
  rule(
    'specs-are-not-imported',
    'What runs in production does not depend on what tests it.',
    { path: '^(apps|libs|tools|migrations)/', pathNot: spec },
    { path: [spec, '^test/'] },
  ),
];

const proof = [
  rule(
    'the-verifier-stands-alone',
    'What checks the log must not share a mistake with what writes it: the byte format only.',
    { path: '^tools/src/verify/', pathNot: spec },
    {
      pathNot: [
        '^tools/src/verify/',
        '^[a-z_/:]+$',
        npm('pg', '@types/pg', '@types/node', '@eventstore'),
      ],
    },
  ),
];

const soundness = [
  rule('no-circular', 'In a ring nothing can be understood alone.', {}, { circular: true }),
  rule(
    'not-to-unresolvable',
    'An import that cannot be resolved silently satisfies every other rule.',
    {},
    { couldNotResolve: true },
  ),
];

module.exports = {
  forbidden: [...domain, ...paper, ...houses, ...sides, ...proof, ...soundness],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '(^|/)dist/' },
    // Type-only imports couple files too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['app-src', 'types', 'node', 'import', 'default'],
      mainFields: ['main', 'types'],
    },
  },
};

/** How long one search certificate takes to verify offline: `node bench/run.mjs certificate`. */
import { verifyCertificate } from '@ledger/tools/verify/certificate.js';
import { sampleCertificate } from '@ledger/tools/verify/testing/sample-certificate.js';

const targetMs = 5;
const rounds = 2_000;

const { unsigned, trust, signed } = sampleCertificate(30);
const bytes = signed(unsigned);
const taken: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const from = performance.now();
  const { faults } = verifyCertificate(bytes, trust);
  taken.push(performance.now() - from);
  if (faults.length > 0) throw new Error(`Not genuine: ${faults.join(', ')}`);
}
taken.sort((a, b) => a - b);
const at = (share: number): string => (taken[Math.floor(rounds * share)] ?? 0).toFixed(3);
console.log(
  `${rounds} verifications of ${bytes.length} bytes: median ${at(0.5)} ms, p99 ${at(0.99)} ms, ` +
    `most ${(taken.at(-1) ?? 0).toFixed(3)} ms (target: under ${targetMs} ms)`,
);

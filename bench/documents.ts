/**
 * How long printing takes: `node bench/run.mjs documents`. One line per document: the first one of
 * the process, which reads and parses the fonts, then the middle and the slowest of many, and how
 * large the file is.
 */
import { certificatePage } from '@ledger/documents/certificate.page.js';
import { certificatePdf } from '@ledger/documents/certificate.pdf.js';
import { sampleCertificate, sampleExtract } from '@ledger/documents/testing/samples.js';
import { titleExtractPdf } from '@ledger/documents/title-extract.pdf.js';
import { quantile } from './quantile.js';

const rounds = 50;

const documents: Readonly<Record<string, () => Promise<Buffer>>> = {
  'certificate, PDF': () => certificatePdf(sampleCertificate),
  'certificate, page': () => Promise.resolve(Buffer.from(certificatePage(sampleCertificate, 'zh'))),
  'title extract, 3 pledges': () => titleExtractPdf(sampleExtract(3)),
  'title extract, 100 pledges': () => titleExtractPdf(sampleExtract(100)),
};

const timed = async (print: () => Promise<Buffer>): Promise<readonly [number, number]> => {
  const began = performance.now();
  const { length } = await print();
  return [performance.now() - began, length];
};

for (const [name, print] of Object.entries(documents)) {
  const [firstMs, bytes] = await timed(print);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push((await timed(print))[0]);
  times.sort((a, b) => a - b);
  const [middleMs, slowestMs] = [quantile(times, 0.5), times.at(-1) ?? 0];
  const told = [firstMs, middleMs, slowestMs].map((ms) => `${ms.toFixed(0)} ms`).join(', ');
  console.log(`${name}: first, middle, slowest ${told}; ${(bytes / 1_024).toFixed(0)} KiB`);
}

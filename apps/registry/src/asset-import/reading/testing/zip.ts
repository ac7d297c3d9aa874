import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a test archive; `claims` lets the directory lie about the unpacked size. */
export interface ZipPart {
  readonly name: string;
  readonly content: Buffer | string;
  readonly claims?: number;
}

/** A zip archive of deflated entries, made by hand so that it may also be a hostile one. */
export const zipOf = (parts: readonly ZipPart[]): Buffer => {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims } of parts) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const file = Buffer.from(name);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(plain) >>> 0, 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(claims ?? plain.length, 8);
    const length = Buffer.alloc(4);
    length.writeUInt16LE(file.length, 0);
    const start = Buffer.alloc(4);
    start.writeUInt32LE(offset, 0);
    const common = Buffer.concat([
      Buffer.from('1400000008000000210b', 'hex').subarray(0, 6),
      Buffer.alloc(4),
    ]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, sizes, length, file, packed]);
    const middle = Buffer.alloc(10);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02\x14\x00'),
        common,
        sizes,
        length,
        middle,
        start,
        file,
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
};

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook around the XML of its one sheet. */
export const workbookAround = (
  sheetXml: string,
  {
    sharedStrings,
    styles = '',
  }: { readonly sharedStrings?: string; readonly styles?: string } = {},
): ZipPart[] => [
  {
    name: '_rels/.rels',
    content: `${declaration}<Relationships><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  },
  {
    name: 'xl/workbook.xml',
    content: `${declaration}<workbook xmlns:r="x"><sheets><sheet name="h" sheetId="1" state="hidden" r:id="r9"/><sheet name="s" sheetId="2" r:id="r1"/></sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content:
      `${declaration}<Relationships><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/any.xml"/>` +
      `<Relationship Id="r2" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/>` +
      `<Relationship Id="r3" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  },
  ...(sharedStrings === undefined
    ? []
    : [{ name: 'xl/sharedStrings.xml', content: `${declaration}<sst>${sharedStrings}</sst>` }]),
  { name: 'xl/styles.xml', content: `${declaration}<styleSheet>${styles}</styleSheet>` },
  {
    name: 'xl/worksheets/any.xml',
    content: `${declaration}<worksheet><sheetData>${sheetXml}</sheetData></worksheet>`,
  },
];

import { create } from 'qrcode';

/** The squares of a QR code, row by row. */
export const qrSquares = (text: string): readonly (readonly boolean[])[] => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const rows = Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_cell, column) => modules.get(row, column) === 1),
  );
  return rows;
};

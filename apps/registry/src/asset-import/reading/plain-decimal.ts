/** Digits that an exponent may add; beyond it the number is left as it was written. */
const exponentMax = 100;

/**
 * A number as people write it, with every digit that was given and no exponent: `5e-7` is
 * `0.0000005`, `12.0` is `12`. No double is asked on the way: it holds 15 digits and no more. What
 * is no such number, or has an exponent beyond 100, stays as it is.
 */
export const plainDecimal = (written: string): string => {
  const [, sign = '', whole, fraction = '', exponent = '0'] = numberForm.exec(written) ?? [];
  if (whole === undefined || Math.abs(Number(exponent)) > exponentMax) return written;
  const point = whole.length + Number(exponent);
  const digits = (whole + fraction).padStart(
    whole.length + fraction.length - Math.min(point, 0),
    '0',
  );
  const at = Math.max(point, 0);
  const before = digits
    .slice(0, at)
    .padEnd(at, '0')
    .replace(/^0+(?=\d)/u, '');
  const after = digits.slice(at).replace(/0+$/u, '');
  const plain = `${before === '' ? '0' : before}${after === '' ? '' : `.${after}`}`;
  return plain === '0' ? plain : sign + plain;
};

const numberForm = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/u;

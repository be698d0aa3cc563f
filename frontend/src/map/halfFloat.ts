/** Half floats as the server sends them (IEEE 754 binary16), read through one table. */

let table: Float32Array | null = null;

function wide(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}

/** All 65,536 half floats by their bits; built at the first use. */
export function halfFloats(): Float32Array {
  table ??= Float32Array.from({ length: 65536 }, (_, bits) => wide(bits));
  return table;
}

/** The nearest half float of a number, as bits. Only fixtures and tests write fields. */
export function toHalf(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  const bits = view.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const fraction = bits & 0x7fffff;
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent <= 0) return exponent < -10 ? sign : sign | (((fraction | 0x800000) >> (1 - exponent)) + 0x1000) >> 13;
  return (sign | (exponent << 10)) + ((fraction + 0x1000) >> 13);
}

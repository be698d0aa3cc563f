/** One binary reply of the live connection, taken apart. */

import type { Field, Frame } from "../state/contracts";
import type { Scene } from "../state/scene";

const version = 1;

interface Header extends Scene {
  seq?: number;
  fields?: Omit<Field, "values">[];
}

/** Little-endian: uint32 version, uint32 length of the header, the header as JSON, padding to 8, then half floats. */
export function decodeFrame(bytes: ArrayBuffer): Frame {
  if (bytes.byteLength < 8) throw new Error("reply too short");
  const view = new DataView(bytes);
  const found = view.getUint32(0, true);
  if (found !== version) throw new Error(`reply of version ${found}, expected ${version}`);
  const length = view.getUint32(4, true);
  if (8 + length > bytes.byteLength) throw new Error("reply cut off in its header");
  const { fields = [], ...scene } = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 8, length))) as Header;
  const start = 8 + Math.ceil(length / 8) * 8;
  return { seq: scene.seq ?? 0, scene, fields: fields.map((head) => withValues(head, bytes, start)) };
}

function withValues(head: Omit<Field, "values"> & { offset?: number }, bytes: ArrayBuffer, start: number): Field {
  const from = start + (head.offset ?? 0);
  const size = head.rows * head.columns * 4;
  if (from + size * 2 > bytes.byteLength) throw new Error("reply cut off in a field");
  return { ...head, values: new Uint16Array(bytes, from, size) };
}

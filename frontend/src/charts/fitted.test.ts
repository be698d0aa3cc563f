import { expect, test } from "vitest";
import { cut, fitted } from "./fitted";

const ten = (text: string): number => 10 * text.length;

test("a text that fits is left as it is", () => {
  expect(cut("Barents Sea", 110, ten)).toBe("Barents Sea");
  expect(fitted("Barents Sea", 110, ten)).toBe("Barents Sea");
});

test("no line is ever wider than the room", () => {
  const name = "Western silo base, solid (Topol-M)";
  for (const room of [60, 100, 150, 200, 300]) {
    const lines = fitted(name, room, ten).split("\n");
    expect(lines.length).toBeLessThanOrEqual(2);
    for (const line of lines) expect(ten(line)).toBeLessThanOrEqual(room);
  }
});

test("the first line breaks at a space, the second ends in dots only where words are missing", () => {
  expect(fitted("Western silo base", 120, ten)).toBe("Western silo\nbase");
  expect(fitted("Western silo base, solid", 120, ten)).toBe("Western silo\nbase, solid");
  expect(fitted("Western silo base, solid (Topol-M)", 120, ten)).toBe("Western silo\nbase, solid\u2026");
});

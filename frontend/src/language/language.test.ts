import { afterEach, describe, expect, test } from "vitest";
import { date, lang, num, plural, quantity, speak, t } from "./language";

const russian = {
  messages: { "Close": "Закрыть", "km/s": "км/с", "after burnout": "после выгорания", "{low} to {high}": "{low}–{high}", "2022 at the earliest": "не ранее 2022 года", "found “{found}”": "найдено «{found}»" },
  patterns: { "p. {a}": "с. {a}", "Article {a}, paragraph {b}": "статья {a}, пункт {b}" },
  plurals: { "{n} bases": { one: "{n} база", few: "{n} базы", many: "{n} баз", other: "{n} базы" } },
};

const catalogue = async () => new Response(JSON.stringify(russian));
const absent = async () => new Response("", { status: 404 });

afterEach(() => speak("en"));

describe("English", () => {
  test("needs no catalogue", async () => {
    await speak("en", () => Promise.reject(new Error("asked")));
    expect(t("Close")).toBe("Close");
    expect(t("found “{found}”, {missing}", { found: "x" })).toBe("found “x”, {missing}");
  });

  test("counts", () => {
    expect([0, 1, 2, 1001].map((n) => plural(n, "{n} base", "{n} bases"))).toEqual(["0 bases", "1 base", "2 bases", "1,001 bases"]);
  });

  test("writes numbers, days and quantities", () => {
    expect([num(-96), num(5.5, 2), num(12345.678, 1)]).toEqual(["\u221296", "5.50", "12,345.7"]);
    expect([date("2011-05-26"), date("2011-05"), date("2011"), date("spring 2011")]).toEqual(["May 26, 2011", "May 2011", "2011", "spring 2011"]);
    expect(quantity("5.50 km/s")).toBe("5.50\u00a0km/s");
  });
});

describe("Russian", () => {
  test("comes from the server's catalogue, and what it lacks stays English", async () => {
    await speak("ru", catalogue);
    expect(lang.value).toBe("ru");
    expect([t("Close"), t("Open"), t("found “{found}”", { found: "x" })]).toEqual(["Закрыть", "Open", "найдено «x»"]);
  });

  test("knows places in documents by their kind", async () => {
    await speak("ru", catalogue);
    expect(["p. 12", "Article IV, paragraph 2(b)", "p. x", "pp 12"].map((text) => t(text))).toEqual(["с. 12", "статья IV, пункт 2(b)", "p. x", "pp 12"]);
  });

  test("has its own plural forms", async () => {
    await speak("ru", catalogue);
    const counts = [1, 2, 5, 11, 21, 22, 111].map((n) => plural(n, "{n} base", "{n} bases"));
    expect(counts).toEqual(["1 база", "2 базы", "5 баз", "11 баз", "21 база", "22 базы", "111 баз"]);
    expect(plural(5, "{n} site", "{n} sites")).toBe("5 sites");
  });

  test("writes numbers, days, units and words its own way", async () => {
    await speak("ru", catalogue);
    expect(num(1234.5)).toBe("1234,5".replace("1234", "1\u00a0234"));
    expect(date("2011-05-26")).toMatch(/26 мая 2011/);
    expect([quantity("5.5 km/s"), quantity("after burnout")]).toEqual(["5,5\u00a0км/с", "после выгорания"]);
    expect(quantity("8.5 km/s to 9 km/s")).toBe("8,5–9\u00a0км/с");
    expect(quantity("500 m/s to 1.5 km/s")).toBe("500\u00a0m/s–1,5\u00a0км/с");
    expect(quantity("2022 at the earliest")).toBe("не ранее 2022 года");
  });

  test("that cannot be had leaves the language as it was", async () => {
    await expect(speak("ru", absent)).rejects.toThrow("404");
    expect(lang.value).toBe("en");
  });
});

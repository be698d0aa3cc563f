import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { State } from "../state/contracts";
import { JobError, run, type Progress } from "./job";

/** A stream of events that the test itself speaks through. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static latest: Stream;
  readyState = 1;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    Stream.latest = this;
  }

  close(): void {
    this.readyState = Stream.CLOSED;
  }

  say(name: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

const asked = { panel: "crux", state: { dossier: "deauville-2011" } as State, lang: "en" } as const;
const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });
let calls: { url: string; method: string }[] = [];
let started: () => Response = () => json({ id: "j 1", cached: false });

beforeEach(() => {
  calls = [];
  started = () => json({ id: "j 1", cached: false });
  vi.stubGlobal("EventSource", Stream);
  vi.stubGlobal("fetch", (url: string, init: RequestInit = {}) => {
    calls.push({ url, method: init.method ?? "GET" });
    if (init.signal?.aborted) return Promise.reject(init.signal.reason);
    return Promise.resolve(url === "/api/jobs" ? started() : json({ answers: [] }));
  });
});
afterEach(() => vi.unstubAllGlobals());

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe("run", () => {
  test("follows a job to its answer, and passes progress on", async () => {
    const seen: Progress[] = [];
    const answer = run(asked, (progress) => seen.push(progress), new AbortController().signal);
    await soon();
    expect(Stream.latest.url).toBe("/api/jobs/j%201/events");
    Stream.latest.say("progress", { step: "flights", share: 0.5 });
    Stream.latest.say("done", { href: "/deauville-2011/crux.json?phase=4" });
    expect(await answer).toEqual({ href: "/deauville-2011/crux.json?phase=4", answer: { answers: [] } });
    expect(seen).toEqual([{ step: "flights", share: 0.5 }]);
    expect(Stream.latest.readyState).toBe(Stream.CLOSED);
  });

  test("does not wait for an answer that is there already", async () => {
    started = () => json({ id: "j 1", cached: true, href: "/x.json" });
    expect((await run(asked, () => undefined, new AbortController().signal)).href).toBe("/x.json");
    expect(calls.map((call) => call.url)).toEqual(["/api/jobs", "/x.json"]);
  });

  test("tells the server when nobody waits any more, and closes the stream", async () => {
    const control = new AbortController();
    const answer = run(asked, () => undefined, control.signal);
    const failed = answer.catch((reason: unknown) => reason);
    await soon();
    control.abort();
    expect(await failed).toBe(control.signal.reason);
    expect(calls.at(-1)).toEqual({ url: "/api/jobs/j%201", method: "DELETE" });
    expect(Stream.latest.readyState).toBe(Stream.CLOSED);
  });

  test("says what the server said, whether it refuses at once or fails on the way", async () => {
    started = () => json({ error: [{ where: "state.values", message: "out of range" }] }, 422);
    await expect(run(asked, () => undefined, new AbortController().signal)).rejects.toMatchObject({ lines: ["state.values: out of range"] });
    started = () => json({ id: "j" });
    const answer = run(asked, () => undefined, new AbortController().signal);
    const failed = answer.catch((reason: unknown) => reason);
    await soon();
    Stream.latest.say("failed", { error: [{ where: "", message: "holds no search.toml" }] });
    const reason = await failed;
    expect(reason).toBeInstanceOf(JobError);
    expect(reason).toMatchObject({ lines: ["holds no search.toml"] });
  });

  test("passes on that it waits for another answer, with nothing of its own done", async () => {
    const seen: Progress[] = [];
    const control = new AbortController();
    const failed = run(asked, (progress) => seen.push(progress), control.signal).catch((reason: unknown) => reason);
    await soon();
    Stream.latest.say("progress", { step: "waits for another answer: Security", share: null });
    control.abort();
    await failed;
    expect(seen).toEqual([{ step: "waits for another answer: Security", share: null }]);
  });

  test("asks again for what the server gave up while this page was out of reach", async () => {
    const answer = run(asked, () => undefined, new AbortController().signal);
    await soon();
    const lost = Stream.latest;
    lost.say("failed", { status: "cancelled", error: [{ where: "", message: "cancelled; nothing was computed." }] });
    await soon();
    expect(Stream.latest).not.toBe(lost);
    Stream.latest.say("done", { href: "/x.json" });
    expect((await answer).href).toBe("/x.json");
    expect(calls.map((call) => call.url)).toEqual(["/api/jobs", "/api/jobs", "/x.json"]);
  });

  test("gives up on a stream that the server has forgotten", async () => {
    const answer = run(asked, () => undefined, new AbortController().signal);
    const failed = answer.catch((reason: unknown) => reason);
    await soon();
    Stream.latest.close();
    Stream.latest.dispatchEvent(new Event("error"));
    expect(await failed).toBeInstanceOf(TypeError);
  });
});

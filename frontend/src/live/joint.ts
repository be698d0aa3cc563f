/** The joint session: one state on the server, seen by all, each editing what it was given. */

import type { State } from "../state/contracts";
import { type LiveWorld, browserWorld } from "./live";
import { pauseBefore } from "./pauses";

/** "both" may edit either side: alone at the screen, or the one who opened the session. */
export type Role = "A" | "B" | "both" | "watch";
export type Patch = Partial<State>;

export interface JointEvents {
  onHello: (role: Role, state: State | null, people: number) => void;
  onState: (state: State, by: string) => void;
  onRefused: (message: string, state: State | null) => void;
  onPeople: (people: number) => void;
  onLine: (there: boolean) => void;
}

interface Told {
  type: "hello" | "state" | "refused" | "people";
  role?: Role;
  state?: State;
  version?: number;
  people?: unknown;
  by?: string;
  message?: string;
}

const counted = (people: unknown): number => (Array.isArray(people) ? people.length : typeof people === "number" ? people : 1);

export class JointLine {
  private socket: WebSocket | null = null;
  private version = 0;
  private failures = 0;
  /** The server has said hello on this socket, so that the version is known. */
  private greeted = false;
  /** Changes made here that the server has not been sent yet. */
  private unsent: Patch = {};
  private timer: number | null = null;

  constructor(
    private readonly address: string,
    private readonly events: JointEvents,
    private readonly world: LiveWorld = browserWorld,
  ) {}

  connect(): void {
    const socket = this.world.open(this.address);
    socket.onmessage = (event: MessageEvent<string>) => this.heard(JSON.parse(event.data) as Told);
    socket.onclose = () => this.lost(socket);
    socket.onerror = () => this.lost(socket);
    this.socket = socket;
  }

  /** Tell the others; many changes within a moment travel as one. */
  tell(patch: Patch): void {
    this.unsent = { ...this.unsent, ...patch };
    this.timer ??= this.world.later(() => this.flush(), 80);
  }

  private flush(): void {
    this.timer = null;
    if (!this.greeted || this.socket?.readyState !== 1 || Object.keys(this.unsent).length === 0) return;
    this.socket.send(JSON.stringify({ type: "set", version: this.version, patch: this.unsent }));
    this.unsent = {};
  }

  private heard(told: Told): void {
    this.failures = 0;
    this.version = told.version ?? this.version;
    if (told.people !== undefined) this.events.onPeople(counted(told.people));
    if (told.type === "hello") {
      this.events.onLine(true);
      this.greeted = true;
      this.events.onHello(told.role ?? "both", told.state ? { ...told.state, ...this.unsent } : null, counted(told.people));
      this.flush();
    } else if (told.type === "state" && told.state) this.events.onState({ ...told.state, ...this.unsent }, told.by ?? "");
    else if (told.type === "refused") this.events.onRefused(told.message ?? "", told.state ?? null);
  }

  private lost(socket: WebSocket): void {
    if (socket !== this.socket) return;
    this.socket = null;
    this.greeted = false;
    this.events.onLine(false);
    this.world.later(() => this.connect(), pauseBefore(this.failures));
    this.failures += 1;
  }
}

/** What of `next` differs from `before`, as whole entries of the state. */
export function patchOf(before: State, next: State): Patch {
  const changed = (Object.keys(next) as (keyof State)[]).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(next[key]));
  return Object.fromEntries(changed.map((key) => [key, next[key]]));
}

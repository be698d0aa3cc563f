/** The joint session: one state on the server, seen by all, each editing what it was given. */

import type { State } from "../state/contracts";
import { edited, editsOf, isNothing, noEdits, together, type Edits } from "./edits";
import { type LiveWorld, browserWorld } from "./live";
import { pauseBefore } from "./pauses";

/** "both" may edit either side: alone at the screen. */
export type Role = "A" | "B" | "both" | "watch";

export interface JointEvents {
  /** null: nobody has put a state on the table yet. */
  onHello: (role: Role, state: State | null) => void;
  /** `others`: it was somebody else's deed. */
  onState: (state: State, by: string, others: boolean) => void;
  onRefused: (message: string, state: State | null) => void;
  onPeople: (people: number) => void;
  onLine: (there: boolean) => void;
}

interface Told {
  type: "hello" | "state" | "refused" | "people";
  role?: Role;
  state?: State | null;
  version?: number;
  people?: number;
  by?: string;
  message?: string;
}

/** Changes of one moment travel together. */
const moment = 80;

export class JointLine {
  private socket: WebSocket | null = null;
  private role: Role = "watch";
  /** The state on the table, as last heard, and its version. */
  private table: State | null = null;
  private version = 0;
  private unsent = noEdits;
  private sent: { edits: Edits; again: boolean } | null = null;
  private timer: number | null = null;
  private failures = 0;
  /** The server has said hello on this socket. */
  private greeted = false;

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

  /** Tell the others what was changed here. */
  tell(before: State, next: State): void {
    this.unsent = together(this.unsent, editsOf(before, next));
    this.timer ??= this.world.later(() => {
      this.timer = null;
      this.flush();
    }, moment);
  }

  /** Put a first state on the table. */
  offer(state: State): void {
    this.send(state);
  }

  private send(patch: Partial<State>): void {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify({ type: "set", version: this.version, patch }));
  }

  private flush(): void {
    if (!this.greeted || this.sent !== null || isNothing(this.unsent)) return;
    this.sent = { edits: this.unsent, again: false };
    this.unsent = noEdits;
    this.sendEdits();
  }

  private sendEdits(): void {
    if (this.table === null || this.sent === null) return;
    const next = edited(this.table, this.sent.edits);
    this.send(patchOf(this.table, next));
  }

  /** What is on the table, with what was done here and is still under way. */
  private seen(state: State): State {
    return edited(edited(state, this.sent?.edits ?? noEdits), this.unsent);
  }

  private heard(told: Told): void {
    this.failures = 0;
    this.version = told.version ?? this.version;
    if (told.state) this.table = told.state;
    if (told.people !== undefined) this.events.onPeople(told.people);
    if (told.type === "hello") this.welcomed(told);
    else if (told.type === "state" && told.state) this.changed(told.state, told.by ?? "");
    else if (told.type === "refused") this.refused(told.message ?? "");
  }

  private welcomed(told: Told): void {
    this.greeted = true;
    this.role = told.role ?? "watch";
    this.events.onLine(true);
    this.events.onHello(this.role, told.state ? this.seen(told.state) : null);
    this.flush();
  }

  private changed(state: State, by: string): void {
    const mine = by === this.role;
    if (mine) this.sent = null;
    this.events.onState(this.seen(state), by, !mine);
    this.flush();
  }

  /** Another's change came in between: put ours onto it once more; a second refusal is meant. */
  private refused(message: string): void {
    if (this.sent !== null && !this.sent.again) {
      this.sent.again = true;
      this.sendEdits();
      return;
    }
    this.sent = null;
    this.events.onRefused(message, this.table && this.seen(this.table));
    this.flush();
  }

  private lost(socket: WebSocket): void {
    if (socket !== this.socket) return;
    this.socket = null;
    this.greeted = false;
    if (this.sent !== null) this.unsent = together(this.sent.edits, this.unsent);
    this.sent = null;
    this.events.onLine(false);
    this.world.later(() => this.connect(), pauseBefore(this.failures));
    this.failures += 1;
  }
}

/** Whole entries of the state that differ. */
export function patchOf(before: State, next: State): Partial<State> {
  const changed = (Object.keys(next) as (keyof State)[]).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(next[key]));
  return Object.fromEntries(changed.map((key) => [key, next[key]]));
}

import * as z from "zod/mini";
import { newId } from "./receipts.ts";

/** Milliseconds; a tab that has not answered by then is closed. */
const PATIENCE = 500;

const messageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("changed"), id: z.string() }),
  z.object({ kind: z.literal("who") }),
  z.object({ kind: z.literal("here"), tab: z.string() }),
  z.object({ kind: z.literal("closed") }),
]);
type Message = z.infer<typeof messageSchema>;

export interface TabsOptions {
  /** Another tab has changed what the browser keeps of a receipt. */
  onChanged(id: string): void;
  /** Another tab is closed. */
  onClosed(): void;
}

/** The other tabs with this page. They talk over a channel, which also works without https. */
export class Tabs {
  /** This tab. A reload makes it another one. */
  readonly id = newId();
  readonly #channel = new BroadcastChannel("receipts");
  readonly #heard = new Set<string>();

  constructor({ onChanged, onClosed }: TabsOptions) {
    this.#channel.addEventListener("message", ({ data }) => {
      const message = messageSchema.safeParse(data).data; // another version of the page may say more
      switch (message?.kind) {
        case "changed":
          onChanged(message.id);
          break;
        case "who":
          this.#say({ kind: "here", tab: this.id });
          break;
        case "here":
          this.#heard.add(message.tab);
          break;
        case "closed":
          onClosed();
          break;
      }
    });
    addEventListener("pagehide", () => this.#say({ kind: "closed" }));
  }

  /** Tells the others that the browser keeps something else of this receipt now. */
  tellChanged(id: string): void {
    this.#say({ kind: "changed", id });
  }

  /** The ids of all tabs that are open, this one included. */
  async open(): Promise<ReadonlySet<string>> {
    this.#heard.clear();
    this.#say({ kind: "who" });
    await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    return new Set([this.id, ...this.#heard]);
  }

  #say(message: Message): void {
    this.#channel.postMessage(message);
  }
}

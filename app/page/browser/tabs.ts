import * as z from "zod/mini";
import { newId } from "./receipts.ts";

/** Milliseconds; a tab that has not answered by then is closed. */
const PATIENCE = 500;

const messageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("changed"), id: z.string() }),
  z.object({ kind: z.literal("who") }),
  z.object({ kind: z.literal("here"), tab: z.string() }),
  z.object({ kind: z.literal("closed") }),
  z.object({ kind: z.literal("forget"), isOn: z.boolean() }),
]);
type Message = z.infer<typeof messageSchema>;

export interface TabsOptions {
  /** Another tab has changed what the browser keeps of a receipt. */
  onChanged(id: string): void;
  /** In another tab somebody has said whether closing is to forget everything. */
  onForget(isOn: boolean): void;
  /** Another tab is closed. */
  onClosed(): void;
}

/** The other tabs with this page. They talk over a channel, which also works without https. */
export class Tabs {
  /** This tab. A reload makes it another one. */
  readonly id = newId();
  readonly #channel = new BroadcastChannel("receipts");
  readonly #heard = new Set<string>();
  /** It can still hear for a moment, and would say that it is here. */
  #isClosing = false;

  constructor({ onChanged, onForget, onClosed }: TabsOptions) {
    this.#channel.addEventListener("message", ({ data }) => {
      const message = messageSchema.safeParse(data).data; // another version of the page may say more
      switch (message?.kind) {
        case "changed":
          onChanged(message.id);
          break;
        case "who":
          if (!this.#isClosing) {
            this.#say({ kind: "here", tab: this.id });
          }
          break;
        case "here":
          this.#heard.add(message.tab);
          break;
        case "forget":
          onForget(message.isOn);
          break;
        case "closed":
          onClosed();
          break;
      }
    });
    addEventListener("pagehide", () => {
      this.#isClosing = true;
      this.#say({ kind: "closed" });
    });
    // The browser may bring it back.
    addEventListener("pageshow", () => {
      this.#isClosing = false;
    });
  }

  /** Tells the others that the browser keeps something else of this receipt now. */
  tellChanged(id: string): void {
    this.#say({ kind: "changed", id });
  }

  /** Tells the others, and gives them time to follow. */
  async tellForget(isOn: boolean): Promise<void> {
    this.#say({ kind: "forget", isOn });
    await new Promise((resolve) => setTimeout(resolve, PATIENCE));
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

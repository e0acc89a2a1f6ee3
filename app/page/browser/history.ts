import { strings } from "../strings.ts";
import { announce } from "./notices.ts";

/** Something that a person did to the list. */
export interface Step {
  /** Resolves when all of it is undone; nothing else is undone or redone meanwhile. */
  undo(): void | Promise<void>;
  redo(): void;
}

/** What can be undone and redone, by Ctrl+Z and Ctrl+Shift+Z outside of a field; inside, they are the browser's. */
export class History {
  readonly #done: Step[] = [];
  #undone: Step[] = [];
  #underWay = 0;
  #last: Promise<void> = Promise.resolve();

  constructor() {
    document.addEventListener("keydown", (event) => {
      const { key, ctrlKey, metaKey, shiftKey, target } = event;
      const isWanted = (ctrlKey || metaKey) && key.toLowerCase() === "z";
      const isText = target instanceof HTMLInputElement && target.type !== "checkbox";
      if (isWanted && !isText) {
        event.preventDefault();
        this.#afterOthers(() => {
          const step = (shiftKey ? this.#undone : this.#done).at(-1);
          return step && (shiftKey ? this.#redo(step) : this.#undo(step));
        });
      }
    });
  }

  /** Does it, and can undo it from now on. */
  do(step: Step): void {
    step.redo();
    this.#done.push(step);
    this.#undone = [];
  }

  /** Whether something is half undone. */
  get isUnderWay(): boolean {
    return this.#underWay > 0;
  }

  /** Does nothing if it has been undone. */
  undo(step: Step): void {
    this.#afterOthers(() => this.#undo(step));
  }

  #afterOthers(act: () => void | Promise<void>): void {
    this.#underWay += 1;
    this.#last = this.#last.then(act).finally(() => {
      this.#underWay -= 1;
    });
  }

  async #undo(step: Step): Promise<void> {
    if (take(step, this.#done)) {
      await step.undo();
      this.#undone.push(step);
      announce(strings.undone);
    }
  }

  #redo(step: Step): void {
    if (take(step, this.#undone)) {
      step.redo();
      this.#done.push(step);
      announce(strings.redone);
    }
  }
}

function take(step: Step, steps: Step[]): boolean {
  const index = steps.indexOf(step);
  if (index >= 0) {
    steps.splice(index, 1);
  }
  return index >= 0;
}

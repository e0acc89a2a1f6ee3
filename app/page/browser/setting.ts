/** A switch of the page that this browser remembers, as far as it keeps anything. */
export class Setting {
  readonly #name: string;
  #isOn: boolean;

  constructor(name: string) {
    this.#name = name;
    this.#isOn = isKept(name);
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  set(isOn: boolean): void {
    this.#isOn = isOn;
    try {
      if (isOn) {
        localStorage.setItem(this.#name, "on");
      } else {
        localStorage.removeItem(this.#name);
      }
    } catch {
      // It holds until the page is left.
    }
  }

  /** Has a checkbox show and change it. */
  bind(box: HTMLInputElement, onChange: () => void): void {
    box.checked = this.#isOn;
    box.addEventListener("change", () => {
      this.set(box.checked);
      onChange();
    });
  }
}

function isKept(name: string): boolean {
  try {
    return localStorage.getItem(name) !== null;
  } catch {
    return false;
  }
}

/** The element with this id. The markup is in `home-html.ts`; a missing one is a bug. */
export function byId<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id);
  if (!(element instanceof type)) {
    throw new Error(`No ${type.name} with id ${id}`);
  }
  return element;
}

/** The first element inside `root` that the selector finds; it must exist. */
export function find<Type extends Element>(root: ParentNode, selector: string, type: new () => Type): Type {
  const element = root.querySelector(selector);
  if (!(element instanceof type)) {
    throw new Error(`No ${type.name} at ${selector}`);
  }
  return element;
}

/** A new element with text in it. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  created.append(...children);
  return created;
}

/** An option of a list, with the value that choosing it gives. */
export function optionOf(value: string, text = ""): HTMLOptionElement {
  const option = element("option", text);
  option.value = value;
  return option;
}

export function onClick(target: HTMLElement, listener: () => void): void {
  target.addEventListener("click", listener);
}

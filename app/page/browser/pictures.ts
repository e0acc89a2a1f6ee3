import type { Config } from "./config.ts";
import type { Item } from "./item.ts";
import type { Keeper } from "./keeper.ts";
import { thumbnailOf } from "./picture.ts";
import { fetchPreview } from "./preview.ts";
import type { Receipts } from "./receipts.ts";
import { previewKey } from "./storage.ts";

/** A page of a file in a form that the browser can draw. */
export interface ShownPicture {
  readonly picture: Blob;
  /** Degrees clockwise that make it upright. */
  readonly turned: number;
}

export interface DrawnPicture extends Pick<ShownPicture, "turned"> {
  readonly bitmap: ImageBitmap;
}

/** Pictures to look at: the file itself or, where the browser cannot draw it, what the server makes of a page. */
export class Pictures {
  readonly #receipts: Receipts;
  readonly #keeper: Keeper;
  readonly #config: () => Promise<Config>;
  /** Previews are asked for one after the other: each costs the server about what reading does. */
  #asking: Promise<unknown> = Promise.resolve();
  #drawn: { readonly key: string; readonly picture: Promise<DrawnPicture | undefined> } | undefined;
  /** Receipts that were tried since the page was loaded. */
  readonly #tried = new Set<string>();

  constructor(receipts: Receipts, keeper: Keeper, config: () => Promise<Config>) {
    this.#receipts = receipts;
    this.#keeper = keeper;
    this.#config = config;
  }

  /** @returns undefined if there is none */
  async shown(item: Item, page: number): Promise<ShownPicture | undefined> {
    if (item.isDrawable) {
      const picture = await this.#keeper.picture(item.file);
      return picture && { picture, turned: item.turned };
    }
    const picture = await this.#preview(item.file, page);
    return picture && { picture, turned: 0 };
  }

  /** The bitmap of it, of which one is kept. Undefined if there is none. */
  drawn(item: Item, page = firstPage(item)): Promise<DrawnPicture | undefined> {
    const key = previewKey(item.file, page);
    if (this.#drawn?.key !== key) {
      void this.#drawn?.picture.then((old) => old?.bitmap.close());
      this.#drawn = { key, picture: this.#draw(item, page) };
    }
    return this.#drawn.picture;
  }

  async #draw(item: Item, page: number): Promise<DrawnPicture | undefined> {
    const shown = await this.shown(item, page);
    const bitmap = shown && (await createImageBitmap(shown.picture).catch(() => undefined));
    return bitmap && { bitmap, turned: shown.turned };
  }

  /** Draws what the list has no small picture of, once for each file. */
  drawThumbnails(): void {
    for (const { id, state, thumbnail, isDrawable } of this.#receipts.all()) {
      const isWanted = state.kind === "done" && thumbnail === null && !isDrawable && !this.#tried.has(id);
      if (isWanted) {
        this.#tried.add(id);
        void this.#drawThumbnail(id);
      }
    }
  }

  async #drawThumbnail(id: string): Promise<void> {
    const item = this.#receipts.get(id);
    const shown = item && (await this.shown(item, firstPage(item)));
    const thumbnail = shown && (await thumbnailOf(shown.picture));
    if (thumbnail) {
      this.#receipts.change(id, { thumbnail });
    }
  }

  #preview(file: string, page: number): Promise<Blob | undefined> {
    const key = previewKey(file, page);
    const asked = this.#asking.then(async () => {
      const kept = await this.#keeper.picture(key);
      const { hasPreview } = await this.#config();
      if (kept !== undefined || !hasPreview) {
        return kept;
      }
      const whole = await this.#keeper.picture(file);
      const preview = whole && (await fetchPreview(whole, page));
      if (preview !== undefined) {
        this.#keeper.putPicture(key, preview);
      }
      return preview;
    });
    this.#asking = asked;
    return asked;
  }
}

/** The page that a receipt begins on, from 1. */
export function firstPage({ pages }: Pick<Item, "pages">): number {
  return pages[0] ?? 1;
}

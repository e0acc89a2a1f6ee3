import { strings } from "../strings.ts";
import { byId, onClick } from "./dom.ts";
import { notify } from "./notices.ts";
import { offerNextPhoto, watchPhotoSeries } from "./photo-series.ts";

/** Files come from the page's buttons, a drop anywhere, the clipboard and the sample. */
export function watchIncomingFiles(
  onFiles: (files: readonly File[]) => void,
  onSample: (file: File) => void,
): void {
  const take = (files: readonly File[]) => {
    // Files such as .DS_Store are the system's; nobody wants to add them.
    const visible = files.filter(({ name }) => !name.startsWith("."));
    if (visible.length === 0) {
      notify(strings.notices.nothingIn);
    } else {
      onFiles(visible);
    }
  };
  watchButtons(take);
  watchPhotoSeries();
  watchDrops(take);
  watchClipboard(take);
  onClick(byId("sample", HTMLButtonElement), async () => {
    const file = await fetchSample();
    if (file === undefined) {
      notify(strings.notices.noSample);
    } else {
      onSample(file);
    }
  });
}

function watchButtons(take: (files: readonly File[]) => void): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-input]")) {
    const input = byId(button.dataset.input ?? "", HTMLInputElement);
    onClick(button, () => input.click());
  }
  for (const input of document.querySelectorAll<HTMLInputElement>("input[type=file]")) {
    input.addEventListener("change", () => {
      const files = [...(input.files ?? [])];
      input.value = ""; // so that the same file can be chosen again
      take(files);
      if (input.id === "photo") {
        offerNextPhoto(files.length);
      }
    });
  }
}

function watchDrops(take: (files: readonly File[]) => void): void {
  const sign = byId("drop-now", HTMLElement);
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (hasFiles(event)) {
      event.preventDefault();
      sign.hidden = false;
    }
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) {
      sign.hidden = true;
    }
  });
  document.addEventListener("drop", async (event) => {
    sign.hidden = true;
    if (hasFiles(event) && event.dataTransfer !== null) {
      event.preventDefault();
      take(await filesOf(event.dataTransfer));
    }
  });
}

function watchClipboard(take: (files: readonly File[]) => void): void {
  document.addEventListener("paste", ({ clipboardData, target }) => {
    const files = [...(clipboardData?.files ?? [])];
    if (files.length > 0) {
      take(files);
    } else if (!(target instanceof HTMLInputElement)) {
      notify(strings.notices.nothingPasted);
    }
  });
}

async function fetchSample(): Promise<File | undefined> {
  try {
    const response = await fetch(document.body.dataset.sample ?? "");
    return response.ok ? new File([await response.blob()], strings.sampleName) : undefined;
  } catch {
    return undefined;
  }
}

/** The files of a drop, and those in its folders. */
async function filesOf({ items }: DataTransfer): Promise<File[]> {
  // All of it now: the list is emptied when the event is over.
  const dropped = [...items]
    .filter(({ kind }) => kind === "file")
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const files: File[] = [];
  for (const entry of dropped) {
    if (entry instanceof File) {
      files.push(entry);
    } else if (entry !== null) {
      await collect(entry, files);
    }
  }
  return files;
}

async function collect(entry: FileSystemEntry, files: File[]): Promise<void> {
  try {
    if (isFile(entry)) {
      files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
    } else if (isDirectory(entry)) {
      const reader = entry.createReader();
      const next = () =>
        new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      // Gives at most 100 at a time, and nothing at the end.
      for (let entries = await next(); entries.length > 0; entries = await next()) {
        for (const inner of entries) {
          await collect(inner, files);
        }
      }
    }
  } catch {
    notify(strings.notices.notOpened(entry.name));
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

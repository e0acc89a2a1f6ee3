import type { PageFiles } from "./page-files.ts";

/** Finds the address of a file by its name without the hash, for example `home.js`. */
export type AddressOf = (name: string) => string;

/** @throws Error for a name that the page does not have */
export function addressesOf(files: PageFiles): AddressOf {
  const byName = new Map(
    [...files.keys()].map((name) => [name.replace(/-\w{8}(\.\w+)$/, "$1"), `/page-files/${name}`]),
  );
  return (name) => {
    const address = byName.get(name);
    if (address === undefined) {
      throw new Error(`The page has no file ${name}`);
    }
    return address;
  };
}

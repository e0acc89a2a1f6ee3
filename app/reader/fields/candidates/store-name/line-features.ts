import type { ClassShares, LineClass } from "../../lines/line-class.ts";
import type { Features } from "../candidate.ts";
import type { StoreFeature } from "../feature-names.ts";

type LineFeatures = Features<Extract<StoreFeature, `line${string}`>>;

/** Keeps logarithms finite. */
const LEAST_SHARE = 1e-3;

/** What the rows of a name, and the rows around it, were learned to be. */
export function lineFeatures(lines: readonly ClassShares[], indices: readonly number[]): LineFeatures {
  const own = indices.flatMap((index) => lines[index] ?? []);
  const above = lines[(indices[0] ?? 0) - 1];
  const below = lines[(indices.at(-1) ?? 0) + 1];
  const most = (name: LineClass) => log(Math.max(0, ...own.map((shares) => shares[name])));
  const names = own.map(({ name }) => name);
  return {
    lineName: most("name"),
    lineLeastName: log(Math.min(...names)),
    lineLead:
      log(names.reduce((sum, share) => sum + share, 0) / Math.max(1, names.length)) - log(mostNameOf(lines)),
    lineAddress: most("address"),
    lineTelephone: most("telephone"),
    lineDate: most("date"),
    lineItem: most("item"),
    lineTotal: most("total"),
    lineOther: most("other"),
    lineNameAbove: above?.name ?? 0,
    lineNameBelow: below?.name ?? 0,
    lineAddressBelow: below?.address ?? 0,
    lineTelephoneBelow: below?.telephone ?? 0,
  };
}

const log = (share: number) => Math.log(share + LEAST_SHARE);

const mostNames = new WeakMap<readonly ClassShares[], number>();

function mostNameOf(lines: readonly ClassShares[]): number {
  const known = mostNames.get(lines) ?? lines.reduce((most, { name }) => Math.max(most, name), 0);
  mostNames.set(lines, known);
  return known;
}

import { memoize } from "../../../memoize.ts";
import { type ClassShares, type LineClass, logOfShare } from "../../lines/line-class.ts";
import type { Features } from "../candidate.ts";
import type { StoreFeature } from "../feature-names.ts";

type LineFeatures = Features<Extract<StoreFeature, `line${string}`>>;

/** What the rows of a name, and the rows around it, were learned to be. */
export function lineFeatures(lines: readonly ClassShares[], indices: readonly number[]): LineFeatures {
  const own = indices.flatMap((index) => lines[index] ?? []);
  const above = lines[(indices[0] ?? 0) - 1];
  const below = lines[(indices.at(-1) ?? 0) + 1];
  const most = (name: LineClass) => logOfShare(Math.max(0, ...own.map((shares) => shares[name])));
  const names = own.map(({ name }) => name);
  return {
    lineName: most("name"),
    lineLeastName: logOfShare(Math.min(...names)),
    lineLead:
      logOfShare(names.reduce((sum, share) => sum + share, 0) / Math.max(1, names.length)) -
      logOfShare(mostNameOf(lines)),
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

const mostNameOf = memoize((lines: readonly ClassShares[]) =>
  lines.reduce((most, { name }) => Math.max(most, name), 0),
);

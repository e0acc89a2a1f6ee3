import type { Page } from "playwright-core";
import { z } from "zod";

/** The events of a trace that say what ran on which thread; `ts` and durations in µs, `tdur` of the processor alone. */
const traceEvent = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number().default(0),
  dur: z.number().default(0),
  tdur: z.number().default(0),
  args: z
    .object({
      name: z.string().optional(),
      chrome_mojo_event_info: z.object({ mojo_interface_tag: z.string().optional() }).optional(),
    })
    .optional(),
});
type TraceEvent = z.infer<typeof traceEvent>;

/** What the page has no part in: the commands of the test, and leaving one document for the next. */
const NOT_THE_PAGE = new Set(["blink.mojom.DevToolsSession", "content.mojom.NavigationClient"]);

/**
 * Milliseconds of the processor that the page's longest task took while `act` ran. Time in which others had the
 * processor does not count, so that a busy machine changes little; the tasks are those of Chromium's main threads.
 */
export async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...z.array(traceEvent).parse(value)));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel"] },
  });
  await act();
  const complete = Promise.withResolvers<void>();
  session.once("Tracing.tracingComplete", () => complete.resolve());
  await session.send("Tracing.end");
  await complete.promise;
  await session.detach();

  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const main = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(threadOf),
  );
  const onMain = events.filter((event) => main.has(threadOf(event)));
  const others = onMain.filter(({ args }) =>
    NOT_THE_PAGE.has(args?.chrome_mojo_event_info?.mojo_interface_tag ?? ""),
  );
  const ofPage = onMain.filter(
    (task) =>
      task.name.endsWith("RunTask") &&
      !others.some(
        (other) =>
          threadOf(other) === threadOf(task) && task.ts <= other.ts && other.ts <= task.ts + task.dur,
      ),
  );
  if (ofPage.length === 0) {
    throw new Error("The trace has no task of the page");
  }
  return Math.max(...ofPage.map(({ tdur }) => tdur)) / 1000;
}

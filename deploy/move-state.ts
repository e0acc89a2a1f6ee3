/** `npm run move-state -- to-bucket|to-folder`: moves the states between the project's folder and the bucket. */
import { parseArgs } from "node:util";
import { readSettings } from "../stacks/read-settings.ts";
import { statesInBucket } from "./aws/state-bucket.ts";
import { endWithMessage, Failure } from "./console/failure.ts";
import { confirm } from "./console/steps.ts";
import { moveState, sizeOf } from "./programs/move-state.ts";
import { Interrupted, SIGNALS } from "./programs/run.ts";
import { statesInFolder } from "./programs/state-store.ts";
import { checkTerraform } from "./programs/terraform-version.ts";

const USAGE = `usage: npm run move-state -- to-bucket|to-folder [--yes]
  --yes  do not ask
The setting stateBucket names the bucket, in both directions.`;

/** That of bootstrap-stack stays in the folder: it is of the bucket. */
const MOVES =
  /^terraform\.[a-z0-9-]*(?:registry|sagemaker|express|custom)-stack(?:\.[A-Za-z0-9-]+)?\.tfstate$/;

await endWithMessage(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { yes: { type: "boolean" } },
  });
  const [direction, ...rest] = positionals;
  if ((direction !== "to-bucket" && direction !== "to-folder") || rest.length > 0) {
    throw new Failure(USAGE);
  }
  const settings = readSettings();
  if (settings.stateBucket === undefined) {
    throw new Failure(`The setting stateBucket is not set.\n${USAGE}`);
  }
  await checkTerraform(settings);
  const bucket = statesInBucket(settings.stateBucket, settings.region);
  const [from, to] = direction === "to-bucket" ? [statesInFolder, bucket] : [bucket, statesInFolder];

  const files: string[] = [];
  for (const file of (await from.list()).filter((name) => MOVES.test(name))) {
    const size = sizeOf(from.place(file), await from.read(file));
    if (size !== undefined && size.resources > 0) {
      files.push(file);
      process.stdout.write(`${from.place(file)} (serial ${size.serial}) to ${to.place(file)}\n`);
    }
  }
  if (files.length === 0) {
    process.stdout.write("There is no state to move.\n");
    return;
  }
  await confirm("Move these states?", values.yes ?? false);

  // A move ends before Ctrl-C counts, so no lock is left.
  let interrupted = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      interrupted = true;
    });
  }
  for (const [index, file] of files.entries()) {
    if (interrupted) {
      throw new Interrupted(
        `Interrupted after ${index} of ${files.length} states. The same command moves the others.`,
      );
    }
    process.stdout.write(`\nmoving ${file}\n`);
    process.stdout.write(`It is ${to.place(file)} now. ${await moveState(file, from, to)}\n`);
  }
  process.stdout.write(
    direction === "to-bucket"
      ? "\nKeep stateBucket in the settings, in cdktf.json for all who deploy.\n"
      : "\nNow take stateBucket out of the settings, for all who deploy.\n",
  );
});

/** The steps of a command, each shown with the time it took, and the question before them. */
import { createInterface } from "node:readline/promises";
import { Interrupted, isRunning, ProgramFailed, SIGNALS } from "../programs/run.ts";
import { Failure, INTERRUPTED_STATUS } from "./failure.ts";
import { likelyCauses } from "./likely-causes.ts";

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs one step under a heading.
 * @throws Failure with the likely cause and what to do, if the program of this step fails
 */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  process.stdout.write(`\n== ${title}\n`);
  const started = performance.now();
  const interrupted = () =>
    new Interrupted(
      `Interrupted after ${seconds(started)} in the step "${title}". What was created is in the state; the same command continues from here.`,
    );
  // A running program must end first: see run(). If none is running, nothing is lost.
  const onSignal = () => {
    if (isRunning()) {
      return;
    }
    process.stderr.write(`\n${interrupted().message}\n`);
    process.exit(INTERRUPTED_STATUS);
  };
  for (const signal of SIGNALS) {
    process.on(signal, onSignal);
  }
  try {
    const result = await work();
    process.stdout.write(`== ${title}: done in ${seconds(started)}\n`);
    return result;
  } catch (error) {
    if (error instanceof Interrupted) {
      throw interrupted();
    }
    if (error instanceof ProgramFailed) {
      const causes = likelyCauses(error.output).map(
        ({ cause, remedy }) => `Likely cause: ${cause}\n${remedy}`,
      );
      const advice = causes.length === 0 ? ["Its output above says more."] : causes;
      throw new Failure(
        [
          `${error.message} That was after ${seconds(started)} in the step "${title}".`,
          ...advice,
          "The state is kept; the same command continues from here.",
        ].join("\n"),
        { cause: error },
      );
    }
    throw error;
  } finally {
    for (const signal of SIGNALS) {
      process.off(signal, onSignal);
    }
  }
}

/**
 * Asks a question.
 * @param yes whether the command line has already answered it
 * @throws Failure if the answer is no or there is no terminal to ask on; Interrupted after Ctrl-C
 */
export async function confirm(question: string, yes: boolean): Promise<void> {
  if (yes) {
    process.stdout.write(`\n${question} --yes\n`);
    return;
  }
  if (!process.stdin.isTTY) {
    throw new Failure(
      "There is no terminal to ask on; add --yes to continue without a question. Nothing was changed.",
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`\n${question} [y/N] `).catch(() => {
      throw new Interrupted("Interrupted. Nothing was changed.");
    });
    if (!/^y(es)?$/i.test(answer.trim())) {
      throw new Failure("Nothing was changed.");
    }
  } finally {
    terminal.close();
  }
}

/** Something that the person at the keyboard can put right. Shown without a stack trace. */
export class SynthError extends Error {
  override readonly name = "SynthError";
}

/** Runs the synth; a SynthError becomes its message on stderr and exit code 1, anything else stays an exception. */
export function endWithOneLine(synth: () => void): void {
  try {
    synth();
  } catch (error) {
    if (!(error instanceof SynthError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

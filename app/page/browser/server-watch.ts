/** Milliseconds before the first question, and at most between two. */
const FIRST_WAIT = 1_000;
const MOST_WAIT = 15_000;

/** Asks the server again and again, less and less often, until it is there to read. */
export async function untilServerAnswers(): Promise<void> {
  for (let wait = FIRST_WAIT; ; wait = Math.min(MOST_WAIT, 2 * wait)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (await answers()) {
      return;
    }
  }
}

async function answers(): Promise<boolean> {
  try {
    const { status } = await fetch("/ready", { cache: "no-store" });
    return status < 500; // an older server does not know the address; a load balancer without a server has a 503
  } catch {
    return false;
  }
}

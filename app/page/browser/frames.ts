/** Rows that are made for one frame: so many are shown within 100 ms by a phone. */
const ROWS_PER_FRAME = 4;

/** To be awaited after each row that is made, so that the browser shows a few at a time. @param index from 0 */
export async function afterRow(index: number): Promise<void> {
  if (index % ROWS_PER_FRAME === ROWS_PER_FRAME - 1) {
    await nextFrame();
  }
}

/** Resolves when the next frame has been shown, or later in a tab that shows none. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, document.hidden ? 0 : 1_000);
  });
}

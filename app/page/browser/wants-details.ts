import { Setting } from "./setting.ts";

/**
 * Whether the API is asked for what receipts say beyond their fields, and the page shows it. Off at first: most want a
 * table of totals, a model takes longer for more and costs more, and what was bought is nobody's business unless asked for.
 */
export const wantsDetails = new Setting("details");

/** Query parameters of `POST /predict` that are true or false. */
export const SWITCHES = ["evidence", "lines", "all"] as const;

/** All its query parameters. */
export const PARAMETERS = [...SWITCHES, "country", "dateOrder", "currency"] as const;
export type Parameter = (typeof PARAMETERS)[number];

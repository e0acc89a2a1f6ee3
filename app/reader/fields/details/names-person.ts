import { HONORIFIC, PERSON } from "../words/head-words.ts";
import { anyOf, words } from "../words/words.ts";

/** More of what is written before names than the rows of a head have. */
const GUEST = anyOf(words`
  GUEST, GUEST NAME, CUST, CARDHOLDER, SRVR, SERV, CLERK, ASSOC, SALES ASSOCIATE, HOST, MR, MRS, MS, DELIVER(?:Y|ED)? TO,
  BEDIENERIN, BEDIENUNG, ES BEDIENTE SIE, SERVEUR, SERVEUSE, CAMARERO, CAMARERA, CAMERIERE, ATENDENTE, KASJER, POKLADNI
`);

/** Whether a row may have the name of somebody who served or bought: details have none. */
export function namesPerson(folded: string): boolean {
  return PERSON.test(folded) || GUEST.test(folded) || HONORIFIC.test(folded);
}

/** Asks the emulator for what no AWS SDK at hand does; the service is in the signature, which is not checked. */
export async function ask(
  url: string,
  service: string,
  body: string | URLSearchParams,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/us-west-2/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const answer = await fetch(url, { method: "POST", body, headers: { ...headers, authorization } });
  return answer.text();
}

/** What is in the elements of this name. */
export const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text = ""]) => text);

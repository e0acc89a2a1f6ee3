import type { Region } from "./regions.ts";

/** AWS's account in the Regions that it opened first. */
const FIRST = "763104351884";

/**
 * The account in whose ECR AWS keeps its images for deep learning, vLLM's among them, by Region.
 * https://github.com/aws/deep-learning-containers/blob/master/docs/reference/region_availability.md
 */
const ACCOUNTS: Readonly<Partial<Record<Region, string>>> = {
  "af-south-1": "626614931356",
  "ap-east-1": "871362719292",
  "ap-east-2": "975050140332",
  "ap-northeast-1": FIRST,
  "ap-northeast-2": FIRST,
  "ap-northeast-3": "364406365360",
  "ap-south-1": FIRST,
  "ap-south-2": "772153158452",
  "ap-southeast-1": FIRST,
  "ap-southeast-2": FIRST,
  "ap-southeast-3": "907027046896",
  "ap-southeast-4": "457447274322",
  "ap-southeast-5": "550225433462",
  "ap-southeast-6": "633930458069",
  "ap-southeast-7": "590183813437",
  "ca-central-1": FIRST,
  "ca-west-1": "204538143572",
  "eu-central-1": FIRST,
  "eu-central-2": "380420809688",
  "eu-north-1": FIRST,
  "eu-south-1": "692866216735",
  "eu-south-2": "503227376785",
  "eu-west-1": FIRST,
  "eu-west-2": FIRST,
  "eu-west-3": FIRST,
  "il-central-1": "780543022126",
  "me-central-1": "914824155844",
  "me-south-1": "217643126080",
  "me-west-1": "124382933778",
  "mx-central-1": "637423239942",
  "sa-east-1": FIRST,
  "us-east-1": FIRST,
  "us-east-2": FIRST,
  "us-west-1": FIRST,
  "us-west-2": FIRST,
};

const ADDRESS = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\//;

/** Why an image's registry cannot be used; undefined when it can, or when the image names none. */
export function registryRefusal(image: string, region: Region): string | undefined {
  const [, account, place] = ADDRESS.exec(image) ?? [];
  if (account === undefined) {
    return undefined;
  }
  const own = ACCOUNTS[region];
  if (own === undefined) {
    return `an image in the account's own ECR: AWS has no images in ${region}, only in ${Object.keys(ACCOUNTS).join(", ")}`;
  }
  return account === own && place === region
    ? undefined
    : `an image in the account's own ECR, or in AWS's for ${region}: ${own}.dkr.ecr.${region}.amazonaws.com/…`;
}

/** Where an image of ECR is. */
export interface ImagePlace {
  /** Twelve digits; undefined for the account's own. */
  readonly account: string | undefined;
  readonly repository: string;
  /** A tag, or a digest sha256:… */
  readonly version: string;
}

/** @param image `repository:tag` or `repository:sha256:…`, with or without a registry in front */
export function imagePlace(image: string): ImagePlace {
  const account = ADDRESS.exec(image)?.[1];
  const [repository = "", version = ""] = image.replace(ADDRESS, "").split(/:(.*)/s);
  return { account, repository, version };
}

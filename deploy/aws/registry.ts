/** The ECR repository. */
import {
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  ImageNotFoundException,
  ListImagesCommand,
  RepositoryNotFoundException,
} from "@aws-sdk/client-ecr";
import type { Settings } from "../../stacks/settings.ts";
import { stackId } from "../../stacks/stack-ids.ts";
import { Failure } from "../console/failure.ts";
import { awsFailure } from "./aws-failure.ts";

type Where = Pick<Settings, "region" | "repository">;

export interface Login {
  readonly user: string;
  /** Valid for twelve hours. */
  readonly password: string;
}

const client = ({ region }: Where) => new ECRClient({ region });

/** Address of the repository, without a tag. @throws Failure if it does not exist */
export async function repositoryAddress(where: Where): Promise<string> {
  try {
    const command = new DescribeRepositoriesCommand({ repositoryNames: [where.repository] });
    const { repositories = [] } = await client(where).send(command);
    const address = repositories[0]?.repositoryUri;
    if (address !== undefined) {
      return address;
    }
  } catch (error) {
    if (!(error instanceof RepositoryNotFoundException)) {
      throw awsFailure("Cannot look for the repository", error);
    }
  }
  throw new Failure(
    `There is no repository ${where.repository} in ${where.region}. Create it: npx cdktf deploy ${stackId("registry")}`,
  );
}

export async function registryLogin(where: Where): Promise<Login> {
  const { authorizationData = [] } = await client(where)
    .send(new GetAuthorizationTokenCommand({}))
    .catch((error: unknown) => {
      throw awsFailure("Cannot log in to the registry", error);
    });
  const token = Buffer.from(authorizationData[0]?.authorizationToken ?? "", "base64").toString("utf8");
  const colon = token.indexOf(":");
  if (colon < 1) {
    throw new Failure("ECR returned no login.");
  }
  return { user: token.slice(0, colon), password: token.slice(colon + 1) };
}

/**
 * The digest of an image in the repository; undefined if it is not there.
 * @param version a tag, or a digest sha256:…
 */
export async function digestOf(where: Where, version: string): Promise<string | undefined> {
  const imageId = version.startsWith("sha256:") ? { imageDigest: version } : { imageTag: version };
  try {
    const command = new DescribeImagesCommand({ repositoryName: where.repository, imageIds: [imageId] });
    return (await client(where).send(command)).imageDetails?.[0]?.imageDigest;
  } catch (error) {
    if (error instanceof ImageNotFoundException || error instanceof RepositoryNotFoundException) {
      return undefined;
    }
    throw awsFailure("Cannot look for the image", error);
  }
}

/** How many images the repository holds; 0 if there is no repository. Only the first page is counted, 100 images. */
export async function countImages(where: Where): Promise<number> {
  try {
    const command = new ListImagesCommand({ repositoryName: where.repository });
    const { imageIds = [] } = await client(where).send(command);
    return new Set(imageIds.map(({ imageDigest }) => imageDigest)).size;
  } catch (error) {
    if (error instanceof RepositoryNotFoundException) {
      return 0;
    }
    throw awsFailure("Cannot list the images", error);
  }
}

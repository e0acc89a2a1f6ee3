/** The ECR repository. */
import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  ImageAlreadyExistsException,
  type ImageDetail,
  ImageNotFoundException,
  ListImagesCommand,
  PutImageCommand,
  RepositoryNotFoundException,
} from "@aws-sdk/client-ecr";
import { imagePlace } from "../../stacks/facts/aws-images.ts";
import type { Settings } from "../../stacks/settings.ts";
import { stackId } from "../../stacks/stack-ids.ts";
import { Failure } from "../console/failure.ts";
import { wasTag } from "../image/names.ts";
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

/** An image of the repository by one of its tags or by its digest sha256:…; undefined if it is not there. */
async function findImage(where: Where, version: string): Promise<ImageDetail | undefined> {
  const imageId = version.startsWith("sha256:") ? { imageDigest: version } : { imageTag: version };
  try {
    const command = new DescribeImagesCommand({ repositoryName: where.repository, imageIds: [imageId] });
    return (await client(where).send(command)).imageDetails?.[0];
  } catch (error) {
    if (error instanceof ImageNotFoundException || error instanceof RepositoryNotFoundException) {
      return undefined;
    }
    throw awsFailure("Cannot look for the image", error);
  }
}

/**
 * The digest of an image in the repository; undefined if it is not there.
 * @param version a tag, or a digest sha256:…
 */
export const digestOf = async (where: Where, version: string): Promise<string | undefined> =>
  (await findImage(where, version))?.imageDigest;

/**
 * Gives the image that has the first of these tags another one, if it would have none left when they all move on: ECR
 * deletes images without a tag, and a service may still start tasks from it.
 * @returns the new tag; undefined if there is no such image or it keeps a tag
 */
export async function keepTagged(
  where: Where,
  [first, ...rest]: readonly [string, ...string[]],
): Promise<string | undefined> {
  const { imageDigest, imageTags = [] } = (await findImage(where, first)) ?? {};
  if (imageDigest === undefined || imageTags.some((each) => each !== first && !rest.includes(each))) {
    return undefined;
  }
  const imageTag = wasTag(imageDigest);
  const repositoryName = where.repository;
  try {
    const get = new BatchGetImageCommand({ repositoryName, imageIds: [{ imageDigest }] });
    const [image] = (await client(where).send(get)).images ?? [];
    const { imageManifest, imageManifestMediaType } = image ?? {};
    await client(where).send(
      new PutImageCommand({ repositoryName, imageTag, imageDigest, imageManifest, imageManifestMediaType }),
    );
  } catch (error) {
    if (!(error instanceof ImageAlreadyExistsException)) {
      throw awsFailure(`Cannot give the image ${imageDigest} the tag ${imageTag}`, error);
    }
  }
  return imageTag;
}

/**
 * Makes sure that the model server's image is in ECR, which SageMaker asks only when it makes the model.
 * @throws Failure if it is not there, or if these credentials may not look
 */
export async function checkModelImage({
  region,
  modelImage,
}: Pick<Settings, "region" | "modelImage">): Promise<void> {
  const { account, repository, version } = imagePlace(modelImage);
  const imageId = version.startsWith("sha256:") ? { imageDigest: version } : { imageTag: version };
  // What SageMaker's own role calls; AWS lets every account do that in its registries.
  const command = new BatchGetImageCommand({
    repositoryName: repository,
    imageIds: [imageId],
    ...(account !== undefined && { registryId: account }),
  });
  const missing = (what: string) =>
    new Failure(
      [
        `The setting modelImage is ${modelImage}, and ${what}.`,
        ...(account === undefined
          ? ["Copy AWS's there, or name AWS's own: see The model's image in docs/deploy.md."]
          : ["AWS's images: https://aws.github.io/deep-learning-containers/reference/available_images/"]),
      ].join("\n"),
    );
  try {
    const { images = [] } = await client({ region, repository }).send(command);
    if (images.length === 0) {
      throw missing(`the repository ${repository} in ${region} holds no such image`);
    }
  } catch (error) {
    if (error instanceof RepositoryNotFoundException) {
      throw missing(`there is no repository ${repository} in ${region}`);
    }
    if (error instanceof Failure) {
      throw error;
    }
    throw awsFailure(
      `Cannot look for the model's image ${modelImage}, so it may be there or not; these credentials need ecr:BatchGetImage`,
      error,
    );
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

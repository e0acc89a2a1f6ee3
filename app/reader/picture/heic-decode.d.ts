/** The package has no types of its own. */
declare module "heic-decode" {
  interface HeicImage {
    /** Pixels, after the turns that the file asks for. */
    readonly width: number;
    readonly height: number;
    /** Red, green, blue and alpha of each pixel. */
    decode(): Promise<{ width: number; height: number; data: Uint8ClampedArray }>;
  }
  const heicDecode: {
    all(options: { buffer: Uint8Array }): Promise<HeicImage[] & { dispose(): void }>;
  };
  export default heicDecode;
}

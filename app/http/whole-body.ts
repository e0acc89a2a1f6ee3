import { IncomingMessage } from "node:http";

/** Pieces of a body that may be of any size, such as the headers of its parts. */
const ANY_SIZE = 128;

/** Bytes of all pieces in the mean: packets have 500 and more. So few take three times their bytes, smaller ones more. */
const LEAST_MEAN = 200;

/**
 * A request whose body may not come in crumbs. Each piece is an object: in HTTP chunks of one byte, the 64 KB that Node
 * keeps of a body that nobody reads yet are 6 MB, and a megabyte takes seconds to receive. Its connection is closed.
 */
export class WholeBody extends IncomingMessage {
  #pieces = 0;
  #bytes = 0;

  override push(piece: Buffer | null, encoding?: BufferEncoding): boolean {
    if (piece !== null) {
      this.#pieces += 1;
      this.#bytes += piece.length;
      if (this.#pieces > ANY_SIZE && this.#bytes < this.#pieces * LEAST_MEAN) {
        this.socket.destroy();
        return false;
      }
    }
    return super.push(piece, encoding);
  }
}

/** A canvas of dots in braille characters: two columns and four rows of dots a character. */
export class Braille {
  readonly #dots: Uint8Array;
  readonly width: number;
  readonly height: number;

  /** Width and height in characters. */
  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#dots = new Uint8Array(width * height);
  }

  dot(x: number, y: number): void {
    const [column, row] = [Math.round(x), Math.round(y)];
    const [cell, line] = [column >> 1, row >> 2];
    if (cell < 0 || line < 0 || cell >= this.width || line >= this.height) return;
    const bit = BITS[row & 3]?.[column & 1] ?? 0;
    const at = line * this.width + cell;
    this.#dots[at] = (this.#dots[at] ?? 0) | bit;
  }

  /** Straight lines from point to point. */
  polyline(points: readonly (readonly [number, number])[]): void {
    points.forEach(([x, y], i) => {
      const [fromX, fromY] = points[i - 1] ?? [x, y];
      const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x - fromX), Math.abs(y - fromY))));
      for (let k = 0; k <= steps; k++)
        this.dot(fromX + ((x - fromX) * k) / steps, fromY + ((y - fromY) * k) / steps);
    });
  }

  /** The characters, row by row. */
  rows(): string[][] {
    return Array.from({ length: this.height }, (_, row) =>
      Array.from({ length: this.width }, (_, column) =>
        String.fromCharCode(0x2800 + (this.#dots[row * this.width + column] ?? 0)),
      ),
    );
  }
}

/** The bit of each of the dots, by row and column (Unicode, Braille Patterns). */
const BITS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

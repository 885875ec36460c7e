/** A breach of the house's rules. */
export interface Violation {
  readonly path: string
  readonly line: number
  readonly message: string
}

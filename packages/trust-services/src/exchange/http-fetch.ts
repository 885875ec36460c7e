/**
 * The part of `fetch` that trust services need. The global `fetch` is one; {@link nodeFetch} is another, which loads less.
 * Answers are not trusted.
 */
export type HttpFetch = (url: string, request: HttpRequest) => Promise<HttpAnswer>

/** One request. Redirects are never followed by the transport itself. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly headers: Record<string, string>
  readonly body?: Uint8Array<ArrayBuffer>
  readonly redirect: 'manual'
  /** Ends the exchange, the answer's body included. */
  readonly signal: AbortSignal
}

/** One answer, its body still to come. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly body: AsyncIterable<Uint8Array> | null
}

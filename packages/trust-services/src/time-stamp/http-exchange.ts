import { TsaError } from './tsa-error.ts'

/** Where to send a request, and how much answer to take for how long. */
export interface Exchange {
  readonly url: string
  readonly fetch: typeof fetch
  /** For the whole exchange, the answer's body included. */
  readonly timeoutMs: number
  /** Of the answer's body. */
  readonly maxBytes: number
}

/**
 * One request and answer (RFC 3161 §3.4).
 *
 * @returns the body, not verified
 * @throws TsaError `ERR_TSA_DOWN`, `ERR_TSA_TIMEOUT`, `ERR_TSA_REDIRECT`, `ERR_TSA_HTTP_STATUS`,
 *   `ERR_TSA_CONTENT_TYPE`, `ERR_TSA_TOO_LARGE`
 */
export async function exchange(options: Exchange, request: Uint8Array): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(options.timeoutMs)
  try {
    const response = await options.fetch(options.url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: Uint8Array.from(request),
      redirect: 'manual',
      signal,
    })
    return await bodyOf(response, options.maxBytes)
  } catch (cause) {
    if (cause instanceof TsaError) throw cause
    if (signal.aborted) throw new TsaError('ERR_TSA_TIMEOUT', 'the time-stamp authority took too long', { cause })
    throw new TsaError('ERR_TSA_DOWN', 'the time-stamp authority cannot be reached', { cause })
  }
}

async function bodyOf(response: Response, maxBytes: number): Promise<Uint8Array> {
  try {
    requireReply(response)
    return await readBounded(response.body, maxBytes)
  } catch (error) {
    // Frees the connection, whatever is still to come.
    if (!response.bodyUsed) await response.body?.cancel()
    throw error
  }
}

function requireReply({ status, headers, type }: Response): void {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new TsaError('ERR_TSA_REDIRECT', 'the time-stamp authority points elsewhere')
  }
  if (status !== 200) throw new TsaError('ERR_TSA_HTTP_STATUS', `the time-stamp authority answered ${status}`)
  const contentType = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (contentType !== 'application/timestamp-reply') {
    throw new TsaError('ERR_TSA_CONTENT_TYPE', 'the answer is not a time-stamp reply')
  }
}

async function readBounded(body: Response['body'], maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop cancels the stream.
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > maxBytes) throw new TsaError('ERR_TSA_TOO_LARGE', `the answer is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

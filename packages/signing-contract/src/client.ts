import type { z } from 'zod'
import { SigningClientError, SigningProblem } from './errors.ts'
import { fillPath } from './path.ts'
import { type OperationId, pdfBytes, type Routes, routes } from './routes.ts'
import { problem } from './shapes/problem.ts'
import { apiBasePath, signerSessionHeader } from './version.ts'

type Input<Shape> = Shape extends z.ZodType ? z.input<Shape> : never
type Answers<Id extends OperationId> = Routes[Id]['answers']
type Answer<Shape> = Shape extends typeof pdfBytes ? Response : Shape extends z.ZodType ? z.output<Shape> : never
type Empty = Record<string, never>

/** What one call takes: path parameters, query, body and the signer's session where the route knows them. */
export type CallOptions<Id extends OperationId> = (z.output<Routes[Id]['params']> extends Empty
  ? { params?: Empty }
  : { params: z.output<Routes[Id]['params']> }) & {
  query?: z.input<Routes[Id]['query']>
  session?: string
} & (Routes[Id]['body'] extends null
    ? { body?: undefined }
    : { body: Routes[Id]['body'] extends typeof pdfBytes ? Uint8Array | ReadableStream : Input<Routes[Id]['body']> })

/** Status and parsed body. A PDF is left as the `Response`, so that it can be streamed. */
export interface CallAnswer<Id extends OperationId> {
  readonly status: number
  readonly body: { [Status in keyof Answers<Id>]: Answer<Answers<Id>[Status]> }[keyof Answers<Id>]
}

export interface SigningClient {
  call<Id extends OperationId>(operation: Id, options: CallOptions<Id>): Promise<CallAnswer<Id>>
}

/**
 * A typed client of the signing API for municipal back ends and the relying party.
 *
 * Answers are parsed with the contract's shapes before they are returned.
 *
 * @param deps.origin origin of the signing service, e.g. `http://localhost:4100`
 * @param deps.key bearer credential; never logged, never part of an error
 * @throws {SigningProblem} the service refused; `code` is the service's
 * @throws {SigningClientError} `ERR_SIGNING_API_UNREACHABLE`, `ERR_SIGNING_API_ANSWER`
 *
 * @example
 * const client = createSigningClient({ origin: 'http://localhost:4100', key, fetch })
 * const { body } = await client.call('uploadDocument', { body: bytes })
 */
export const createSigningClient = (deps: {
  origin: string
  key: string
  fetch: typeof fetch
  timeoutMs?: number
}): SigningClient => ({
  async call(operation, options) {
    const route = routes[operation]
    const response = await send(deps, operation, options)
    if (!response.ok) throw await refusal(response)
    const shape = (route.answers as Record<number, z.ZodType | typeof pdfBytes>)[response.status]
    if (shape === undefined)
      throw new SigningClientError('ERR_SIGNING_API_ANSWER', `unexpected status ${response.status}`)
    const body = shape === pdfBytes ? response : parseAnswer(shape, await readJson(response))
    return { status: response.status, body } as never
  },
})

const send = async (
  deps: { origin: string; key: string; fetch: typeof fetch; timeoutMs?: number },
  operation: OperationId,
  options: { params?: object; query?: object; session?: string; body?: unknown },
): Promise<Response> => {
  const route = routes[operation]
  const url = new URL(apiBasePath + fillPath(route.path, (options.params ?? {}) as Record<string, string>), deps.origin)
  for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, String(value))
  const headers = new Headers({ authorization: `Bearer ${deps.key}`, accept: 'application/json, application/pdf' })
  if (options.session !== undefined) headers.set(signerSessionHeader, options.session)
  const init: RequestInit & { duplex?: 'half' } = { method: route.method.toUpperCase(), headers, redirect: 'error' }
  if (options.body !== undefined) {
    const raw = route.body === pdfBytes
    headers.set('content-type', raw ? pdfBytes : 'application/json')
    init.body = raw ? (options.body as Uint8Array<ArrayBuffer>) : JSON.stringify(options.body)
    if (raw) init.duplex = 'half'
  }
  init.signal = AbortSignal.timeout(deps.timeoutMs ?? 30_000)
  try {
    return await deps.fetch(url, init)
  } catch (cause) {
    throw new SigningClientError('ERR_SIGNING_API_UNREACHABLE', 'the signing service did not answer', { cause })
  }
}

const readJson = async (response: Response): Promise<unknown> => {
  try {
    return await response.json()
  } catch (cause) {
    throw new SigningClientError('ERR_SIGNING_API_ANSWER', 'the answer is not JSON', { cause })
  }
}

const parseAnswer = (shape: z.ZodType, value: unknown): unknown => {
  const parsed = shape.safeParse(value)
  if (!parsed.success) throw new SigningClientError('ERR_SIGNING_API_ANSWER', 'the answer is outside the contract')
  return parsed.data
}

const refusal = async (response: Response): Promise<Error> => {
  const parsed = problem.safeParse(await readJson(response))
  if (!parsed.success)
    return new SigningClientError('ERR_SIGNING_API_ANSWER', `status ${response.status} without a problem`)
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new SigningProblem(parsed.data, Number.isFinite(retryAfter) ? retryAfter : null)
}

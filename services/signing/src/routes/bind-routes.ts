import { type AddRoute, jsonBody, parseInput, requireMediaType, setReference } from '@waarmerk/service-kit'
import {
  apiBasePath,
  expressPath,
  type OperationId,
  pdfBytes,
  type Route,
  type Routes,
  routes,
  signerSessionHeader,
} from '@waarmerk/signing-contract'
import type { NextFunction, Request, Response } from 'express'
import type { z } from 'zod'
import { referenceOfEvent } from '../audit/reference.ts'
import type { Database } from '../database/schema.ts'
import { SigningError } from '../errors.ts'
import { requireSignerSession, type SignerSession } from '../identification/signer-session.ts'
import { type Credential, requireCredential, requireScope } from './access.ts'

type Body<Id extends OperationId> = Routes[Id]['body'] extends z.ZodType ? z.output<Routes[Id]['body']> : undefined
type Session<Id extends OperationId> = Routes[Id]['session'] extends 'always'
  ? SignerSession
  : Routes[Id]['session'] extends 'citizen'
    ? SignerSession | null
    : null
type JsonAnswer<Shape> = Shape extends z.ZodType ? z.input<Shape> : never

/** A request that passed the contract and the access checks. */
export interface Call<Id extends OperationId> {
  readonly params: z.output<Routes[Id]['params']>
  readonly query: z.output<Routes[Id]['query']>
  readonly body: Body<Id>
  readonly credential: Credential
  readonly session: Session<Id>
  /** The bytes of a PDF body, as they arrive. */
  readonly bytes: AsyncIterable<Uint8Array>
}

/** What a handler answers: JSON by the contract, or a stream of PDF bytes. */
export type Reply<Id extends OperationId> = {
  readonly [Status in keyof Routes[Id]['answers']]: {
    readonly status: Status
    readonly headers?: Readonly<Record<string, string>>
  } & (Routes[Id]['answers'][Status] extends typeof pdfBytes
    ? { readonly stream: AsyncIterable<Uint8Array> }
    : { readonly json: JsonAnswer<Routes[Id]['answers'][Status]> })
}[keyof Routes[Id]['answers']]

export type Handlers = { readonly [Id in OperationId]: (call: Call<Id>) => Promise<Reply<Id>> }

/** Adds every row of the route table with its handler; what fails goes to the problem handler. */
export const bindRoutes = (
  deps: { db: Database; credentials: readonly Credential[] },
  handlers: Handlers,
  add: AddRoute,
): void => {
  for (const id of Object.keys(routes) as OperationId[]) {
    const route: Route = routes[id]
    const handle = handlers[id] as (call: unknown) => Promise<AnyReply>
    const path = apiBasePath + expressPath(route.path)
    add(route.method, path, guard(deps, route), ...bodyReaders(route), async (request: Request, response: Response) => {
      await telling(response, async () => send(response, await handle(await admit(deps, route, request))))
    })
  }
}

/** Who calls and whether they may at all comes first: nothing of a stranger's body is read. */
const guard =
  (deps: { db: Database; credentials: readonly Credential[] }, route: Route) =>
  async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    await telling(response, () => requireScope(deps.db, requireCredential(deps.credentials, request), route))
    next()
  }

/** What an event recorded is told by that event's reference. */
const telling = async (response: Response, act: () => Promise<void>): Promise<void> => {
  try {
    await act()
  } catch (error) {
    const reference = referenceOfEvent(error)
    if (reference !== undefined) setReference(response, reference)
    if (error instanceof SigningError && unauthenticated.includes(error.code)) challenge(response)
    throw error
  }
}

const unauthenticated: readonly string[] = ['ERR_CREDENTIAL_INVALID', 'ERR_SIGNER_SESSION_INVALID']

/** RFC 9110 §15.5.2: a 401 names the scheme it asks for. */
const challenge = (response: Response): void => {
  response.set('WWW-Authenticate', 'Bearer')
}

const bodyReaders = ({ method, body }: Route) =>
  method === 'get' ? [] : body === pdfBytes ? [requireMediaType(pdfBytes)] : jsonBody({ maxBytes: 64 * 1024 })

interface AnyReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly stream?: AsyncIterable<Uint8Array>
}

const admit = async (deps: { db: Database; credentials: readonly Credential[] }, route: Route, request: Request) => {
  const credential = requireCredential(deps.credentials, request)
  const params = parseInput(route.params, request.params, '/path')
  const query = parseInput(route.query, request.query, '/query')
  const body = route.body === null || route.body === pdfBytes ? undefined : parseInput(route.body, request.body)
  const session = needsSession(route, credential) ? await sessionOf(deps.db, request, params) : null
  return { params, query, body, credential, session, bytes: request as AsyncIterable<Uint8Array> }
}

const needsSession = (route: Route, { scopes }: Credential): boolean =>
  route.session === 'always' ||
  (route.session === 'citizen' && !route.scopes.some((scope) => scope !== 'citizen' && scopes.includes(scope)))

const sessionOf = (db: Database, request: Request, params: Record<string, unknown>): Promise<SignerSession> => {
  const { requestId, signerId } = params
  const expected = typeof requestId === 'string' && typeof signerId === 'string' ? { requestId, signerId } : undefined
  return requireSignerSession(db, request.get(signerSessionHeader), expected)
}

const send = async (response: Response, reply: AnyReply): Promise<void> => {
  response.status(reply.status).set(reply.headers ?? {})
  if (reply.stream === undefined) {
    response.json(reply.json)
    return
  }
  response.type(pdfBytes)
  for await (const chunk of reply.stream) {
    if (response.closed) return
    if (!response.write(chunk)) await drained(response)
  }
  response.end()
}

// A reader that goes away never drains; it closes.
const drained = (response: Response): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })

import type { IncomingMessage } from 'node:http'
import { apiBasePath, type OperationId, routes } from '@waarmerk/signing-contract'

/** One call that arrived, as the contract reads it. */
export interface ReceivedCall {
  readonly operation: OperationId
  readonly params: Readonly<Record<string, string>>
  readonly session: string | undefined
  readonly credential: string | undefined
  readonly body: Record<string, unknown>
}

/** Finds the row of the contract that a request belongs to, and parses it as the service would. */
export const readCall = async (request: IncomingMessage): Promise<ReceivedCall | null> => {
  const { pathname } = new URL(request.url ?? '', 'http://signing.test')
  for (const [operation, route] of Object.entries(routes)) {
    const pattern = new RegExp(`^${apiBasePath}${route.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
    const match = pattern.exec(pathname)
    if (route.method.toUpperCase() !== request.method || match === null) continue
    const params = { ...match.groups }
    route.params.parse(params)
    const parts: Uint8Array[] = []
    for await (const part of request) parts.push(part as Uint8Array)
    const text = Buffer.concat(parts).toString()
    const body = text === '' ? {} : JSON.parse(text)
    if (route.body !== null && typeof route.body !== 'string') route.body.parse(body)
    const header = request.headers['waarmerk-signer-session']
    return {
      operation: operation as OperationId,
      params,
      session: typeof header === 'string' ? header : undefined,
      credential: request.headers.authorization,
      body,
    }
  }
  return null
}

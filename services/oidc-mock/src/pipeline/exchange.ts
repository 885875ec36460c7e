import type { RegisteredClient } from '../client.ts'
import type { Grant, Provider, PushedRequest } from '../provider/provider.ts'
import type { Parameters } from './parameters.ts'

/** Claims as they were sent; nothing is known about any of them. */
export type ClaimsSet = Readonly<Record<string, unknown>>

/**
 * One request on its way through the checks. Early checks fill in what later ones rely on; asking
 * for something that no earlier check established is a mistake in the pipeline and throws.
 */
export class Exchange {
  readonly provider: Provider
  readonly parameters: Parameters
  readonly hasAuthorizationHeader: boolean
  #client: RegisteredClient | undefined
  #assertion: ClaimsSet | undefined
  #pushedRequest: PushedRequest | undefined
  #grant: Grant | undefined

  constructor(provider: Provider, parameters: Parameters, hasAuthorizationHeader = false) {
    this.provider = provider
    this.parameters = parameters
    this.hasAuthorizationHeader = hasAuthorizationHeader
  }

  /** The registered client that `client_id` names; authenticated only after the assertion's checks. */
  get client(): RegisteredClient {
    return established(this.#client)
  }
  set client(client: RegisteredClient) {
    this.#client = client
  }
  /** Id of the client, once known, for the ledger. */
  get knownClientId(): string | undefined {
    return this.#client?.clientId
  }

  /** Claims of the client assertion; its signature was verified. */
  get assertion(): ClaimsSet {
    return established(this.#assertion)
  }
  set assertion(claims: ClaimsSet) {
    this.#assertion = claims
  }

  get pushedRequest(): PushedRequest {
    return established(this.#pushedRequest)
  }
  set pushedRequest(pushed: PushedRequest) {
    this.#pushedRequest = pushed
  }

  get grant(): Grant {
    return established(this.#grant)
  }
  set grant(grant: Grant) {
    this.#grant = grant
  }
}

function established<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('a check ran before the one it relies on')
  return value
}

/** One rule: returns when it is kept, refuses when it is not. */
export type Check = (exchange: Exchange) => void | Promise<void>

import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type OperationId, routes, type SignerCase, type TransactionView } from '@waarmerk/signing-contract'
import { type ReceivedCall, readCall } from './received-call.ts'
import { smallPdf } from './small-pdf.ts'

/** What an operation answers instead of what it usually does. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly reference?: string
}

export const locator = 'a-locator-that-is-long-enough-0123'
export const citizenKey = 'citizen-key'
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('base64url')

const statement = (lang: 'nl' | 'en', text: string) => ({ lang, text, sha256: sha256(text) })
export const statements = [
  statement('nl', 'Ik geef toestemming om een paspoort aan te vragen voor Sem. Ik heb het gezag over dit kind.'),
  statement('en', 'I consent to the application for a passport for Sem. I have authority over this child.'),
]

/**
 * The signing API as these tests need it: an HTTP server written from the contract's route table, that parses what
 * arrives with the contract's shapes. It knows one request with one signer.
 */
export class SigningApi {
  readonly calls: ReceivedCall[] = []
  readonly refusals = new Map<OperationId, Refusal>()
  readonly requestId = randomUUID()
  signerId: string = randomUUID()
  readonly documents: { id: string; title: string; bytes: Uint8Array }[]
  readonly signerSession = 'the-signer-session'
  providers = [
    { id: 'digid', label: { nl: 'DigiD', en: 'DigiD' } },
    { id: 'eidas', label: { nl: 'een Europees inlogmiddel', en: 'a European login' } },
  ]
  status: SignerCase['status'] = 'invited'
  othersStillToSign = false
  language: 'nl' | 'en' = 'nl'
  head = 1
  title = 'Toestemming voor een paspoort'
  sessionMinutes = 30
  /** What `openTransaction` answers. */
  authorizationUrl = ''
  readonly state = 'the-state-of-the-signing-service'
  transaction: TransactionView = { id: randomUUID(), status: 'open', failure: null, receipt: null }
  /** The status that `authoriseTransaction` answers with. */
  authorised: 200 | 202 = 200
  /** Breaks every connection. */
  silent = false
  origin = ''
  readonly #server: Server

  constructor(titles: readonly string[] = ['Toestemming voor een paspoort']) {
    this.documents = titles.map((title) => ({ id: randomUUID(), title, bytes: smallPdf(title) }))
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy())
    })
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  callsOf(operation: OperationId): ReceivedCall[] {
    return this.calls.filter((call) => call.operation === operation)
  }

  /** The signature is there. */
  sign(complete = true): void {
    this.status = 'signed'
    this.othersStillToSign = !complete
    this.transaction = {
      ...this.transaction,
      status: 'signed',
      receipt: {
        signedAt: '2026-11-23T20:04:00Z',
        reference: 'K7QM-2WX9',
        complete,
        documents: this.documents.map(({ id, title, bytes }) => ({
          id,
          title,
          revision: this.head,
          size: bytes.length,
          sha256: sha256(bytes),
        })),
      },
    }
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.silent) return void response.destroy()
    const call = await readCall(request)
    if (call === null) return send(response, 404, { code: 'ERR_HTTP_NOT_FOUND' })
    this.calls.push(call)
    const refusal = this.refusals.get(call.operation) ?? this.#unauthorised(call)
    if (refusal) return send(response, refusal.status, refusal)
    if (call.operation === 'readRevision') {
      const document = this.documents.find(({ id }) => id === call.params['documentId'])
      response.writeHead(200, { 'content-type': 'application/pdf' })
      return void response.end(document?.bytes)
    }
    const { status, body } = this.#reply(call)
    send(response, status, body)
  }

  #unauthorised({ operation, credential, session }: ReceivedCall): Refusal | null {
    if (credential !== `Bearer ${citizenKey}`) return { status: 401, code: 'ERR_CREDENTIAL_INVALID' }
    if (!(routes[operation].scopes as readonly string[]).includes('citizen')) {
      return { status: 403, code: 'ERR_SCOPE_INSUFFICIENT' }
    }
    const needed = routes[operation].session !== 'never'
    return needed && session !== this.signerSession ? { status: 401, code: 'ERR_SIGNER_SESSION_INVALID' } : null
  }

  #reply({ operation, body, params }: ReceivedCall): { status: number; body: unknown } {
    const { requestId, signerId, transaction } = this
    const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
    switch (operation) {
      case 'resolveLocator':
        if (body['locator'] !== locator) return { status: 404, body: { status: 404, code: 'ERR_LOCATOR_UNKNOWN' } }
        return {
          status: 200,
          body: {
            requestId,
            signerId,
            municipality: 'Gemeente Voorbeeld',
            phone: '14 0123',
            language: this.language,
            providers: this.providers,
            expiresAt: '2026-12-31T22:59:00Z',
          },
        }
      case 'openIdentification':
        return {
          status: 201,
          body: {
            id: randomUUID(),
            provider: body['provider'],
            nonce: sha256(randomUUID()),
            scope: 'openid',
            acrValues: [
              'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard',
              'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI',
            ],
            maxAge: 600,
            expiresAt: soon(10),
          },
        }
      case 'completeIdentification':
        if (this.status === 'invited') this.status = 'identified'
        return {
          status: 200,
          body: {
            session: this.signerSession,
            sessionExpiresAt: soon(this.sessionMinutes),
            signer: this.signerCase(),
          },
        }
      case 'readSignerCase':
        return { status: 200, body: this.signerCase() }
      case 'openTransaction':
        return {
          status: 201,
          body: {
            id: transaction.id,
            status: 'open',
            authorizationUrl: this.authorizationUrl,
            stateSha256: sha256(this.state),
            expiresAt: soon(10),
          },
        }
      case 'readTransaction':
        return params['transactionId'] === transaction.id
          ? { status: 200, body: transaction }
          : { status: 404, body: { status: 404, code: 'ERR_TRANSACTION_UNKNOWN' } }
      case 'authoriseTransaction':
        return { status: this.authorised, body: transaction }
      case 'declineToSign':
        this.status = 'declined'
        return { status: 200, body: this.signerCase() }
      default:
        return { status: 404, body: { status: 404, code: 'ERR_HTTP_NOT_FOUND' } }
    }
  }

  signerCase(): SignerCase {
    const [provider] = this.providers
    if (provider === undefined) throw new TypeError('no provider')
    const revision = (bytes: Uint8Array, number: number) => ({
      revision: number,
      size: bytes.length,
      sha256: sha256(bytes),
      createdAt: '2026-11-20T09:00:00Z',
    })
    return {
      requestId: this.requestId,
      signerId: this.signerId,
      status: this.status,
      municipality: 'Gemeente Voorbeeld',
      phone: '14 0123',
      title: this.title,
      provider,
      documents: this.documents.map(({ id, title, bytes }) => ({
        id,
        title,
        content: revision(bytes, 1),
        head: revision(bytes, this.head),
      })),
      statements,
      othersStillToSign: this.othersStillToSign,
      expiresAt: '2026-12-31T22:59:00Z',
    }
  }
}

const send = (response: ServerResponse, status: number, body: unknown): void => {
  const problem = { type: 'about:blank', status, title: 'refused', detail: 'refused' }
  response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' })
  response.end(JSON.stringify(status < 400 ? body : { ...problem, ...(body as object), status }))
}
